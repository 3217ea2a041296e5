//! Schemas → types: what a schema is where it is used, and the types that get a name of their own.

mod constants;
mod discriminator;
mod enumeration;
mod inheritance;
mod object;
mod scalar;
mod strings;
mod union;

use super::context::{Context, Progress, whole, without_null};
use super::{pointer, type_names};
use crate::api::{EnumValue, ErrorDialect, Type, TypeDef, TypeKind, TypeRef, Usage};
use crate::contract::{Facets, JsonType, Schema, SchemaId, Selection};
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::limits::MAX_DEPTH;

/// What a schema is: a type that needs no name, or the definition of one that does.
enum Shape {
    Type(TypeRef),
    Definition(TypeKind),
}

impl<'a> Context<'a> {
    /// The type of the schema or reference at a pointer.
    pub(super) fn type_at(&mut self, place: &str) -> TypeRef {
        match self.contract.schema_at(place) {
            Some(id) => self.type_of_written(id, place),
            None => TypeRef::plain(Type::Any),
        }
    }

    /// The type of a schema in another: `written` is its location, `place` what a merged one is known by.
    fn type_in(&mut self, id: SchemaId, written: &str, place: impl FnOnce() -> String) -> TypeRef {
        match self.contract.schema(id) {
            Some(schema) if schema.is_merged => self.type_of(id, &place()),
            _ => self.type_of_written(id, written),
        }
    }

    /// The type of a schema that is written or referred to at a location.
    fn type_of_written(&mut self, id: SchemaId, place: &str) -> TypeRef {
        let target = self.referred(place);
        let component = target.filter(|target| {
            pointer::component_schema(target).is_some() && self.contract.schema_at(target).is_some()
        });
        match component {
            // Its name may be an alias, which the schema itself does not know.
            Some(component) => self.component(component, self.contract.schema(id)),
            None => self.type_of(id, place),
        }
    }

    /// The type of a schema; a merged one is known by `place`.
    fn type_of(&mut self, id: SchemaId, place: &str) -> TypeRef {
        // A reference to nothing has no pointer, and is reported with all others.
        let schema = self.contract.schema(id);
        let Some(schema) = schema.filter(|schema| !schema.at.pointer.is_empty()) else {
            return TypeRef::plain(Type::Any);
        };
        match self.progress.get_mut(&id) {
            Some(Progress::Done(ty)) => return ty.as_ref().clone(),
            Some(Progress::Open { pointer, is_used }) => {
                *is_used = true;
                let named = Type::Named(whole(pointer.as_str()));
                return finish(TypeRef::plain(named), schema);
            }
            None => {}
        }
        if schema.name.is_some() {
            return self.component(schema.at.pointer.clone(), Some(schema));
        }
        let pointer = match schema.is_merged {
            true => place,
            false => schema.at.pointer.as_str(),
        };
        if let Some(known) = self
            .merged
            .get(schema.parts.as_slice())
            .filter(|_| schema.is_merged)
        {
            return finish(TypeRef::plain(Type::Named(whole(known.as_str()))), schema);
        }
        if self.depth > MAX_DEPTH {
            self.too_deep(place);
            return TypeRef::plain(Type::Any);
        }
        let open = Progress::Open {
            pointer: pointer.to_owned(),
            is_used: false,
        };
        self.progress.insert(id, open);
        self.depth += 1;
        let shape = self.shape(schema, pointer);
        self.depth -= 1;
        let open = self.progress.remove(&id);
        let kind = match shape {
            Shape::Definition(kind) => Ok(kind),
            // It refers to itself.
            Shape::Type(ty) if matches!(open, Some(Progress::Open { is_used: true, .. })) => {
                Ok(alias(ty))
            }
            Shape::Type(ty) => Err(ty),
        };
        let ty = kind.map_or_else(
            |ty| ty,
            |kind| {
                self.define(pointer, kind);
                TypeRef::plain(Type::Named(whole(pointer)))
            },
        );
        let ty = finish(ty, schema);
        self.progress
            .insert(id, Progress::Done(Box::new(ty.clone())));
        ty
    }

    /// The type of a component, which is made later.
    fn component(&mut self, pointer: String, schema: Option<&Schema>) -> TypeRef {
        if self.referenced.insert(pointer.clone()) {
            self.pending.push(pointer.clone());
        }
        let ty = TypeRef::plain(Type::Named(whole(pointer)));
        match schema {
            Some(schema) => finish(ty, schema),
            None => ty,
        }
    }

    /// Makes the component schemas that have been referred to, and those that they refer to in turn.
    pub(super) fn make_pending(&mut self) {
        while let Some(pointer) = self.pending.pop() {
            let is_reference = self.referred(&pointer).is_some();
            let kind = match self.contract.schema_of(&pointer) {
                Some(schema) if !is_reference => match self.shape(schema, &pointer) {
                    Shape::Definition(kind) => kind,
                    Shape::Type(ty) => alias(finish(ty, schema)),
                },
                _ => alias(self.type_at(&pointer)),
            };
            self.define(&pointer, kind);
        }
    }

    /// Gives enums the blank value that unions with them have.
    pub(super) fn add_blanks(&mut self) {
        for (pointer, at) in std::mem::take(&mut self.blank) {
            let Some(TypeDef {
                kind: TypeKind::Enum(strings),
                ..
            }) = self.types.get_mut(&pointer)
            else {
                continue;
            };
            if !strings.values.iter().any(|value| value.wire.is_empty()) {
                strings.values.push(EnumValue {
                    wire: String::new(),
                    name: None,
                    docs: None,
                    at,
                });
            }
        }
    }

    fn define(&mut self, pointer: &str, kind: TypeKind) {
        let node = self.node(pointer);
        let keyword = |keyword: &str| node.and_then(|node| node.get(keyword));
        let description = keyword("description").and_then(|docs| docs.as_str());
        let members = keyword("allOf").and_then(|members| members.as_sequence());
        // Of a type that is put together, the last member is the one that is about this type.
        let mut members = members.unwrap_or_default().iter().rev();
        let docs =
            description.or_else(|| members.find_map(|member| member.get("description")?.as_str()));
        let definition = TypeDef {
            id: whole(pointer),
            name: match self.names.get(pointer) {
                Some(name) => name.clone(),
                None => type_names::type_name(self.document, pointer),
            },
            docs: docs.map(str::to_owned),
            deprecated: keyword("deprecated").is_some_and(crate::source::is_true),
            provenance: self.provenance(pointer),
            usage: Usage::default(),
            kind,
            example: without_null(keyword("example").map(|example| example.to_json())),
            at: self.key(pointer),
        };
        self.types.insert(pointer.to_owned(), definition);
    }

    fn shape(&mut self, schema: &'a Schema, pointer: &str) -> Shape {
        let is_reference = schema.same_as.is_some() && !schema.is_merged;
        if !is_reference {
            self.report_unresolved(schema);
        }
        if let (false, Some((at, earlier))) = (is_reference, &schema.conflict) {
            self.conflict(pointer, schema.is_merged, at, earlier);
            return Shape::Type(TypeRef::plain(Type::Any));
        }
        if let Some(kind) = self.subtypes(pointer, schema) {
            return Shape::Definition(kind);
        }
        // A schema that extends a base is not itself a base.
        if let Some(same) = &schema.same_as
            && !self.is_subtype(pointer)
        {
            return Shape::Type(self.type_at(same));
        }
        if self.is_field_errors(pointer, schema) {
            return Shape::Definition(TypeKind::FieldErrors);
        }
        self.report_unchecked(&schema.facets);
        match self.alternatives(schema) {
            // Its members have been merged with another union, and one is all that Rust has a name for.
            Some(second) if self.names.contains_key(pointer) => {
                let holder = second.at.pointer.rsplit_once('/');
                let at = self.key(holder.map_or("", |(holder, _)| holder));
                self.unsupported(
                    at,
                    "a second `oneOf` or `anyOf` in one `allOf` has no effect",
                    "join the two into one",
                );
                self.plain(schema, pointer)
            }
            Some(alternatives) => self.union(pointer, alternatives),
            None => self.plain(schema, pointer),
        }
    }

    /// Reports what is said of values that no type says and no check before sending.
    fn report_unchecked(&mut self, facets: &Facets) {
        let selected = facets.selected.iter();
        let selected =
            selected.filter(|it| matches!(it.selection, Selection::Names | Selection::Some { .. }));
        let mut all: Vec<(&str, &Anchor)> = selected
            .map(|it| (it.selection.keyword(), &it.at))
            .collect();
        all.extend(facets.not.iter().map(|not| ("not", &not.at)));
        for (keyword, at) in all {
            let written = self.document.respelled(&at.pointer);
            let keyword = written.as_deref().unwrap_or(keyword);
            self.unsupported(
                at.clone(),
                format!("`{keyword}` has no effect: values are not checked against it"),
                "say what is allowed instead",
            );
        }
    }

    /// What a schema is that is not one of several.
    fn plain(&mut self, schema: &'a Schema, pointer: &str) -> Shape {
        match (&schema.facets.values, JsonType::only(&schema.facets.types)) {
            (Some(values), kind) => self.enumeration(schema, pointer, values, kind),
            (None, Some(JsonType::Object)) => self.object(schema, pointer),
            (None, kind) => Shape::Type(self.scalar_or_array(schema, pointer, kind)),
        }
    }

    fn conflict(&mut self, pointer: &str, is_merged: bool, at: &Anchor, earlier: &Anchor) {
        let keys = pointer::keys(pointer);
        let message = match keys.as_slice() {
            [.., properties, name] if is_merged && properties == "properties" => {
                format!("`{name}` has two types that no value has: it is read as any value")
            }
            _ => "the members of this `allOf` have types that no value has at once: it is read as any value".to_owned(),
        };
        self.add(
            Diagnostic::new(Code::AllOfConflict, at.clone(), message)
                .related(earlier.clone(), "the other one is here")
                .help("give both the same type, or use `oneOf` if a value is either"),
        );
    }

    fn is_field_errors(&mut self, pointer: &str, schema: &Schema) -> bool {
        const EXTENSION: &str = "x-field-errors";
        let own = pointer::child(pointer, EXTENSION);
        let said = schema.notes.extensions.get(EXTENSION);
        let Some(said) = said.filter(|it| it.value == true && it.at.pointer == own) else {
            return false;
        };
        if self.error_dialect == ErrorDialect::Drf {
            return true;
        }
        let message =
            format!("`{EXTENSION}` needs an error dialect, which says how errors are shaped");
        let finding = Diagnostic::new(Code::InvalidExtension, said.at.clone(), message);
        let help = "add `error-dialect: drf` to `x-rust`";
        self.add_as(Severity::Warning, finding.help(help));
        false
    }
}

/// Another name for a type. Whether null is a value is said where the alias is used.
fn alias(ty: TypeRef) -> TypeKind {
    TypeKind::Alias(TypeRef {
        nullable: false,
        ..ty
    })
}

/// Adds what a schema says of a value besides its type: whether it may be null, and whether it is secret.
fn finish(ty: TypeRef, schema: &Schema) -> TypeRef {
    let sensitive = schema.notes.extensions.get("x-sensitive");
    TypeRef {
        nullable: schema.facets.null_stated,
        sensitive: ty.sensitive || sensitive.is_some_and(|said| said.value == true),
        ..ty
    }
}
