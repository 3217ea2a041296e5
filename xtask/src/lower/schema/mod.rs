//! Schemas → types: what a schema is at the place where it is used, and the types that get a name of their own.

mod all_of;
mod annotations;
mod discriminator;
mod enumeration;
mod integer;
mod narrow;
mod object;
mod scalar;
mod texts;
mod union;

use openapiv3::Schema;

use super::context::{Context, whole};
use super::hint;
use super::keywords::{Keywords, SchemaRef};
use super::pointer;
use crate::api::{EnumValue, ErrorDialect, NameHint, Type, TypeDef, TypeKind, TypeRef, Usage};
use crate::diagnostic::{Code, Diagnostic};

/// What a schema is: a type that needs no name, or the definition of one that does.
enum Shape {
    Type(TypeRef),
    Definition(TypeKind),
}

/// Deeper than references of real documents go; beyond it they go in circles.
const MAX_REFERENCES: usize = 64;

impl<'a> Context<'a> {
    /// The type of a schema at the place where it is used.
    pub(super) fn type_ref(&mut self, pointer: &str, schema: SchemaRef<'a>) -> TypeRef {
        match schema {
            SchemaRef::Schema(schema) => self.type_in_place(pointer, schema),
            SchemaRef::Reference(reference) => self.type_by_reference(pointer, reference),
        }
    }

    /// Makes the component schemas that have been referred to, and those that they refer to in turn.
    pub(super) fn make_pending(&mut self) {
        while let Some(pointer) = self.pending.pop() {
            let schema = self.at::<Schema>(&pointer).map(SchemaRef::from);
            let kind = match schema {
                Some(SchemaRef::Schema(schema)) => match self.shape(&pointer, schema) {
                    Shape::Definition(kind) => kind,
                    Shape::Type(ty) => TypeKind::Alias(self.finish(ty, SchemaRef::Schema(schema))),
                },
                Some(reference) => TypeKind::Alias(self.type_ref(&pointer, reference)),
                None => continue,
            };
            // Whether null is a value stands where the alias is used, so that it is said once.
            let kind = match kind {
                TypeKind::Alias(ty) => TypeKind::Alias(TypeRef {
                    nullable: false,
                    ..ty
                }),
                other => other,
            };
            self.define(pointer, kind);
        }
    }

    /// Gives enums the blank value that unions with them have.
    pub(super) fn add_blanks(&mut self) {
        for (pointer, at) in std::mem::take(&mut self.blank) {
            let Some(TypeDef {
                kind: TypeKind::Enum(texts),
                ..
            }) = self.types.get_mut(&pointer)
            else {
                continue;
            };
            if !texts.values.iter().any(|value| value.wire.is_empty()) {
                texts.values.push(EnumValue {
                    wire: String::new(),
                    docs: None,
                    at,
                });
            }
        }
    }

    fn type_by_reference(&mut self, holder: &str, reference: &str) -> TypeRef {
        let Some(target) = self.target::<Schema>(holder, reference) else {
            return TypeRef::plain(Type::Any);
        };
        let schema = SchemaRef::from(target.item);
        if pointer::component_schema(&target.pointer).is_some() {
            if self.referenced.insert(target.pointer.clone()) {
                self.pending.push(target.pointer.clone());
            }
            return self.finish(TypeRef::plain(Type::Named(whole(target.pointer))), schema);
        }
        if let Some(known) = self.known(&target.pointer) {
            return known;
        }
        if self.active.contains(&target.pointer) {
            self.ring(holder);
            return TypeRef::plain(Type::Any);
        }
        if self.active.len() > MAX_REFERENCES {
            self.too_deep(holder);
            return TypeRef::plain(Type::Any);
        }
        self.active.push(target.pointer.clone());
        let ty = match schema {
            SchemaRef::Reference(further) => self.type_by_reference(&target.pointer, further),
            SchemaRef::Schema(schema) => {
                self.active.pop();
                return self.type_in_place(&target.pointer, schema);
            }
        };
        self.active.pop();
        ty
    }

    fn type_in_place(&mut self, pointer: &str, schema: &'a Schema) -> TypeRef {
        if let Some(known) = self.known(pointer) {
            return known;
        }
        if self.active.iter().any(|active| active == pointer) {
            // A merge that leads back here: whatever it becomes, it gets a name.
            self.claims.insert(pointer.to_owned(), true);
            return TypeRef::plain(Type::Named(whole(pointer)));
        }
        self.active.push(pointer.to_owned());
        let shape = self.shape(pointer, schema);
        self.active.pop();
        let is_used = self.claims.remove(pointer).unwrap_or(false);
        let named = TypeRef::plain(Type::Named(whole(pointer)));
        let ty = match shape {
            Shape::Type(ty) => {
                // Something inside of it may already refer to it as a type with a name.
                if is_used {
                    self.define(pointer.to_owned(), TypeKind::Alias(ty));
                    named
                } else {
                    ty
                }
            }
            Shape::Definition(kind) => {
                self.define(pointer.to_owned(), kind);
                named
            }
        };
        let ty = self.finish(ty, SchemaRef::Schema(schema));
        self.inline.insert(pointer.to_owned(), ty.clone());
        ty
    }

    /// What the schema in place at `pointer` is, if it has been lowered or is known to get a name.
    fn known(&mut self, pointer: &str) -> Option<TypeRef> {
        if let Some(known) = self.inline.get(pointer) {
            return Some(known.clone());
        }
        let is_used = self.claims.get_mut(pointer)?;
        *is_used = true;
        Some(TypeRef::plain(Type::Named(whole(pointer))))
    }

    /// Says that the schema in place at `pointer` gets a name, so that what is inside of it can refer to it.
    fn claim(&mut self, pointer: &str) {
        if self.active.last().is_some_and(|active| active == pointer) {
            self.claims.insert(pointer.to_owned(), false);
        }
    }

    fn define(&mut self, pointer: String, kind: TypeKind) {
        let name = hint::type_name(self.document, &pointer);
        self.define_as(pointer, name, kind);
    }

    fn define_as(&mut self, pointer: String, name: NameHint, kind: TypeKind) {
        let schema = self.node(&pointer);
        let docs = schema
            .and_then(|schema| schema.get("description"))
            .and_then(|docs| docs.as_str());
        let definition = TypeDef {
            id: whole(pointer.clone()),
            name,
            docs: docs
                .map(str::to_owned)
                .or_else(|| self.docs_of_members(&pointer)),
            deprecated: schema
                .and_then(|schema| schema.get("deprecated"))
                .is_some_and(|deprecated| deprecated.to_json() == true),
            provenance: self.provenance(&pointer),
            usage: Usage::default(),
            kind,
            example: schema
                .and_then(|schema| schema.get("example"))
                .map(|example| example.to_json()),
            at: self.key(&pointer),
        };
        self.types.insert(pointer, definition);
    }

    /// The description of a type that is put together: that of the part which stands in place.
    fn docs_of_members(&self, pointer: &str) -> Option<String> {
        let members = self.node(pointer)?.get("allOf")?.as_sequence()?;
        members
            .iter()
            .rev()
            .find_map(|member| member.get("description")?.as_str())
            .map(str::to_owned)
    }

    fn shape(&mut self, pointer: &str, schema: &'a Schema) -> Shape {
        let keywords = Keywords::new(schema);
        if self.is_field_errors(pointer, &keywords) {
            return Shape::Definition(TypeKind::FieldErrors);
        }
        if self
            .node(pointer)
            .is_some_and(|node| node.get("not").is_some())
        {
            let at = self.key(&pointer::child(pointer, "not"));
            self.unsupported(
                at,
                "`not` has no effect: values are not checked against it",
                "say what is allowed instead",
            );
        }
        if !keywords.all_of.is_empty() {
            self.all_of(pointer, &keywords)
        } else if keywords.union().is_some() {
            self.union(pointer, &keywords)
        } else {
            self.plain(pointer, &keywords)
        }
    }

    /// What a schema without composition is.
    fn plain(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Shape {
        if self
            .node(pointer)
            .is_some_and(|node| node.get("enum").is_some())
        {
            self.enumeration(pointer, keywords)
        } else if keywords.is_object() {
            self.object(pointer, keywords)
        } else {
            Shape::Type(self.scalar_or_array(pointer, keywords))
        }
    }

    /// Adds what a schema says of a value besides its type: whether it may be null, and whether it is secret.
    fn finish(&self, ty: TypeRef, schema: SchemaRef<'a>) -> TypeRef {
        TypeRef {
            nullable: ty.nullable || self.is_nullable(schema),
            sensitive: ty.sensitive || self.is_sensitive(schema),
            ..ty
        }
    }

    fn is_field_errors(&mut self, pointer: &str, keywords: &Keywords<'_>) -> bool {
        const EXTENSION: &str = "x-field-errors";
        if keywords
            .data
            .extensions
            .get(EXTENSION)
            .is_none_or(|value| *value != true)
        {
            return false;
        }
        if self.error_dialect == ErrorDialect::Drf {
            return true;
        }
        let at = self.key(&pointer::child(pointer, EXTENSION));
        let message =
            format!("`{EXTENSION}` needs an error dialect, which says how errors are shaped");
        self.add(
            Diagnostic::new(Code::InvalidExtension, at, message)
                .help("add `error-dialect: drf` to `x-rust`"),
        );
        false
    }
}
