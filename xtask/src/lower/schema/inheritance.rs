//! Inheritance: a schema with a `discriminator` and no union is the base of the schemas that have it in their `allOf`, and
//! of those of its mapping (OpenAPI 3.0, section 4.7.25).

use super::super::context::{Context, whole};
use super::super::{pointer, type_names};
use super::{Shape, alias};
use crate::api::{Decoding, Member, NameHint, Type, TypeKind, TypeRef, Union};
use crate::contract::Schema;

impl<'a> Context<'a> {
    /// Whether a schema has a base in its `allOf`.
    pub(super) fn is_subtype(&self, pointer: &str) -> bool {
        let mut bases = self.bases.values();
        bases.any(|subtypes| subtypes.contains(pointer))
    }

    /// The type of a base where something refers to it: one of its subtypes or, if none is known, its own.
    pub(super) fn subtypes(&mut self, pointer: &str, schema: &'a Schema) -> Option<TypeKind> {
        let subtypes = self.bases.get(pointer)?.clone();
        let discriminator = schema.notes.discriminator.as_ref()?;
        let base = self.define_base(pointer, schema);
        let members = subtypes.into_iter().map(|subtype| {
            let component = self.type_at(&subtype);
            let ty = match self.bases.contains_key(&subtype) {
                true => base_of(&subtype),
                false => component,
            };
            Member {
                ty: TypeRef {
                    nullable: false,
                    ..ty
                },
                name: type_names::type_name(self.document, &subtype),
                at: self.key(&subtype),
            }
        });
        let mut members: Vec<Member> = members.collect();
        let is_taken = members.iter().any(|member| {
            matches!(&member.name, NameHint::Component(name) if name.eq_ignore_ascii_case("other"))
        });
        let mut other = vec!["other".to_owned()];
        other.extend(pointer::component_schema(pointer).filter(|_| is_taken));
        let rest = Box::new(Decoding::Only(members.len()));
        members.push(Member {
            ty: base,
            name: NameHint::Inline(other),
            at: self.key(pointer),
        });
        let mut decoding = self.discriminator(discriminator, &members);
        if let Decoding::Discriminator {
            absent, unknown, ..
        } = &mut decoding
        {
            *absent = Some(rest.clone());
            *unknown = Some(rest);
        }
        Some(TypeKind::Union(Union { members, decoding }))
    }

    /// The type of a base, as it is in the `allOf` of its subtypes.
    fn define_base(&mut self, pointer: &str, schema: &'a Schema) -> TypeRef {
        let kind = match self.plain(schema, pointer) {
            Shape::Definition(kind) => kind,
            Shape::Type(ty) => alias(ty),
        };
        let mut name = type_names::type_name(self.document, pointer).into_parts();
        name.push("base".to_owned());
        let base = base_pointer(pointer);
        self.names.insert(base.clone(), NameHint::Inline(name));
        self.define(&base, kind);
        let docs = self
            .node(pointer)
            .and_then(|node| node.get("description")?.as_str());
        if let Some(definition) = self.types.get_mut(&base) {
            definition.docs = docs.map(str::to_owned);
        }
        base_of(pointer)
    }
}

fn base_of(pointer: &str) -> TypeRef {
    TypeRef::plain(Type::Named(whole(base_pointer(pointer))))
}

/// The pointer of the type of a base schema without its subtypes.
fn base_pointer(pointer: &str) -> String {
    pointer::child(pointer, "discriminator")
}
