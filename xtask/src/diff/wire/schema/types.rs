//! Types and null.

use std::collections::BTreeSet;

use super::sides::Sides;
use super::values;
use crate::contract::{JsonType, Schema};
use crate::diff::Rule;
use crate::diff::wire::words::list;
use crate::diff::witness::Probe;

/// Whether null is a value.
pub(super) fn null(sides: &mut Sides<'_>) {
    let (rule, what) = match (sides.base.facets.nullable, sides.head.facets.nullable) {
        (true, false) => (
            sides.rule(Rule::RequestNullRefused, Rule::ResponseNullDropped),
            "`null` is no value any more",
        ),
        (false, true) => (
            sides.rule(Rule::RequestNullAllowed, Rule::ResponseNullAdded),
            "`null` is a value",
        ),
        _ => return,
    };
    // Where all types are left out, null is no case of its own.
    let has_types = |schema: &Schema| {
        schema.alternatives.is_some() || schema.facets.types.len() < JsonType::ALL.len()
    };
    if !has_types(sides.base) || !has_types(sides.head) {
        return;
    }
    let at = |schema: &Schema| {
        let at = schema.facets.nullable_at.clone();
        at.unwrap_or_else(|| schema.at.clone())
    };
    let finding = sides
        .finding(rule, what)
        .base(at(sides.base))
        .head(at(sides.head));
    sides.prove(finding, Probe::Values(vec![serde_json::Value::Null]));
}

/// Compares the types; whether it makes sense to go on.
pub(super) fn compare(sides: &mut Sides<'_>) -> bool {
    let (old, new) = (&sides.base.facets.types, &sides.head.facets.types);
    let (before, after) = (seen(old, sides.is_text), seen(new, sides.is_text));
    if before == after {
        return true;
    }
    // What is written is all that there is of a text: which texts there are says more than a type.
    let are_listed = [sides.base, sides.head]
        .into_iter()
        .all(|schema| values::as_texts(sides, schema).is_some());
    let rule = if are_listed {
        sides.rule(Rule::RequestTypeWidened, Rule::ResponseTypeNarrowed)
    } else if before.is_subset(&after) {
        sides.rule(Rule::RequestTypeWidened, Rule::ResponseTypeWidened)
    } else if after.is_subset(&before) {
        sides.rule(Rule::RequestTypeNarrowed, Rule::ResponseTypeNarrowed)
    } else {
        sides.rule(Rule::RequestTypeChanged, Rule::ResponseTypeChanged)
    };
    let what = format!("the type is {} instead of {}", words(new), words(old));
    let at = |schema: &Schema| {
        let at = schema.facets.types_at.clone();
        at.unwrap_or_else(|| schema.at.clone())
    };
    let lost: Vec<JsonType> = match sides.is_request {
        true => before.difference(&after).copied().collect(),
        false => after.difference(&before).copied().collect(),
    };
    let finding = sides
        .finding(rule, what)
        .base(at(sides.base))
        .head(at(sides.head))
        .fact("from", names(old))
        .fact("to", names(new));
    let goes_on = are_listed || !before.is_disjoint(&after);
    let probe = match sides.is_text && lost.contains(&JsonType::Array) {
        // A list of none is not written at all, and one of one item as that item.
        true => Probe::Items(2),
        false => Probe::Types(lost),
    };
    sides.prove(finding, probe);
    goes_on
}

/// The types that are told apart: where all is text, a text may look like a number.
fn seen(types: &BTreeSet<JsonType>, is_text: bool) -> BTreeSet<JsonType> {
    let mut types = types.clone();
    if is_text && types.contains(&JsonType::String) {
        types.extend([JsonType::Boolean, JsonType::Integer, JsonType::Number]);
    }
    types
}

/// The words that a schema has for types.
pub(super) fn names(types: &BTreeSet<JsonType>) -> Vec<&'static str> {
    if types.len() == JsonType::ALL.len() {
        return vec!["any"];
    }
    let has_number = types.contains(&JsonType::Number);
    types
        .iter()
        .filter(|kind| !(has_number && **kind == JsonType::Integer))
        .map(|kind| kind.as_str())
        .collect()
}

fn words(types: &BTreeSet<JsonType>) -> String {
    match names(types).as_slice() {
        ["any"] => "any".to_owned(),
        names => list(names, |name| format!("`{name}`")),
    }
}
