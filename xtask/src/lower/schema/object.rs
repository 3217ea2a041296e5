//! Objects: structs, maps and free-form objects.

use openapiv3::AdditionalProperties;

use super::super::context::Context;
use super::super::keywords::{Keywords, SchemaRef};
use super::super::pointer;
use super::Shape;
use crate::api::{Extra, Field, Struct, Type, TypeKind, TypeRef};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::nearest;

impl<'a> Context<'a> {
    /// What an object is: a struct if it has properties, else a map.
    pub(super) fn object(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Shape {
        self.claim_if_struct(pointer, keywords);
        let fields = self.fields(pointer, keywords);
        let extra = self.extra(pointer, keywords);
        self.structure(
            pointer,
            fields,
            extra,
            vec![(pointer.to_owned(), keywords.required)],
        )
    }

    /// A struct, map or free-form object of these parts. `required` is each list of required properties with the
    /// pointer of the schema that has it.
    pub(super) fn structure(
        &mut self,
        pointer: &str,
        mut fields: Vec<Field>,
        extra: Extra,
        required: Vec<(String, &[String])>,
    ) -> Shape {
        let required = self.require(&mut fields, required);
        if let (true, Extra::Any | Extra::Typed(_)) = (fields.is_empty(), &extra) {
            let value = match extra {
                Extra::Typed(value) => value,
                Extra::Any | Extra::Closed => Box::new(TypeRef::plain(Type::Any)),
            };
            return Shape::Type(self.constrained(pointer, Type::Map(value)));
        }
        for keyword in ["minProperties", "maxProperties"] {
            let at = pointer::child(pointer, keyword);
            if self.node(&at).is_some() {
                let at = self.key(&at);
                self.unsupported(
                    at,
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

    /// The properties of an object. Whether they are required is not known yet.
    pub(super) fn fields(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Vec<Field> {
        let properties = pointer::child(pointer, "properties");
        keywords
            .properties
            .iter()
            .map(|(name, schema)| self.field(&pointer::child(&properties, name), name, *schema))
            .collect()
    }

    /// What other properties an object may have.
    pub(super) fn extra(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Extra {
        match keywords.additional_properties {
            None | Some(AdditionalProperties::Any(true)) => Extra::Any,
            Some(AdditionalProperties::Any(false)) => Extra::Closed,
            Some(AdditionalProperties::Schema(schema)) => {
                let value = self.type_ref(
                    &pointer::child(pointer, "additionalProperties"),
                    SchemaRef::from(schema.as_ref()),
                );
                if value == TypeRef::plain(Type::Any) {
                    Extra::Any
                } else {
                    Extra::Typed(Box::new(value))
                }
            }
        }
    }

    fn field(&mut self, pointer: &str, name: &str, schema: SchemaRef<'a>) -> Field {
        let annotations = self.annotations(pointer, schema);
        Field {
            wire: name.to_owned(),
            rust_name: annotations.rust_name,
            ty: self.type_ref(pointer, schema),
            required: false,
            access: annotations.access,
            default: annotations.default,
            example: annotations.example,
            docs: annotations.docs,
            deprecated: annotations.deprecated,
            provenance: self.provenance(pointer),
            at: self.key(pointer),
        }
    }

    fn claim_if_struct(&mut self, pointer: &str, keywords: &Keywords<'a>) {
        if !keywords.properties.is_empty() {
            self.claim(pointer);
        }
    }

    /// Marks the required fields; the names of them in the order of the lists.
    fn require(&mut self, fields: &mut [Field], lists: Vec<(String, &[String])>) -> Vec<String> {
        let mut required: Vec<String> = Vec::new();
        for (pointer, names) in lists {
            for (index, name) in names.iter().enumerate() {
                if let Some(field) = fields.iter_mut().find(|field| field.wire == *name) {
                    field.required = true;
                    if !required.contains(name) {
                        required.push(name.clone());
                    }
                } else {
                    let at = self.value(&pointer::item(&pointer, "required", index));
                    let diagnostic = Diagnostic::new(
                        Code::UnknownRequired,
                        at,
                        format!("`{name}` is required, but is no property"),
                    );
                    let near = nearest(name, fields.iter().map(|field| field.wire.as_str()));
                    self.add(match near {
                        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                        None => diagnostic.help("add it under `properties`, or remove it here"),
                    });
                }
            }
        }
        required
    }
}
