//! Unions that only list values: `oneOf` of several enums is one enum of all their values.

use std::collections::BTreeSet;

use super::sides::Sides;
use super::values::{self, Values};
use crate::contract::{Contract, Facets, JsonType, Located, Schema};

/// What a schema says if it is of some types and lists values, or takes all of them.
struct Flat<'a> {
    types: &'a BTreeSet<JsonType>,
    values: Option<Values>,
}

/// Compares a union with a schema that is none, if both only list values; whether they do.
pub(super) fn compare(sides: &mut Sides<'_>, base: &Contract, head: &Contract) -> bool {
    if sides.base.alternatives.is_some() == sides.head.alternatives.is_some() {
        return false;
    }
    match (flat(base, sides.base), flat(head, sides.head)) {
        (Some(old), Some(new)) if old.types == new.types => {
            values::listed(sides, old.values.as_ref(), new.values.as_ref());
            true
        }
        _ => false,
    }
}

fn flat<'a>(contract: &'a Contract, schema: &'a Schema) -> Option<Flat<'a>> {
    let Some(union) = &schema.alternatives else {
        return one(&schema.facets);
    };
    if union.discriminator.is_some() {
        return None;
    }
    let members = union.members.iter();
    let members: Option<Vec<Flat<'_>>> = members
        .map(|member| {
            let member = contract.schema(member.value)?;
            member.alternatives.is_none().then(|| one(&member.facets))?
        })
        .collect();
    let members = members?;
    let types = members.first()?.types;
    if members.iter().any(|member| member.types != types) {
        return None;
    }
    let mut values = Vec::new();
    for member in &members {
        match &member.values {
            // One that takes all takes those of the others as well, which `oneOf` refuses.
            None if union.exclusive && members.len() > 1 => return None,
            None => {
                return Some(Flat {
                    types,
                    values: None,
                });
            }
            Some(own) => {
                for value in &own.value {
                    match values.contains(value) {
                        true if union.exclusive => return None,
                        true => {}
                        false => values.push(value.clone()),
                    }
                }
            }
        }
    }
    let at = union.at.clone();
    Some(Flat {
        types,
        values: Some(Located { value: values, at }),
    })
}

/// A schema that says nothing but its types and its values.
fn one(facets: &Facets) -> Option<Flat<'_>> {
    let are_simple = facets
        .types
        .iter()
        .all(|kind| !matches!(kind, JsonType::Array | JsonType::Object));
    // A format says nothing more of values that are listed.
    let says_no_more = facets.limits.is_empty()
        && facets.patterns.is_empty()
        && facets.not.is_empty()
        && facets.known_values.is_none()
        && (facets.format.is_none() || facets.values.is_some());
    (are_simple && says_no_more).then(|| Flat {
        types: &facets.types,
        values: facets.values.clone(),
    })
}
