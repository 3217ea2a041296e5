//! Whether no value is valid for two schemas at once, where that is certain.

use std::collections::BTreeSet;

use super::pair::DocumentSchema;
use crate::contract::{Additional, Alternatives, Contract, Facets, JsonType, Property, SchemaId};
use crate::source::Direction;

/// Larger unions are not checked, since every two members are compared.
const MAX_MEMBERS: usize = 64;

/// Objects that differ deeper are not told apart.
const MAX_DEPTH: usize = 6;

/// Whether no value is valid for two members of a union.
pub(super) fn are_disjoint(
    contract: &Contract,
    union: &Alternatives,
    direction: Direction,
) -> bool {
    let document = Document {
        contract,
        direction,
    };
    let members = &union.members;
    members.len() <= MAX_MEMBERS
        && members.iter().enumerate().all(|(index, one)| {
            let mut others = members.iter().skip(index + 1);
            others.all(|other| document.are_schemas_disjoint(one.value, other.value, 0))
        })
}

#[derive(Clone, Copy)]
struct Document<'a> {
    contract: &'a Contract,
    direction: Direction,
}

impl Document<'_> {
    fn are_schemas_disjoint(self, one: SchemaId, other: SchemaId, depth: usize) -> bool {
        let schema = |id| DocumentSchema::new(self.contract, id);
        let (Some(one), Some(other)) = (schema(one), schema(other)) else {
            return false;
        };
        if depth > MAX_DEPTH || (one.facets.nullable && other.facets.nullable) {
            return false;
        }
        for (union, other) in [(one, other), (other, one)] {
            if let Some(union) = &union.alternatives {
                let mut members = union.members.iter();
                return members.all(|it| self.are_schemas_disjoint(it.value, other.id, depth + 1));
            }
        }
        for (listed, other) in [(one, other), (other, one)] {
            if let Some(listed) = &listed.facets.values {
                let mut values = listed.value.iter();
                return values.all(|value| other.takes(value, self.direction) == Some(false));
            }
        }
        let (one, other) = (&one.facets, &other.facets);
        let types: BTreeSet<_> = one.types.intersection(&other.types).collect();
        types.is_empty()
            || types.iter().eq(&[&JsonType::Object]) && self.are_objects_disjoint(one, other, depth)
    }

    /// Whether a required property tells two objects apart.
    fn are_objects_disjoint(self, one: &Facets, other: &Facets, depth: usize) -> bool {
        let is_closed = |facets: &Facets| matches!(facets.additional, Additional::Closed(_));
        let travels = |property: &Property| property.travels(self.direction);
        let mut required = one.required.keys().chain(other.required.keys());
        required.any(|name| match (one.property(name), other.property(name)) {
            (Some(a), Some(b)) => {
                travels(a) && travels(b) && self.are_schemas_disjoint(a.schema, b.schema, depth + 1)
            }
            (Some(property), None) => travels(property) && is_closed(other),
            (None, Some(property)) => travels(property) && is_closed(one),
            (None, None) => false,
        })
    }
}
