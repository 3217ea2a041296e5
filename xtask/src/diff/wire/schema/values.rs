//! The values of an enum.

use serde_json::Value;

use super::pair::{DocumentSchema, Pair};
use crate::contract::{Facets, JsonType, Located, Schema};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::phrases::{list, quote_value, values};
use crate::diff::witness::Probe;

pub(super) type Values = Located<Vec<Value>>;

pub(super) fn compare(pair: &mut Pair<'_>) {
    let (base, head) = (pair.base.schema(), pair.head.schema());
    let old = as_strings(pair, &base.facets, &base.at);
    let new = as_strings(pair, &head.facets, &head.at);
    match (old, new) {
        (Some(old), Some(new)) => compare_values(pair, &old, &new),
        _ => compare_listed(
            pair,
            base.facets.values.as_ref(),
            head.facets.values.as_ref(),
        ),
    }
    compare_known_values(pair);
}

/// Compares the values of an array whose `enum` lists those of its items with the `enum` of the items in the other
/// document. Returns whether that is so.
pub(super) fn compare_those_of_items(pair: &mut Pair<'_>) -> bool {
    let of_array = |schema: &Schema| {
        let values = schema.facets.values.as_ref()?;
        let is_array = schema.facets.types.iter().eq([&JsonType::Array]);
        (is_array && !values.value.iter().any(Value::is_array)).then(|| values.clone())
    };
    let of_items = |schema: DocumentSchema<'_>| {
        let items = schema.contract.schema(schema.facets.items?)?;
        items.facets.values.clone()
    };
    let (base, head) = (pair.base, pair.head);
    let moved = match (of_array(&base), of_array(&head)) {
        (Some(old), None) => Some(old).zip(of_items(head)),
        (None, Some(new)) => of_items(base).zip(Some(new)),
        _ => None,
    };
    if let Some((old, new)) = &moved {
        compare_values(pair, old, new);
    }
    moved.is_some()
}

/// Whether both sides list the same values, and nothing else excludes one.
pub(super) fn are_same(pair: &Pair<'_>) -> bool {
    let (old, new) = (&pair.base.facets, &pair.head.facets);
    let known = |facets: &Facets| {
        facets
            .known_values
            .as_ref()
            .map(|known| known.value.clone())
    };
    let (Some(before), Some(after)) = (&old.values, &new.values) else {
        return false;
    };
    known(old) == known(new)
        && without(&before.value, &after.value).is_empty()
        && without(&after.value, &before.value).is_empty()
        && are_decisive(pair)
}

/// Whether the listed values alone decide: the receiver takes all that the sender lists, except for those that it does
/// not list.
pub(super) fn are_decisive(pair: &Pair<'_>) -> bool {
    let (sender, receiver) = pair.sender_receiver(pair.base, pair.head);
    let Some(values) = &sender.facets.values else {
        return false;
    };
    let mut values = values.value.iter();
    let takes = |value| receiver.takes(value, pair.direction);
    match &receiver.facets.values {
        None => values.all(|value| takes(value) == Some(true)),
        Some(listed) => {
            // A format restricts less than a list.
            let is_excluded = |value| listed.value.contains(value) && takes(value) == Some(false);
            receiver.facets.format.is_some() || !values.any(is_excluded)
        }
    }
}

/// The strings that the values of a schema are written as in plain text, if it restricts them to some.
pub(super) fn as_strings(pair: &Pair<'_>, facets: &Facets, at: &Anchor) -> Option<Values> {
    let is_boolean = facets.types.iter().eq([&JsonType::Boolean]);
    let (values, at) = match &facets.values {
        _ if !pair.is_text => return None,
        Some(values) => (values.value.clone(), &values.at),
        None if is_boolean => (vec![true.into(), false.into()], at),
        None => return None,
    };
    let string = |value: &Value| match value {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone().into()),
        other => Some(other.to_string().into()),
    };
    Some(Located {
        value: values.iter().map(string).collect::<Option<Vec<Value>>>()?,
        at: at.clone(),
    })
}

/// Compares the listed values; without a list, any value is allowed.
pub(super) fn compare_listed(pair: &mut Pair<'_>, old: Option<&Values>, new: Option<&Values>) {
    match (old, new) {
        (None, None) => {}
        (Some(old), Some(new)) => compare_values(pair, old, new),
        (None, Some(new)) => {
            let rule = pair.rule(Rule::RequestBecameEnum, Rule::ResponseBecameEnum);
            let what = format!("restricted to the {}", values(&new.value));
            let changed = Difference::new(rule, what)
                .head(&new.at)
                .fact("to", new.value.clone());
            let types = pair.base.facets.types.iter().copied().collect();
            pair.prove(changed, Probe::Types(types));
        }
        (Some(old), None) => {
            let rule = pair.rule(Rule::RequestEnumLifted, Rule::ResponseEnumLifted);
            let what = format!("no longer restricted to the {}", values(&old.value));
            let changed = Difference::new(rule, what)
                .base(&old.at)
                .fact("from", old.value.clone());
            pair.add(changed);
        }
    }
}

fn compare_values(pair: &mut Pair<'_>, old: &Values, new: &Values) {
    let removed = pair.rule(
        Rule::RequestEnumValueRemoved,
        Rule::ResponseEnumValueRemoved,
    );
    let added = pair.rule(Rule::RequestEnumValueAdded, Rule::ResponseEnumValueAdded);
    for (rule, how, changed, own) in [
        (
            removed,
            "removed from",
            without(&old.value, &new.value),
            pair.base,
        ),
        (
            added,
            "added to",
            without(&new.value, &old.value),
            pair.head,
        ),
    ] {
        if changed.is_empty() {
            continue;
        }
        let difference = Difference::new(rule, format!("{} {how} the enum", values(&changed)))
            .base(&old.at)
            .head(&new.at)
            .fact("values", changed.as_slice());
        pair.prove(difference, Probe::Values(as_listed(&own, changed)));
    }
}

/// The values of a schema that are written as some strings.
fn as_listed(schema: &Schema, strings: Vec<Value>) -> Vec<Value> {
    let own = schema.facets.values.iter().flat_map(|own| &own.value);
    let all: Vec<Value> = own.cloned().chain([true.into(), false.into()]).collect();
    let value = |string: Value| {
        let mut all = all.iter();
        let value = all
            .find(|value| **value == string || string.as_str() == Some(value.to_string().as_str()));
        value.cloned().unwrap_or(string)
    };
    strings.into_iter().map(value).collect()
}

fn without(values: &[Value], others: &[Value]) -> Vec<Value> {
    let values = values.iter();
    values.filter(|it| !others.contains(it)).cloned().collect()
}

/// Compares `x-extensible-enum`. A value that is removed from it is rejected in a request, whatever else is allowed.
fn compare_known_values(pair: &mut Pair<'_>) {
    let known = |facets: &Facets| facets.known_values.clone();
    let (old, new) = match (known(&pair.base.facets), known(&pair.head.facets)) {
        (None, None) => return,
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            let how = if old.is_some() { "removed" } else { "added" };
            let what = format!("`x-extensible-enum` {how}");
            let only = old.or(new).map(|it| it.value).unwrap_or_default();
            let changed = Difference::new(Rule::KnownValuesChanged, what);
            return pair.add(changed.fact("values", only));
        }
    };
    let removed = without(&old.value, &new.value);
    let added = without(&new.value, &old.value);
    let rule = match pair.is_request() && !removed.is_empty() {
        true => Rule::RequestKnownValueRemoved,
        false => Rule::KnownValuesChanged,
    };
    let what = match (removed.is_empty(), added.is_empty()) {
        (true, true) => return,
        (true, false) => format!("known {} added", values(&added)),
        (false, true) => format!("known {} removed", values(&removed)),
        (false, false) => {
            let added = list(&added, quote_value);
            format!("known {} removed and {added} added", values(&removed))
        }
    };
    let changed = Difference::new(rule, what)
        .base(&old.at)
        .head(&new.at)
        .fact("removed", removed)
        .fact("added", added);
    pair.add(changed);
}
