//! `oneOf` and `anyOf`: one of several types, unless they are one type after all.

use super::super::context::{Context, whole};
use super::super::type_names;
use super::Shape;
use crate::api::{Decoding, Member, NameHint, Type, TypeKind, TypeRef, Union};
use crate::contract::{Additional, Alternatives, JsonType, Located, Schema, SchemaId};

impl<'a> Context<'a> {
    /// The members of a union that distinguishes types. `anyOf: [{required: [a]}, {required: [b]}]` only says what must be
    /// set, which is not checked.
    pub(super) fn alternatives(&mut self, schema: &'a Schema) -> Option<&'a Alternatives> {
        let alternatives = schema.alternatives.as_ref()?;
        let mut members = alternatives.members.iter();
        if !members.all(|member| self.only_requires(&member.at.pointer)) {
            return Some(alternatives);
        }
        let keyword = alternatives.at.pointer.rsplit('/').next();
        self.unsupported(
            alternatives.at.clone(),
            format!(
                "`{}` has no effect here: it only says which properties must be set",
                keyword.unwrap_or_default()
            ),
            "say it in the description",
        );
        None
    }

    fn only_requires(&self, member: &str) -> bool {
        const TYPES: [&str; 8] = [
            "$ref",
            "properties",
            "additionalProperties",
            "items",
            "enum",
            "allOf",
            "oneOf",
            "anyOf",
        ];
        let Some(node) = self.node(member) else {
            return false;
        };
        let has = |keyword: &str| node.get(keyword).is_some();
        let raw = self.contract.schema_at(member);
        let limits = || {
            let facets = &self.contract.schema(raw?)?.facets;
            let is_limited = !facets.limits.is_empty()
                || !facets.patterns.is_empty()
                || !facets.not.is_empty()
                || facets.unique_items.is_some();
            Some(is_limited && !has("type") && !has("format"))
        };
        !TYPES.iter().any(|keyword| has(keyword))
            && (has("required") || limits().unwrap_or_default())
    }

    /// What one of several schemas is.
    pub(super) fn union(&mut self, pointer: &str, alternatives: &'a Alternatives) -> Shape {
        let members = alternatives.members.iter();
        let mut members: Vec<&Located<SchemaId>> = members
            .filter(|member| !self.is_null_object(&member.at.pointer))
            .collect();
        // The siblings of the union may exclude some of them.
        let can_be = |member: &&Located<SchemaId>| {
            let schema = self.contract.schema(member.value);
            schema.is_none_or(|schema| !schema.is_merged || !schema.facets.types.is_empty())
        };
        if members.iter().any(can_be) {
            members.retain(can_be);
        }
        let members: Vec<Member> = members
            .into_iter()
            .map(|member| {
                let name = type_names::member_name(self.document, &member.at.pointer);
                let ty = TypeRef {
                    nullable: false,
                    ..self.member(pointer, member, &name)
                };
                let at = member.at.clone();
                Member { ty, name, at }
            })
            .collect();
        match members.as_slice() {
            [only] => Shape::Type(only.ty.clone()),
            _ => self.unite(alternatives, members),
        }
    }

    /// Whether the schema of a member is a nullable object without properties: how some documents write null. `{}` is a
    /// value of it too, but no document means that.
    fn is_null_object(&self, member: &str) -> bool {
        let schema = self.contract.schema_of(member);
        let facets = schema.map(|schema| &schema.facets);
        facets.is_some_and(|facets| {
            facets.nullable
                && JsonType::only(&facets.types) == Some(JsonType::Object)
                && facets.properties.is_empty()
                && matches!(facets.additional, Additional::Closed(_))
        })
    }

    /// The type of a member, merged with the siblings of the union at a pointer.
    fn member(&mut self, union: &str, member: &Located<SchemaId>, name: &NameHint) -> TypeRef {
        let written = member.at.pointer.as_str();
        let merged = self.contract.schema(member.value);
        let merged = merged.filter(|schema| schema.is_merged && schema.same_as.is_none());
        let Some(merged) = merged else {
            return self.type_at(written);
        };
        let raw = self.contract.schema_of(written);
        let is_union = raw.is_some_and(|raw| raw.alternatives.is_some());
        if is_union || merged.conflict.is_some() {
            self.unsupported(
                member.at.clone(),
                "this member is not merged with the properties beside the union",
                "make it an object, or write the properties into each member",
            );
            return self.type_at(written);
        }
        // Each member is a type of its own here: the one that it refers to lacks the properties beside the union.
        let mut keys = written.rsplit('/');
        let (index, keyword) = (keys.next(), keys.next());
        let place = format!(
            "{union}/{}/{}",
            keyword.unwrap_or_default(),
            index.unwrap_or_default()
        );
        let name = self.name_in(union, name);
        self.names.insert(place.clone(), name);
        self.type_of(member.value, &place)
    }

    /// The name of a type that a member of the union at `pointer` becomes there.
    fn name_in(&self, pointer: &str, member: &NameHint) -> NameHint {
        let mut parts = type_names::type_name(self.document, pointer).into_parts();
        parts.extend(member.clone().into_parts().pop());
        NameHint::Inline(parts)
    }

    /// One type for members that are one, else a union.
    fn unite(&mut self, alternatives: &Alternatives, mut members: Vec<Member>) -> Shape {
        if members.is_empty() {
            return Shape::Type(TypeRef::plain(Type::Any));
        }
        if let Some(discriminator) = &alternatives.discriminator {
            let decoding = self.discriminator(discriminator, &members);
            return Shape::Definition(TypeKind::Union(Union { members, decoding }));
        }
        if let Some(shape) = self.integers(alternatives, &members) {
            return shape;
        }
        let is_string: Vec<bool> = members.iter().map(|it| self.is_string(&it.ty)).collect();
        let mut is_string = is_string.into_iter();
        let (strings, others): (Vec<_>, Vec<_>) = members
            .drain(..)
            .enumerate()
            .partition(|_| is_string.next().unwrap_or_default());
        let united = match strings.as_slice() {
            [(index, first), _, ..] => {
                let (index, pointer) = (*index, first.at.pointer.clone());
                let all: Vec<&Member> = strings.iter().map(|(_, member)| member).collect();
                let shape = self.one_string(alternatives, &all);
                if others.is_empty() {
                    return shape;
                }
                let ty = match shape {
                    Shape::Type(ty) => ty,
                    Shape::Definition(kind) => {
                        self.define(&pointer, kind);
                        TypeRef::plain(Type::Named(whole(pointer)))
                    }
                };
                vec![(
                    index,
                    Member {
                        ty,
                        ..first.clone()
                    },
                )]
            }
            _ => strings,
        };
        let mut all: Vec<(usize, Member)> = united.into_iter().chain(others).collect();
        all.sort_by_key(|(index, _)| *index);
        Shape::Definition(TypeKind::Union(Union {
            members: all.into_iter().map(|(_, member)| member).collect(),
            // Decided when all types are known.
            decoding: Decoding::BestFit(Vec::new()),
        }))
    }
}
