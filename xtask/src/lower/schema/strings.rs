//! Unions of strings, which are one string.

use super::super::context::Context;
use super::Shape;
use super::constants::distinct;
use crate::api::{Constraints, Enum, EnumValue, Member, StringFormat, Type, TypeKind, TypeRef};
use crate::contract::{Alternatives, JsonType};

impl Context<'_> {
    /// Whether a member of a union is a string or an enum of strings.
    pub(super) fn is_string(&mut self, ty: &TypeRef) -> bool {
        match &ty.ty {
            Type::String(format) => *format != StringFormat::Binary,
            Type::Named(id) => self.values_of(&id.pointer).is_some(),
            _ => false,
        }
    }

    /// Members that are all strings are one string. DRF describes a choice that may be blank or null as
    /// `oneOf: [TitleEnum, BlankEnum, NullEnum]`.
    pub(super) fn one_string(&mut self, union: &Alternatives, members: &[&Member]) -> Shape {
        let mut enums: Vec<(&Member, Vec<EnumValue>)> = Vec::new();
        let mut strings: Vec<&TypeRef> = Vec::new();
        for member in members {
            match &member.ty.ty {
                Type::Named(id) => {
                    let mut values = self.values_of(&id.pointer).unwrap_or_default();
                    if let [only] = values.as_mut_slice()
                        && only.docs.is_none()
                    {
                        only.docs = self.docs_of_constant(&member.at.pointer);
                    }
                    enums.push((member, values));
                }
                _ => strings.push(&member.ty),
            }
        }
        let constraints = self.common_constraints(union, &strings, !enums.is_empty());
        if enums.is_empty() {
            let mut formats = strings.iter().map(|string| &string.ty);
            let ty = match formats.next() {
                Some(first) if formats.all(|other| other == first) => first.clone(),
                _ => Type::String(StringFormat::Plain),
            };
            return Shape::Type(TypeRef {
                constraints,
                ..TypeRef::plain(ty)
            });
        }
        let is_blank = |value: &&EnumValue| value.wire.is_empty();
        let mut others = enums
            .iter()
            .filter(|(_, values)| !values.iter().all(|it| is_blank(&it)));
        if let (Some((member, _)), None, []) = (others.next(), others.next(), strings.as_slice())
            && self.referred(&member.at.pointer).is_some()
        {
            // The one enum with something in it gets the blank value, and stays the type.
            let blank = enums.iter().flat_map(|(_, values)| values).find(is_blank);
            if let (Type::Named(id), Some(blank)) = (&member.ty.ty, blank) {
                let pointer = id.pointer.clone();
                self.blank
                    .entry(pointer)
                    .or_insert_with(|| blank.at.clone());
            }
            return Shape::Type(member.ty.clone());
        }
        let values = enums.into_iter().flat_map(|(_, values)| values);
        Shape::Definition(TypeKind::Enum(Enum {
            values: distinct(values),
            is_integer: false,
        }))
    }

    /// The constraints that all strings have; others are reported, since they hold for some of the values only.
    fn common_constraints(
        &mut self,
        union: &Alternatives,
        strings: &[&TypeRef],
        with_enums: bool,
    ) -> Constraints {
        let mut all = strings.iter().map(|string| &string.constraints);
        let first = all.next().cloned().unwrap_or_default();
        if all.all(|other| *other == first) && (first.is_empty() || !with_enums) {
            return first;
        }
        self.unsupported(
            union.at.clone(),
            "the constraints of these strings are not checked: each holds for one of them only",
            "describe one string that may be any of them",
        );
        Constraints::default()
    }

    /// The values of the schema at a pointer, if it is an enum of strings.
    fn values_of(&mut self, pointer: &str) -> Option<Vec<EnumValue>> {
        if let Some(definition) = self.types.get(pointer) {
            return match &definition.kind {
                TypeKind::Enum(strings) if !strings.is_integer => Some(strings.values.clone()),
                _ => None,
            };
        }
        // A component that is not made yet.
        self.node(pointer)?.get("enum")?;
        let schema = self.contract.schema_of(pointer)?;
        let values = schema.facets.values.as_ref()?;
        let is_string = JsonType::only(&schema.facets.types) == Some(JsonType::String);
        let is_enum = is_string && !values.value.is_empty() && schema.alternatives.is_none();
        (is_enum && values.value.iter().all(|value| value.is_string()))
            .then(|| self.known_values(schema, values).values)
    }
}
