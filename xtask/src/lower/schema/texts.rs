//! Unions of texts, which are one text.

use openapiv3::Schema;

use super::super::context::Context;
use super::super::keywords::{Keywords, SchemaRef};
use super::super::pointer;
use super::Shape;
use super::all_of::Leaf;
use super::union::Alternative;
use crate::api::{Constraints, Enum, EnumValue, Member, StringFormat, Type, TypeKind, TypeRef};

impl<'a> Context<'a> {
    /// Whether a member of a union is a text or an enum of texts.
    pub(super) fn is_text(&mut self, ty: &TypeRef) -> bool {
        match &ty.ty {
            Type::String(format) => *format != StringFormat::Binary,
            Type::Named(id) => self.values_of(&id.pointer).is_some(),
            _ => false,
        }
    }

    /// Members that are all texts are one text. DRF describes a choice that may be blank or null as
    /// `oneOf: [TitleEnum, BlankEnum, NullEnum]`.
    pub(super) fn one_text(
        &mut self,
        union: &Leaf<'a>,
        members: Vec<(&Alternative<'a>, &Member)>,
    ) -> Shape {
        let mut enums: Vec<(&Alternative<'a>, &Member, Vec<EnumValue>)> = Vec::new();
        let mut texts: Vec<&TypeRef> = Vec::new();
        for (alternative, member) in members {
            match &member.ty.ty {
                Type::Named(id) => {
                    let values = self.values_of(&id.pointer).unwrap_or_default();
                    enums.push((alternative, member, values));
                }
                _ => texts.push(&member.ty),
            }
        }
        let constraints = self.common_constraints(union, &texts, !enums.is_empty());
        if enums.is_empty() {
            let mut formats = texts.iter().map(|text| &text.ty);
            let ty = match formats.next() {
                Some(first) if formats.all(|other| other == first) => first.clone(),
                _ => Type::String(StringFormat::Plain),
            };
            return Shape::Type(TypeRef {
                constraints,
                ..TypeRef::plain(ty)
            });
        }
        let is_blank = |values: &[EnumValue]| values.iter().all(|value| value.wire.is_empty());
        let mut others = enums.iter().filter(|(_, _, values)| !is_blank(values));
        if let (
            Some((
                Alternative {
                    schema: SchemaRef::Reference(_),
                    ..
                },
                member,
                _,
            )),
            None,
            [],
        ) = (others.next(), others.next(), texts.as_slice())
        {
            // The one enum with something in it gets the blank value, and stays the type.
            let blank = enums
                .iter()
                .flat_map(|(_, _, values)| values)
                .find(|value| value.wire.is_empty());
            if let (Type::Named(id), Some(blank)) = (&member.ty.ty, blank) {
                self.blank
                    .entry(id.pointer.clone())
                    .or_insert_with(|| blank.at.clone());
            }
            return Shape::Type(member.ty.clone());
        }
        let mut values: Vec<EnumValue> = Vec::new();
        for value in enums.into_iter().flat_map(|(_, _, values)| values) {
            if !values.iter().any(|known| known.wire == value.wire) {
                values.push(value);
            }
        }
        Shape::Definition(TypeKind::Enum(Enum { values }))
    }

    /// The constraints that all texts have; others are reported, since they hold for some of the values only.
    fn common_constraints(
        &mut self,
        union: &Leaf<'a>,
        texts: &[&TypeRef],
        with_enums: bool,
    ) -> Constraints {
        let mut all = texts.iter().map(|text| &text.constraints);
        let first = all.next().cloned().unwrap_or_default();
        if all.all(|other| *other == first) && (first.is_empty() || !with_enums) {
            return first;
        }
        let keyword = union
            .keywords
            .union()
            .map_or("oneOf", |(keyword, _)| keyword);
        let at = self.key(&pointer::child(&union.pointer, keyword));
        self.unsupported(
            at,
            "the constraints of these texts are not checked: each holds for one of them only",
            "describe one text that may be any of them",
        );
        Constraints::default()
    }

    /// The values of the schema at a pointer, if it is an enum of texts.
    fn values_of(&mut self, pointer: &str) -> Option<Vec<EnumValue>> {
        if let Some(definition) = self.types.get(pointer) {
            return match &definition.kind {
                TypeKind::Enum(texts) => Some(texts.values.clone()),
                _ => None,
            };
        }
        self.node(&pointer::child(pointer, "enum"))?;
        let SchemaRef::Schema(schema) = self.at::<Schema>(pointer)?.into() else {
            return None;
        };
        match self.plain(pointer, &Keywords::new(schema)) {
            Shape::Definition(TypeKind::Enum(texts)) => Some(texts.values),
            _ => None,
        }
    }
}
