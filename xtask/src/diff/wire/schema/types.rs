//! Types and null.

use std::collections::BTreeSet;

use serde_json::Value;

use super::pair::Pair;
use super::values::as_strings;
use crate::contract::{Facets, JsonType, Schema};
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::phrases::list;
use crate::diff::witness::Probe;
use crate::source::Fit;
use crate::source::format::Format;

/// Compares whether null is a value.
pub(super) fn compare_null(pair: &mut Pair<'_>) {
    let allows = |schema: &Schema| schema.facets.nullable && !schema.facets.null_in_doubt;
    let (rule, what) = match (allows(&pair.base), allows(&pair.head)) {
        (true, false) => (
            pair.rule(Rule::RequestNullRefused, Rule::ResponseNullDropped),
            "`null` no longer allowed",
        ),
        (false, true) => (
            pair.rule(Rule::RequestNullAllowed, Rule::ResponseNullAdded),
            "`null` allowed",
        ),
        _ => return,
    };
    // A schema without types always allows null.
    let has_types = |schema: &Schema| {
        schema.alternatives.is_some() || schema.facets.types.len() < JsonType::ALL.len()
    };
    if has_types(&pair.base) && has_types(&pair.head) {
        let changed = Difference::new(rule, what)
            .base(&pair.base.facets.nullable_at)
            .head(&pair.head.facets.nullable_at);
        pair.prove(changed, Probe::Values(vec![Value::Null]));
    }
}

/// Compares the types. Returns whether the other facets can be compared.
pub(super) fn compare(pair: &mut Pair<'_>) -> bool {
    let (old, new) = (&pair.base.schema().facets, &pair.head.schema().facets);
    let before = distinguishable(old, pair.is_text);
    let after = distinguishable(new, pair.is_text);
    if before == after {
        return true;
    }
    // In plain text, the listed strings are compared instead of the types.
    let are_listed = as_strings(pair, old, &pair.base.at).is_some()
        && as_strings(pair, new, &pair.head.at).is_some();
    let rule = if are_listed {
        pair.rule(Rule::RequestTypeWidened, Rule::ResponseTypeNarrowed)
    } else if before.is_subset(&after) {
        pair.rule(Rule::RequestTypeWidened, Rule::ResponseTypeWidened)
    } else if after.is_subset(&before) {
        pair.rule(Rule::RequestTypeNarrowed, Rule::ResponseTypeNarrowed)
    } else {
        pair.rule(Rule::RequestTypeChanged, Rule::ResponseTypeChanged)
    };
    let (from, to) = (names(&old.types), names(&new.types));
    let what = format!("type changed from {} to {}", phrase(&from), phrase(&to));
    let (sent, received) = pair.sender_receiver(&before, &after);
    let rejected: Vec<JsonType> = sent.difference(received).copied().collect();
    let probe = match pair.is_text && rejected.contains(&JsonType::Array) {
        // In plain text, an array of one item is written like that item, and an empty one not at all.
        true => Probe::Items(2),
        false => Probe::Types(rejected),
    };
    let changed = Difference::new(rule, what)
        .base(&old.types_at)
        .head(&new.types_at)
        .values(Some(from), Some(to));
    pair.prove(changed, probe);
    are_listed || !before.is_disjoint(&after)
}

/// The types that can be distinguished: in plain text, a string may look like a number, unless its format excludes that.
fn distinguishable(facets: &Facets, is_text: bool) -> BTreeSet<JsonType> {
    let mut types = facets.types.clone();
    if is_text && types.contains(&JsonType::String) {
        let format = facets.format.as_ref();
        let format = format.and_then(|format| Format::named(&format.value));
        let alike = [
            (JsonType::Boolean, "true"),
            (JsonType::Integer, "1"),
            (JsonType::Number, "0.5"),
        ];
        let alike = alike.into_iter().filter(|(_, text)| {
            format.is_none_or(|format| format.fits(&Value::from(*text)) != Fit::No)
        });
        types.extend(alike.map(|(kind, _)| kind));
    }
    types
}

/// The names of types, as a schema spells them.
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

fn phrase(names: &[&str]) -> String {
    match names {
        ["any"] => "any".to_owned(),
        [] => "none".to_owned(),
        names => list(names, |name| format!("`{name}`")),
    }
}
