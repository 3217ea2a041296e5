//! The values of an enum.

use serde_json::Value;

use super::sides::Sides;
use crate::api::contract::{Located, Schema};
use crate::diff::Rule;
use crate::diff::wire::words::{list, quoted};
use crate::diff::witness::Probe;

type Values = Located<Vec<Value>>;

pub(super) fn compare(sides: &mut Sides<'_>) {
    match (&sides.base.facets.values, &sides.head.facets.values) {
        (None, None) => {}
        (Some(old), Some(new)) => both(sides, old, new),
        (None, Some(new)) => {
            // One value that the type has anyway says nothing new.
            let rule = sides.rule(Rule::RequestBecameEnum, Rule::ResponseBecameEnum);
            let what = format!("only {} are values", list(&new.value, quoted));
            let finding = sides
                .finding(rule, what)
                .head(new.at.clone())
                .fact("to", new.value.clone());
            let others = sides.base.facets.types.iter().copied().collect();
            sides.prove(finding, Probe::Types(others));
        }
        (Some(old), None) => {
            let rule = sides.rule(Rule::RequestEnumLifted, Rule::ResponseEnumLifted);
            let what = format!("there are other values than {}", list(&old.value, quoted));
            let finding = sides
                .finding(rule, what)
                .base(old.at.clone())
                .fact("from", old.value.clone());
            sides.add(finding);
        }
    }
    known(sides);
}

fn both(sides: &mut Sides<'_>, old: &Values, new: &Values) {
    let here = |rule: Rule, what: String, values: &[Value]| {
        sides
            .finding(rule, what)
            .base(old.at.clone())
            .head(new.at.clone())
            .fact("values", values)
    };
    let is = |values: &[Value]| if values.len() == 1 { "is" } else { "are" };
    let removed = without(&old.value, &new.value);
    let mut found = Vec::new();
    if !removed.is_empty() {
        let rule = sides.rule(
            Rule::RequestEnumValueRemoved,
            Rule::ResponseEnumValueRemoved,
        );
        let what = format!("{} {} gone", list(&removed, quoted), is(&removed));
        let finding = here(rule, what, &removed);
        found.push((finding, Probe::Values(removed)));
    }
    let added = without(&new.value, &old.value);
    if !added.is_empty() {
        let rule = sides.rule(Rule::RequestEnumValueAdded, Rule::ResponseEnumValueAdded);
        let what = format!("{} {} new", list(&added, quoted), is(&added));
        let finding = here(rule, what, &added);
        found.push((finding, Probe::Values(added)));
    }
    for (finding, probe) in found {
        sides.prove(finding, probe);
    }
}

fn without(values: &[Value], others: &[Value]) -> Vec<Value> {
    values
        .iter()
        .filter(|value| !others.contains(value))
        .cloned()
        .collect()
}

/// `x-extensible-enum`: in a request a value that is gone is not taken, whatever else may come.
fn known(sides: &mut Sides<'_>) {
    let values = |schema: &Schema| schema.facets.known_values.clone();
    let (old, new) = (values(sides.base), values(sides.head));
    let (Some(old), Some(new)) = (&old, &new) else {
        if let Some(only) = old.or(new) {
            let finding = sides
                .finding(
                    Rule::KnownValuesChanged,
                    "whether values are listed differs",
                )
                .fact("values", only.value);
            sides.add(finding);
        }
        return;
    };
    let removed = without(&old.value, &new.value);
    let added = without(&new.value, &old.value);
    let rule = match sides.is_request && !removed.is_empty() {
        true => Rule::RequestKnownValueRemoved,
        false => Rule::KnownValuesChanged,
    };
    if removed.is_empty() && added.is_empty() {
        return;
    }
    let what = match removed.is_empty() {
        true => format!("{} is listed too", list(&added, quoted)),
        false => format!("{} is not listed any more", list(&removed, quoted)),
    };
    let finding = sides
        .finding(rule, what)
        .base(old.at.clone())
        .head(new.at.clone())
        .fact("removed", removed)
        .fact("added", added);
    sides.add(finding);
}
