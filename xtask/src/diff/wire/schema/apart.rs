//! Whether no value is of two schemas at once, where that is certain.

use std::collections::BTreeSet;

use super::sides::travels;
use crate::contract::{Additional, Contract, Facets, JsonType, Located, Property, SchemaId};
use crate::diff::witness::takes;

/// More members than unions have that are told apart by looking at each two.
const MAX_MEMBERS: usize = 64;

/// Deeper than what tells objects apart.
const MAX_DEPTH: usize = 6;

/// Whether no value is of two of these.
pub(super) fn are_all(
    contract: &Contract,
    members: &[Located<SchemaId>],
    is_request: bool,
) -> bool {
    let side = Side {
        contract,
        is_request,
    };
    members.len() <= MAX_MEMBERS
        && members.iter().enumerate().all(|(index, one)| {
            let mut others = members.iter().skip(index + 1);
            others.all(|other| side.are(one.value, other.value, 0))
        })
}

/// A document, and the direction in which values travel.
#[derive(Clone, Copy)]
struct Side<'a> {
    contract: &'a Contract,
    is_request: bool,
}

impl Side<'_> {
    fn are(self, one: SchemaId, other: SchemaId, depth: usize) -> bool {
        let (Some(a), Some(b)) = (self.contract.schema(one), self.contract.schema(other)) else {
            return false;
        };
        if depth > MAX_DEPTH || (a.facets.nullable && b.facets.nullable) {
            return false;
        }
        for (union, other) in [(&a.alternatives, other), (&b.alternatives, one)] {
            if let Some(union) = union {
                let mut members = union.members.iter();
                return members.all(|member| self.are(member.value, other, depth + 1));
            }
        }
        for (listed, other) in [(&a.facets.values, other), (&b.facets.values, one)] {
            if let Some(listed) = listed {
                let is_refused =
                    |value| takes(self.contract, other, value, self.is_request) == Some(false);
                return listed.value.iter().all(is_refused);
            }
        }
        let types: BTreeSet<JsonType> = a
            .facets
            .types
            .intersection(&b.facets.types)
            .copied()
            .collect();
        types.is_empty()
            || (types.iter().eq([&JsonType::Object])
                && self.are_objects(&a.facets, &b.facets, depth))
    }

    /// Whether a property that must be there tells two objects apart.
    fn are_objects(self, a: &Facets, b: &Facets, depth: usize) -> bool {
        let required: BTreeSet<&String> = a.required.keys().chain(b.required.keys()).collect();
        required.into_iter().any(
            |name| match (self.property(a, name), self.property(b, name)) {
                (Some(one), Some(other)) => {
                    self.travels(one)
                        && self.travels(other)
                        && self.are(one.schema, other.schema, depth + 1)
                }
                (Some(one), None) => self.travels(one) && is_closed(b),
                (None, Some(other)) => self.travels(other) && is_closed(a),
                (None, None) => false,
            },
        )
    }

    fn property<'p>(self, facets: &'p Facets, name: &str) -> Option<&'p Property> {
        let mut properties = facets.properties.iter();
        properties.find(|property| property.name == name)
    }

    fn travels(self, property: &Property) -> bool {
        travels(property, self.is_request)
    }
}

fn is_closed(facets: &Facets) -> bool {
    matches!(facets.additional, Additional::Closed(_))
}
