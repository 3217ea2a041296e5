//! `oneOf` and `anyOf`: one of several types, unless they are one type after all.

use openapiv3::Schema;

use super::super::context::{Context, whole};
use super::super::keywords::{Keywords, SchemaRef};
use super::super::{hint, pointer};
use super::all_of::Leaf;
use super::{MAX_REFERENCES, Shape};
use crate::api::{Decoding, Member, NameHint, Type, TypeKind, TypeRef, Union};

/// A member of `oneOf` or `anyOf` in the document.
#[derive(Clone)]
pub(super) struct Alternative<'a> {
    pub(super) pointer: String,
    pub(super) schema: SchemaRef<'a>,
}

impl<'a> Context<'a> {
    /// What one of several schemas is.
    pub(super) fn union(&mut self, pointer: &str, keywords: &Keywords<'a>) -> Shape {
        if !self.has_alternatives(pointer, keywords) {
            return self.plain(pointer, &keywords.without_union());
        }
        let own = Leaf {
            pointer: pointer.to_owned(),
            keywords: keywords.clone(),
        };
        if keywords.is_restrictive && keywords.is_object() {
            let base = Leaf {
                keywords: keywords.without_union(),
                ..own.clone()
            };
            self.claim(pointer);
            return self.distribute(pointer, &[base], &own);
        }
        if keywords.is_restrictive {
            self.constrained(pointer, Type::Any);
        }
        let alternatives = self.alternatives(&own);
        if let [only] = alternatives.as_slice() {
            return match only.schema {
                SchemaRef::Reference(_) => Shape::Type(self.type_ref(&only.pointer, only.schema)),
                SchemaRef::Schema(schema) => self.shape(&only.pointer, schema),
            };
        }
        self.claim(pointer);
        let members = alternatives
            .iter()
            .map(|alternative| Member {
                ty: TypeRef {
                    nullable: false,
                    ..self.type_ref(&alternative.pointer, alternative.schema)
                },
                name: hint::member_name(self.document, &alternative.pointer),
                at: self.value(&alternative.pointer),
            })
            .collect();
        self.unite(&own, alternatives, members)
    }

    /// Whether `oneOf` or `anyOf` distinguishes types. `anyOf: [{required: [a]}, {required: [b]}]` only says what must be
    /// set, which is not checked.
    pub(super) fn has_alternatives(&mut self, pointer: &str, keywords: &Keywords<'a>) -> bool {
        let Some((keyword, members)) = keywords.union() else {
            return false;
        };
        let only_requires = |member: &SchemaRef<'a>| match member {
            SchemaRef::Reference(_) => false,
            SchemaRef::Schema(schema) => {
                let member = Keywords::new(schema);
                member.properties.is_empty()
                    && member.additional_properties.is_none()
                    && member.items.is_none()
                    && member.all_of.is_empty()
                    && member.union().is_none()
                    && (!member.required.is_empty()
                        || (member.is_restrictive
                            && member.kind.is_none()
                            && member.format.is_none()
                            && !member.null_in_enum))
                    && !matches!(schema.schema_kind, openapiv3::SchemaKind::Any(ref any) if !any.enumeration.is_empty())
            }
        };
        if !members.iter().all(only_requires) {
            return true;
        }
        let at = self.key(&pointer::child(pointer, keyword));
        self.unsupported(
            at,
            format!("`{keyword}` has no effect here: it only says which properties must be set"),
            "say it in the description",
        );
        false
    }

    /// A union of objects that all have the properties of `base` too.
    pub(super) fn distribute(
        &mut self,
        pointer: &str,
        base: &[Leaf<'a>],
        union: &Leaf<'a>,
    ) -> Shape {
        let beside = Leaf {
            keywords: union.keywords.without_union(),
            ..union.clone()
        };
        let mut base: Vec<Leaf<'a>> = base
            .iter()
            .filter(|leaf| leaf.keywords.says_something())
            .cloned()
            .collect();
        if beside.keywords.is_restrictive && !base.iter().any(|leaf| leaf.pointer == beside.pointer)
        {
            base.push(beside);
        }
        let keyword = union
            .keywords
            .union()
            .map_or("oneOf", |(keyword, _)| keyword);
        let alternatives = self.alternatives(union);
        let mut members = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let mut leaves = base.clone();
            self.leaves(
                &alternative.pointer,
                alternative.schema,
                &mut vec![pointer.to_owned()],
                &mut leaves,
            );
            let name = hint::member_name(self.document, &alternative.pointer);
            let merges = |leaf: &Leaf<'a>| {
                leaf.keywords.union().is_none()
                    && (leaf.keywords.is_object() || !leaf.keywords.says_something())
            };
            let ty = if leaves.iter().all(merges) {
                // Each member is a type of its own here: the one that it refers to lacks the properties of the base.
                let id = pointer::item(pointer, keyword, index);
                match self.merge_objects(&id, &leaves) {
                    Shape::Type(ty) => ty,
                    Shape::Definition(kind) => {
                        let name = self.name_in(pointer, &name);
                        self.define_as(id.clone(), name, kind);
                        TypeRef::plain(Type::Named(whole(id)))
                    }
                }
            } else {
                let at = self.value(&alternative.pointer);
                self.unsupported(
                    at,
                    "this member is not merged with the properties beside the union",
                    "make it an object, or write the properties into each member",
                );
                TypeRef {
                    nullable: false,
                    ..self.type_ref(&alternative.pointer, alternative.schema)
                }
            };
            members.push(Member {
                ty,
                name,
                at: self.value(&alternative.pointer),
            });
        }
        self.unite(union, alternatives, members)
    }

    /// The name of a type that a member of the union at `pointer` becomes there.
    fn name_in(&self, pointer: &str, member: &NameHint) -> NameHint {
        let mut parts = match hint::type_name(self.document, pointer) {
            NameHint::Explicit(name) | NameHint::Component(name) => vec![name],
            NameHint::Inline(parts) => parts,
        };
        match member {
            NameHint::Explicit(name) | NameHint::Component(name) => parts.push(name.clone()),
            NameHint::Inline(more) => parts.extend(more.last().cloned()),
        }
        NameHint::Inline(parts)
    }

    /// The members of a union but for null, each schema once.
    fn alternatives(&self, union: &Leaf<'a>) -> Vec<Alternative<'a>> {
        let Some((keyword, members)) = union.keywords.union() else {
            return Vec::new();
        };
        let mut alternatives: Vec<Alternative<'a>> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let same = |other: &Alternative<'a>| matches!((other.schema, *member), (SchemaRef::Reference(a), SchemaRef::Reference(b)) if a == b);
            if !self.is_null(*member, 0) && !alternatives.iter().any(same) {
                alternatives.push(Alternative {
                    pointer: pointer::item(&union.pointer, keyword, index),
                    schema: *member,
                });
            }
        }
        alternatives
    }

    /// Whether null is the only value.
    fn is_null(&self, schema: SchemaRef<'a>, depth: usize) -> bool {
        match schema {
            SchemaRef::Schema(schema) => Keywords::new(schema).is_null(),
            SchemaRef::Reference(_) if depth > MAX_REFERENCES => false,
            SchemaRef::Reference(reference) => {
                let target = self.peek::<Schema>(reference);
                target.is_some_and(|target| self.is_null(target.item.into(), depth + 1))
            }
        }
    }

    /// One type for members that are one, else a union.
    fn unite(
        &mut self,
        union: &Leaf<'a>,
        alternatives: Vec<Alternative<'a>>,
        mut members: Vec<Member>,
    ) -> Shape {
        if members.is_empty() {
            return Shape::Type(TypeRef::plain(Type::Any));
        }
        if let Some(decoding) = self.discriminator(union, &alternatives) {
            return Shape::Definition(TypeKind::Union(Union { members, decoding }));
        }
        let texts: Vec<usize> = (0..members.len())
            .filter(|index| {
                members
                    .get(*index)
                    .is_some_and(|member| self.is_text(&member.ty))
            })
            .collect();
        if let [first, _, ..] = texts.as_slice() {
            let all = texts
                .iter()
                .filter_map(|index| Some((alternatives.get(*index)?, members.get(*index)?)))
                .collect();
            let shape = self.one_text(union, all);
            if texts.len() == members.len() {
                return shape;
            }
            let ty = match (shape, alternatives.get(*first)) {
                (Shape::Definition(kind), Some(alternative)) => {
                    self.define(alternative.pointer.clone(), kind);
                    TypeRef::plain(Type::Named(whole(alternative.pointer.as_str())))
                }
                (Shape::Type(ty), _) => ty,
                (Shape::Definition(_), None) => TypeRef::plain(Type::Any),
            };
            if let Some(member) = members.get_mut(*first) {
                member.ty = ty;
            }
            members = members
                .into_iter()
                .enumerate()
                .filter(|(index, _)| index == first || !texts.contains(index))
                .map(|(_, member)| member)
                .collect();
        }
        Shape::Definition(TypeKind::Union(Union {
            members,
            decoding: Decoding::InOrder,
        }))
    }
}
