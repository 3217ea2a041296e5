//! Merged schemas that restrict no more than one of the schemas that they are put together from.

use std::collections::BTreeMap;

use crate::contract::{Additional, Located, Schema, SchemaId};

/// A schema that a merged one is put together from.
pub(super) struct Part {
    pub(super) id: SchemaId,
    /// The JSON pointer where it is written.
    pub(super) written: String,
    pub(super) is_reference: bool,
}

/// Schemas that are others, by identity.
type Same = BTreeMap<SchemaId, SchemaId>;

/// Finds the part that says all that a merged schema says of values, for each that has one: a reference if there is one.
pub(super) fn find(made: &mut [Schema], merged: &[(SchemaId, Vec<Part>)]) {
    let mut same = Same::new();
    // What a schema holds has been made after it, and has to be known before.
    for (id, parts) in merged.iter().rev() {
        let is_all = |part: &&Part| match (made.get(id.0), made.get(part.id.0)) {
            (Some(all), Some(part)) => allow_the_same(all, part, &same),
            _ => false,
        };
        let mut candidates: Vec<&Part> = parts.iter().filter(is_all).collect();
        candidates.sort_by_key(|part| part.is_reference);
        if let Some(part) = candidates.pop()
            && let Some(schema) = made.get_mut(id.0)
        {
            same.insert(*id, part.id);
            schema.same_as = Some(part.written.clone());
        }
    }
}

/// Whether two schemas allow the same values, but for null.
fn allow_the_same(a: &Schema, b: &Schema, same: &Same) -> bool {
    let is_same = |a: SchemaId, b: SchemaId| canonical(a, same) == canonical(b, same);
    let (x, y) = (&a.facets, &b.facets);
    let is_properties = || {
        x.properties.len() == y.properties.len()
            && x.properties.iter().zip(&y.properties).all(|(x, y)| {
                x.name == y.name
                    && is_same(x.schema, y.schema)
                    && x.read_only.is_some() == y.read_only.is_some()
                    && x.write_only.is_some() == y.write_only.is_some()
            })
    };
    let is_additional = || match (&x.additional, &y.additional) {
        (Additional::Any, Additional::Any) | (Additional::Closed(_), Additional::Closed(_)) => true,
        (Additional::Of(x), Additional::Of(y)) => is_same(x.value, y.value),
        _ => false,
    };
    let is_items = || match (x.items, y.items) {
        (Some(x), Some(y)) => is_same(x, y),
        (x, y) => x == y,
    };
    let is_not = || {
        let mut both = x.not.iter().zip(&y.not);
        x.not.len() == y.not.len() && both.all(|(x, y)| is_same(x.value, y.value))
    };
    let is_selected = || {
        let mut both = x.selected.iter().zip(&y.selected);
        x.selected.len() == y.selected.len()
            && both.all(|(x, y)| x.selection == y.selection && is_same(x.schema, y.schema))
    };
    let is_union = || match (&a.alternatives, &b.alternatives) {
        (None, None) => true,
        (Some(x), Some(y)) => {
            let mut both = x.members.iter().zip(&y.members);
            x.exclusive == y.exclusive
                && x.members.len() == y.members.len()
                && both.all(|(x, y)| is_same(x.value, y.value))
        }
        _ => false,
    };
    !x.types.is_empty()
        && x.types == y.types
        && value(&x.format) == value(&y.format)
        && value(&x.values) == value(&y.values)
        && x.limits.len() == y.limits.len()
        && x.limits
            .iter()
            .all(|(limit, x)| y.limits.get(limit).is_some_and(|y| x.value == y.value))
        && x.patterns
            .iter()
            .map(|it| &it.value)
            .eq(y.patterns.iter().map(|it| &it.value))
        && x.unique_items.is_some() == y.unique_items.is_some()
        && x.required.keys().eq(y.required.keys())
        && is_properties()
        && is_additional()
        && is_items()
        && is_selected()
        && is_not()
        && is_union()
}

fn value<T>(located: &Option<Located<T>>) -> Option<&T> {
    located.as_ref().map(|located| &located.value)
}

fn canonical(id: SchemaId, same: &Same) -> SchemaId {
    let mut id = id;
    while let Some(other) = same.get(&id) {
        id = *other;
    }
    id
}
