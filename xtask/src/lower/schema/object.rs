//! Objects: structs, maps and free-form objects.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::context::{Context, without_null};
use super::super::pointer;
use super::Shape;
use crate::api::{Access, Extra, Field, Struct, Type, TypeKind, TypeRef};
use crate::contract::{Additional, Facets, JsonType, Limit, Property, Schema, Selection};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Fit, nearest};
use crate::validate::{Budget, MAX_STEPS, Patterns, Reading, Validator};

impl<'a> Context<'a> {
    /// What an object is: a struct if it has properties, else a map.
    pub(super) fn object(&mut self, schema: &'a Schema, pointer: &str) -> Shape {
        let facets = &schema.facets;
        if !schema.parts.is_empty() && !facets.properties.is_empty() {
            let parts = self.merged.entry(&schema.parts);
            parts.or_insert_with(|| pointer.to_owned());
        }
        let mut fields: Vec<Field> = facets
            .properties
            .iter()
            .map(|property| self.field(pointer, property))
            .collect();
        let (extra, is_map) = self.others(facets, pointer);
        let is_closed = !is_map && matches!(facets.additional, Additional::Closed(_));
        let required = self.require(&mut fields, facets);
        match extra {
            Extra::Typed(value) if fields.is_empty() => {
                Shape::Type(self.constrained(facets, Type::Map(value)))
            }
            Extra::Any if fields.is_empty() && !is_closed => {
                let value = Box::new(TypeRef::plain(Type::Any));
                Shape::Type(self.constrained(facets, Type::Map(value)))
            }
            extra => {
                for limit in [Limit::MinProperties, Limit::MaxProperties] {
                    if let Some(bound) = facets.limits.get(&limit) {
                        let keyword = limit.as_str();
                        self.unsupported(
                            bound.at.clone(),
                            format!("`{keyword}` is not checked on an object with properties"),
                            "remove it and say in the description how many must be set",
                        );
                    }
                }
                Shape::Definition(TypeKind::Struct(Struct {
                    fields,
                    required,
                    extra,
                }))
            }
        }
    }

    /// What is there besides the properties, and whether that has names of the API's users.
    fn others(&mut self, facets: &'a Facets, pointer: &str) -> (Extra, bool) {
        let mut types = Vec::new();
        if let Additional::Of(values) = &facets.additional {
            let place = || pointer::child(pointer, "additionalProperties");
            types.push(self.type_in(values.value, &values.at.pointer, place));
        }
        let mut matching = None;
        let mut is_any = matches!(facets.additional, Additional::Any);
        for selected in &facets.selected {
            if let Selection::Matching(pattern) = &selected.selection {
                let place = || pointer::join(pointer, &["patternProperties", pattern]);
                types.push(self.type_in(selected.schema, &selected.at.pointer, place));
                matching = Some(selected);
                is_any &= !matches!(pattern.as_str(), "" | ".*" | "^.*" | ".*$" | "^.*$");
            }
        }
        if let Some(selected) = matching {
            let is_mixed = types.iter().any(|ty| Some(ty) != types.first());
            let at = || selected.at.clone();
            if is_any {
                let message = "other properties may have any value, so these are read as any value";
                self.unsupported(at(), message, "add `additionalProperties: false`");
            } else if is_mixed {
                let message = "`patternProperties` with several types are read as any value";
                self.unsupported(at(), message, "give all of them one schema");
            }
            is_any |= is_mixed;
        }
        let only = types.pop().filter(|_| !is_any);
        let extra = match only.filter(|ty| *ty != TypeRef::plain(Type::Any)) {
            Some(ty) => Extra::Typed(Box::new(ty)),
            None => Extra::Any,
        };
        (extra, matching.is_some())
    }

    /// A property. Whether it is required is not known yet.
    fn field(&mut self, holder: &str, property: &Property) -> Field {
        if property.has_no_direction {
            let finding = Diagnostic::new(
                Code::InvalidValue,
                property.at.clone(),
                "a property that is both `readOnly` and `writeOnly` would never be sent: it is taken to be neither",
            )
            .help("keep the one that is true; without either it is in requests and in responses");
            self.add_as(Severity::Warning, finding);
        }
        let notes = &property.notes;
        let text = |text: Option<&serde_json::Value>| text?.as_str().map(str::to_owned);
        let said = |key: &str| notes.extensions.get(key).map(|said| &said.value);
        let place = || pointer::join(holder, &["properties", &property.name]);
        Field {
            wire: property.name.clone(),
            rust_name: text(said("x-rust-name")),
            ty: self.type_in(property.schema, &property.at.pointer, place),
            required: false,
            constant: self.constant(property),
            is_tag: false,
            access: match (&property.read_only, &property.write_only) {
                (Some(_), _) => Access::ReadOnly,
                (None, Some(_)) => Access::WriteOnly,
                (None, None) => Access::ReadWrite,
            },
            default: notes.default.as_ref().map(|default| default.value.clone()),
            example: without_null(self.example(property)),
            docs: text(notes.texts.get("description").map(|docs| &docs.value)),
            deprecated: notes.deprecated.is_some(),
            provenance: self.provenance(&property.at.pointer),
            at: property.at.clone(),
        }
    }

    /// The example of a property. One of another part of an `allOf` may be none of what all of them allow.
    fn example(&self, property: &Property) -> Option<Value> {
        let example = property.notes.example.as_ref()?;
        let validator = Validator {
            contract: self.contract,
            direction: None,
            reading: Reading::Lenient,
        };
        let mut budget = Budget::new(MAX_STEPS, Patterns::default());
        let is_own = pointer::is_within(&example.at.pointer, &property.at.pointer);
        let fits = is_own || validator.fit(property.schema, &example.value, &mut budget) != Fit::No;
        fits.then(|| example.value.clone())
    }

    /// The one value of a property, if it is one of the kinds that code can state.
    fn constant(&self, property: &Property) -> Option<Value> {
        let facets = &self.contract.schema(property.schema)?.facets;
        let [only] = facets.values.as_ref()?.value.as_slice() else {
            return None;
        };
        let is_stated = match JsonType::only(&facets.types)? {
            JsonType::String => only.is_string() && facets.format.is_none(),
            JsonType::Integer => only.is_i64(),
            JsonType::Boolean => only.is_boolean(),
            _ => false,
        };
        (is_stated && !facets.nullable).then(|| only.clone())
    }

    /// Marks the required fields; the names of them in the order of the document.
    fn require(&mut self, fields: &mut [Field], facets: &Facets) -> Vec<String> {
        let mut required = Vec::with_capacity(facets.required.len());
        let properties = facets.properties.iter().map(|it| it.name.as_str());
        let properties: BTreeSet<&str> = properties.collect();
        for field in fields.iter_mut() {
            field.required = facets.required.contains_key(&field.wire);
        }
        for (name, at) in &facets.required {
            if properties.contains(name.as_str()) {
                required.push(name.clone());
                continue;
            }
            let message = format!("`{name}` is required, but is no property");
            let near = nearest(name, fields.iter().map(|field| field.wire.as_str()));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it under `properties`, or remove it here".to_owned(),
            };
            self.add(Diagnostic::new(Code::UnknownRequired, at.clone(), message).help(help));
        }
        required
    }
}
