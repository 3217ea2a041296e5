//! Unions that only list values: `oneOf` of several enums is one enum of all their values.

use std::collections::BTreeSet;

use super::pair::{DocumentSchema, Pair};
use super::values::{self, Values};
use crate::contract::{Facets, JsonType, Located};

/// The types of a schema and its values, if it restricts nothing else.
type Enum<'a> = (&'a BTreeSet<JsonType>, Option<Values>);

/// Compares a union with a schema that is none, if both only list values. Returns whether they do.
pub(super) fn compare(pair: &mut Pair<'_>) -> bool {
    if pair.base.alternatives.is_some() == pair.head.alternatives.is_some() {
        return false;
    }
    match (flattened(pair.base), flattened(pair.head)) {
        (Some((before, old)), Some((after, new))) if before == after => {
            values::compare_listed(pair, old.as_ref(), new.as_ref());
            true
        }
        _ => false,
    }
}

fn flattened(schema: DocumentSchema<'_>) -> Option<Enum<'_>> {
    let Some(union) = &schema.schema().alternatives else {
        return as_enum(&schema.schema().facets);
    };
    if union.discriminator.is_some() {
        return None;
    }
    let mut types = None;
    let mut all = Vec::new();
    let mut is_restricted = true;
    for member in &union.members {
        let member = schema.contract.schema(member.value)?;
        if member.alternatives.is_some() {
            return None;
        }
        let (own_types, values) = as_enum(&member.facets)?;
        if *types.get_or_insert(own_types) != own_types {
            return None;
        }
        let Some(values) = values else {
            // A member without values overlaps the others, which `oneOf` rejects.
            if union.exclusive && union.members.len() > 1 {
                return None;
            }
            is_restricted = false;
            continue;
        };
        for value in values.value {
            match all.contains(&value) {
                true if union.exclusive => return None,
                true => {}
                false => all.push(value),
            }
        }
    }
    let at = union.at.clone();
    let values = is_restricted.then_some(Located { value: all, at });
    Some((types?, values))
}

/// The types and values of a schema that restricts nothing else.
fn as_enum(facets: &Facets) -> Option<Enum<'_>> {
    let is_scalar = |kind: &JsonType| !matches!(kind, JsonType::Array | JsonType::Object);
    // A format does not restrict listed values further.
    let has_no_more = facets.limits.is_empty()
        && facets.patterns.is_empty()
        && facets.not.is_empty()
        && facets.known_values.is_none()
        && (facets.format.is_none() || facets.values.is_some());
    let is_enum = facets.types.iter().all(is_scalar) && has_no_more;
    is_enum.then(|| (&facets.types, facets.values.clone()))
}
