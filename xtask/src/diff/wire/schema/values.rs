//! The values of an enum.

use serde_json::Value;

use super::sides::Sides;
use crate::contract::{Contract, JsonType, Located, Schema};
use crate::diff::Rule;
use crate::diff::wire::words::{list, quoted};
use crate::diff::witness::{Probe, takes};

pub(super) type Values = Located<Vec<Value>>;

pub(super) fn compare(sides: &mut Sides<'_>) {
    match (as_texts(sides, sides.base), as_texts(sides, sides.head)) {
        (Some(old), Some(new)) => both(sides, &old, &new),
        _ => listed(
            sides,
            sides.base.facets.values.as_ref(),
            sides.head.facets.values.as_ref(),
        ),
    }
    known(sides);
}

/// Whether both sides list the same values, and say nothing else that excludes one.
pub(super) fn are_same(sides: &Sides<'_>, base: &Contract, head: &Contract) -> bool {
    let values = |known: &Option<Values>| known.as_ref().map(|known| known.value.clone());
    let (old, new) = (&sides.base.facets, &sides.head.facets);
    match (&old.values, &new.values) {
        _ if values(&old.known_values) != values(&new.known_values) => false,
        (Some(old), Some(new)) => {
            let is_same = without(&old.value, &new.value).is_empty()
                && without(&new.value, &old.value).is_empty();
            is_same && say_all(sides, base, head)
        }
        _ => false,
    }
}

/// Whether the values that are listed say all that there is to say: who has to take them takes them all, but for those
/// that are not listed there.
pub(super) fn say_all(sides: &Sides<'_>, base: &Contract, head: &Contract) -> bool {
    let (giver, taker, contract, id) = match sides.is_request {
        true => (sides.base, sides.head, head, sides.head_id),
        false => (sides.head, sides.base, base, sides.base_id),
    };
    let Some(values) = &giver.facets.values else {
        return false;
    };
    let mut values = values.value.iter();
    let takes = |value| takes(contract, id, value, sides.is_request);
    match &taker.facets.values {
        None => values.all(|value| takes(value) == Some(true)),
        Some(listed) => {
            // A format says less than a list.
            let is_excluded = |value| listed.value.contains(value) && takes(value) == Some(false);
            taker.facets.format.is_some() || !values.any(is_excluded)
        }
    }
}

/// The texts that values are written as, where all is text and there are not more than these.
pub(super) fn as_texts(sides: &Sides<'_>, schema: &Schema) -> Option<Values> {
    let facets = &schema.facets;
    let is_boolean = facets.types.iter().eq([&JsonType::Boolean]);
    let values = match &facets.values {
        _ if !sides.is_text => return None,
        Some(values) => values.value.clone(),
        None if is_boolean => vec![true.into(), false.into()],
        None => return None,
    };
    let text = |value: &Value| match value {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone().into()),
        other => Some(other.to_string().into()),
    };
    let at = facets.values.as_ref().map(|values| values.at.clone());
    Some(Located {
        value: values.iter().map(text).collect::<Option<Vec<Value>>>()?,
        at: at.unwrap_or_else(|| schema.at.clone()),
    })
}

/// Compares the values that are listed; where none are, any may be.
pub(super) fn listed(sides: &mut Sides<'_>, old: Option<&Values>, new: Option<&Values>) {
    match (old, new) {
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
}

fn both(sides: &mut Sides<'_>, old: &Values, new: &Values) {
    let here = |rule: Rule, what: String, values: &[Value]| {
        sides
            .finding(rule, what)
            .base(old.at.clone())
            .head(new.at.clone())
            .fact("values", values)
    };
    let removed = without(&old.value, &new.value);
    let mut found = Vec::new();
    if !removed.is_empty() {
        let rule = sides.rule(
            Rule::RequestEnumValueRemoved,
            Rule::ResponseEnumValueRemoved,
        );
        let what = format!("{} {} gone", list(&removed, quoted), are(&removed));
        let finding = here(rule, what, &removed);
        found.push((finding, Probe::Values(as_they_are(sides.base, removed))));
    }
    let added = without(&new.value, &old.value);
    if !added.is_empty() {
        let rule = sides.rule(Rule::RequestEnumValueAdded, Rule::ResponseEnumValueAdded);
        let what = format!("{} {} new", list(&added, quoted), are(&added));
        let finding = here(rule, what, &added);
        found.push((finding, Probe::Values(as_they_are(sides.head, added))));
    }
    for (finding, probe) in found {
        sides.prove(finding, probe);
    }
}

/// The verb for values.
pub(super) fn are(values: &[Value]) -> &'static str {
    if values.len() == 1 { "is" } else { "are" }
}

/// Values of texts that are written so.
fn as_they_are(schema: &Schema, texts: Vec<Value>) -> Vec<Value> {
    let own = schema.facets.values.iter();
    let own = own.flat_map(|values| values.value.clone());
    let all: Vec<Value> = own.chain([true.into(), false.into()]).collect();
    let is_written = |value: &Value, text: &Value| {
        value == text || text.as_str() == Some(value.to_string().as_str())
    };
    texts
        .into_iter()
        .map(|text| {
            let mut all = all.iter();
            all.find(|value| is_written(value, &text))
                .cloned()
                .unwrap_or(text)
        })
        .collect()
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
