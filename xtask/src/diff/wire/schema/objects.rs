//! Objects, their properties and unknown ones; and the items of arrays.

use std::collections::BTreeMap;

use super::pair::{DocumentSchema, Pair};
use crate::contract::{Additional, Property, Schema};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::metadata::compare_flag;
use crate::diff::wire::phrases::quote;
use crate::diff::wire::subject;
use crate::diff::witness::{Probe, Step};
use crate::source::{Direction, pointer};

pub(super) fn compare(pair: &mut Pair<'_>) {
    let before = by_name(pair.base.schema());
    let after = by_name(pair.head.schema());
    for (name, old) in &before {
        match after.get(name) {
            Some(new) => compare_properties(pair, old, new),
            None if old.travels(pair.direction) => removed(pair, old),
            None => {}
        }
    }
    for (name, new) in &after {
        if !before.contains_key(name) && new.travels(pair.direction) {
            added(pair, new);
        }
    }
    // Required properties may be undescribed.
    let (base, head) = (pair.base.schema(), pair.head.schema());
    let required = base
        .facets
        .required
        .keys()
        .chain(head.facets.required.keys());
    for name in required {
        if !before.contains_key(name.as_str()) && !after.contains_key(name.as_str()) {
            compare_required(pair, name, &base.at, &head.at);
        }
    }
    compare_additional(pair);
}

fn by_name(schema: &Schema) -> BTreeMap<&str, &Property> {
    let properties = schema.facets.properties.iter();
    properties.map(|it| (it.name.as_str(), it)).collect()
}

pub(super) fn compare_items(pair: &mut Pair<'_>) {
    let (rule, what, fact) = match (pair.base.facets.items, pair.head.facets.items) {
        (Some(old), Some(new)) => {
            let (base, head) = (pair.base.schema(), pair.head.schema());
            let at = base
                .facets
                .items_at
                .as_ref()
                .zip(head.facets.items_at.as_ref());
            return pair.enter(Step::Item, old, new, at);
        }
        (None, None) => return,
        (None, Some(_)) => (
            pair.rule(Rule::RequestTypeNarrowed, Rule::ResponseTypeNarrowed),
            "`items` added",
            "to",
        ),
        (Some(_), None) => (
            pair.rule(Rule::RequestTypeWidened, Rule::ResponseTypeWidened),
            "`items` removed",
            "from",
        ),
    };
    pair.add(Difference::new(rule, what).fact(fact, "items"));
}

fn is_required(schema: &Schema, name: &str) -> bool {
    schema.facets.required.contains_key(name)
}

fn difference(rule: Rule, what: impl Into<String>, name: &str) -> Difference {
    Difference::new(rule, what).fact("property", name)
}

/// The subject of a difference at a keyword of a property.
fn subject_of(property: &Property) -> String {
    subject::of(&property.at.pointer)
}

/// The subject of a difference about a property of a schema.
fn subject_in(schema: &Schema, name: &str) -> String {
    let properties = pointer::child(&schema.at.pointer, "properties");
    subject::of(&pointer::child(&properties, name))
}

fn compare_properties(pair: &mut Pair<'_>, old: &Property, new: &Property) {
    let name = new.name.as_str();
    match (old.travels(pair.direction), new.travels(pair.direction)) {
        (true, true) => {
            compare_required(pair, name, &old.at, &new.at);
            let at = Some((&old.at, &new.at));
            pair.enter(Step::Property(name.to_owned()), old.schema, new.schema, at);
        }
        (true, false) => {
            let (rule, what, at) = match (pair.direction, is_required(&pair.base, name)) {
                (Direction::Request, _) => (
                    Rule::PropertyBecameReadOnly,
                    "property became read-only",
                    &new.read_only,
                ),
                (Direction::Response, true) => (
                    Rule::RequiredPropertyBecameWriteOnly,
                    "required property became write-only",
                    &new.write_only,
                ),
                (Direction::Response, false) => (
                    Rule::PropertyBecameWriteOnly,
                    "property became write-only",
                    &new.write_only,
                ),
            };
            let changed = difference(rule, what, name).base(&old.at).head(at);
            let changed = changed.or_at(&old.at, &new.at).subject(subject_of(new));
            let probe = match rule {
                Rule::RequiredPropertyBecameWriteOnly => Probe::Without(name.to_owned()),
                _ => Probe::Nothing,
            };
            pair.prove(changed, probe);
        }
        (false, true) => {
            let (rule, what) = match (pair.direction, is_required(&pair.head, name)) {
                (Direction::Request, true) => (
                    Rule::RequiredPropertyBecameWritable,
                    "required property is no longer read-only",
                ),
                (Direction::Request, false) => (
                    Rule::OptionalPropertyBecameWritable,
                    "property is no longer read-only",
                ),
                (Direction::Response, _) => (
                    Rule::PropertyBecameReadable,
                    "property is no longer write-only",
                ),
            };
            let probe = match rule {
                Rule::RequiredPropertyBecameWritable => Probe::Without(name.to_owned()),
                _ => Probe::Nothing,
            };
            let changed = difference(rule, what, name).base(&old.at).head(&new.at);
            pair.prove(changed, probe);
        }
        (false, false) => {}
    }
}

fn compare_required(pair: &mut Pair<'_>, name: &str, base: &Anchor, head: &Anchor) {
    let required = |schema: &Schema| schema.facets.required.get(name).cloned();
    let set = pair.rule(
        Rule::RequestPropertyBecameRequired,
        Rule::ResponsePropertyBecameRequired,
    );
    let unset = pair.rule(
        Rule::RequestPropertyBecameOptional,
        Rule::ResponsePropertyBecameOptional,
    );
    let property = format!("property {}", quote(name));
    let changed = compare_flag(
        &required(&pair.base),
        &required(&pair.head),
        (set, &format!("{property} became required")),
        (unset, &format!("{property} became optional")),
    );
    if let Some(changed) = changed {
        let changed = changed.or_at(base, head).fact("property", name);
        let changed = changed.subject(subject::of(&head.pointer));
        pair.prove(changed, Probe::Without(name.to_owned()));
    }
}

fn removed(pair: &mut Pair<'_>, old: &Property) {
    let name = old.name.as_str();
    let is_closed = matches!(pair.head.facets.additional, Additional::Closed(_));
    let (rule, probe) = match (pair.direction, is_required(&pair.base, name)) {
        (Direction::Request, _) if is_closed => {
            (Rule::RequestPropertyRefused, Probe::With(name.to_owned()))
        }
        (Direction::Request, _) => (Rule::RequestPropertyRemoved, Probe::Nothing),
        (Direction::Response, true) => (
            Rule::RequiredResponsePropertyRemoved,
            Probe::Without(name.to_owned()),
        ),
        (Direction::Response, false) => (Rule::OptionalResponsePropertyRemoved, Probe::Nothing),
    };
    let removed = difference(rule, format!("property {} removed", quote(name)), name);
    // A schema that is no part any more may still have it.
    let removed = match pair.head.contract.schema_at(&old.at.pointer) {
        Some(_) => removed.subject(subject_in(&pair.head, name)),
        None => removed.base(&old.at).subject(subject_of(old)),
    };
    pair.prove(removed, probe);
    if let Additional::Of(others) = &pair.head.schema().facets.additional {
        pair.enter(
            Step::Property(name.to_owned()),
            old.schema,
            others.value,
            None,
        );
    }
}

fn added(pair: &mut Pair<'_>, new: &Property) {
    let name = new.name.as_str();
    let is_closed = matches!(pair.base.facets.additional, Additional::Closed(_));
    let is_required = is_required(&pair.head, name);
    let was_required = pair.base.facets.required.contains_key(name);
    let (rule, probe) = match (pair.direction, is_required && !was_required) {
        (Direction::Request, true) => (
            Rule::RequiredRequestPropertyAdded,
            Probe::Without(name.to_owned()),
        ),
        (Direction::Request, false) => (Rule::OptionalRequestPropertyAdded, Probe::Nothing),
        (Direction::Response, _) if is_closed => {
            (Rule::ResponsePropertyAddedToClosed, Probe::Nothing)
        }
        (Direction::Response, _) => (Rule::ResponsePropertyAdded, Probe::Nothing),
    };
    let kind = if is_required {
        "required property"
    } else {
        "property"
    };
    let added = difference(rule, format!("{kind} {} added", quote(name)), name);
    let added = match pair.base.contract.schema_at(&new.at.pointer) {
        Some(_) => added.subject(subject_in(&pair.head, name)),
        None => added.head(&new.at),
    };
    pair.prove(added, probe);
    if let Additional::Of(others) = &pair.base.schema().facets.additional {
        pair.enter(
            Step::Property(name.to_owned()),
            others.value,
            new.schema,
            None,
        );
    }
}

/// How much `additionalProperties` allows: an index of [`OPENNESS`].
fn openness(schema: DocumentSchema<'_>) -> usize {
    match &schema.facets.additional {
        Additional::Closed(_) => 0,
        Additional::Of(values) => match schema.contract.schema(values.value) {
            // It may have only a description.
            Some(values) if values.takes_anything() => 2,
            _ => 1,
        },
        Additional::Any => 2,
    }
}

/// Phrases and facts for what `additionalProperties` allows.
const OPENNESS: [(&str, &str); 3] = [
    ("none", "nothing"),
    ("values of one schema", "values of one schema"),
    ("any", "anything"),
];

fn compare_additional(pair: &mut Pair<'_>) {
    let (base, head) = (pair.base.schema(), pair.head.schema());
    let (old, new) = (&base.facets.additional, &head.facets.additional);
    if let (Additional::Of(old), Additional::Of(new)) = (old, new) {
        let at = Some((&old.at, &new.at));
        return pair.enter(Step::Unnamed, old.value, new.value, at);
    }
    let (from, to) = (openness(pair.base), openness(pair.head));
    if from == to {
        return;
    }
    let response = match from {
        _ if from > to => Rule::ResponseUnknownPropertiesRefused,
        // Clients ignore unknown properties, but they read the values of a map.
        1 => Rule::ResponseTypeWidened,
        _ => Rule::ResponseUnknownPropertiesAllowed,
    };
    let request = match from > to {
        true => Rule::RequestUnknownPropertiesRefused,
        false => Rule::RequestUnknownPropertiesAllowed,
    };
    let of = |index: usize| OPENNESS.get(index).copied().unwrap_or_default();
    let ((before, from), (after, to)) = (of(from), of(to));
    let what = format!("`additionalProperties` changed from {before} to {after}");
    let at = |additional: &'_ Additional| match additional {
        Additional::Closed(at) => Some(at.clone()),
        Additional::Of(schema) => Some(schema.at.clone()),
        Additional::Any => None,
    };
    let changed = Difference::new(pair.rule(request, response), what)
        .base(&at(old))
        .head(&at(new))
        .values(Some(from), Some(to));
    pair.prove(changed, Probe::Unknown);
}
