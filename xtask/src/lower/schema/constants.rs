//! Unions of constants: `oneOf: [{const: 1, title: Low}, …]` is how documents of 3.1 describe each value of an enum.

use super::super::context::Context;
use super::super::pointer;
use super::Shape;
use crate::api::{Enum, EnumValue, IntegerFormat, Member, Type, TypeKind, TypeRef};
use crate::contract::Alternatives;

impl Context<'_> {
    /// What a union of integers is whose members are one value each: an enum if all have names, else an integer.
    pub(super) fn integers(&mut self, union: &Alternatives, members: &[Member]) -> Option<Shape> {
        let mut values = Vec::new();
        for member in members {
            values.push(EnumValue {
                wire: self.integer(&member.at.pointer)?.to_string(),
                name: self.name_of_constant(&member.at.pointer),
                docs: self.docs_of_constant(&member.at.pointer),
                at: member.at.clone(),
            });
        }
        if values.iter().all(|value| value.name.is_some()) {
            return Some(Shape::Definition(TypeKind::Enum(Enum {
                values: distinct(values),
                is_integer: true,
            })));
        }
        self.unsupported(
            union.at.clone(),
            "these values are not enforced: integers become an enum in Rust only if each has a name",
            "give each of them a `title`",
        );
        let integer = Type::Integer(IntegerFormat::Int64);
        Some(Shape::Type(TypeRef::plain(integer)))
    }

    /// The one value of the schema at a pointer, if it is an integer.
    fn integer(&self, place: &str) -> Option<i64> {
        let facets = &self.contract.schema_of(place)?.facets;
        let values = facets.values.as_ref()?;
        match values.value.as_slice() {
            [only] => only.as_i64(),
            _ => None,
        }
    }

    fn name_of_constant(&self, place: &str) -> Option<String> {
        let target = self.referred(place);
        let component = target.as_deref().and_then(pointer::component_schema);
        let named = self.rust_name(place).or(component);
        named.or_else(|| self.text_of(place, "title"))
    }

    /// The description of a schema that is one value, or its title.
    pub(super) fn docs_of_constant(&self, place: &str) -> Option<String> {
        let description = self.text_of(place, "description");
        description.or_else(|| self.text_of(place, "title"))
    }

    fn text_of(&self, place: &str, keyword: &str) -> Option<String> {
        let notes = &self.contract.schema_of(place)?.notes;
        let text = notes.texts.get(keyword)?.value.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// Values of an enum without those that are there already.
pub(super) fn distinct(values: impl IntoIterator<Item = EnumValue>) -> Vec<EnumValue> {
    let mut distinct: Vec<EnumValue> = Vec::new();
    for value in values {
        if !distinct.iter().any(|known| known.wire == value.wire) {
            distinct.push(value);
        }
    }
    distinct
}
