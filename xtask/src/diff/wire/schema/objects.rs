//! Objects: their properties and what else may be there; and the items of lists.

use std::collections::BTreeMap;

use super::sides::Sides;
use crate::contract::{Additional, Contract, Property, Schema};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::wire::finding::Finding;
use crate::diff::wire::words::code;
use crate::diff::witness::{Probe, Step};

pub(super) fn compare(sides: &mut Sides<'_>, base: &Contract, head: &Contract) {
    items(sides);
    let before = by_name(sides.base);
    let after = by_name(sides.head);
    for (name, old) in &before {
        match after.get(name) {
            Some(new) => both(sides, old, new),
            None if sides.travels(old) => removed(sides, old),
            None => {}
        }
    }
    for (name, new) in &after {
        if !before.contains_key(name) && sides.travels(new) {
            added(sides, new);
        }
    }
    unnamed(sides, &before, &after);
    additional(sides, base, head);
}

fn by_name(schema: &Schema) -> BTreeMap<&str, &Property> {
    let properties = schema.facets.properties.iter();
    properties
        .map(|property| (property.name.as_str(), property))
        .collect()
}

fn items(sides: &mut Sides<'_>) {
    match (sides.base.facets.items, sides.head.facets.items) {
        (Some(old), Some(new)) => sides.enter(Step::Item, old, new),
        (None, None) => {}
        (None, Some(_)) => {
            let rule = sides.rule(Rule::RequestTypeNarrowed, Rule::ResponseTypeNarrowed);
            let finding = sides
                .finding(rule, "the items are of some kind now")
                .fact("to", "items");
            sides.add(finding);
        }
        (Some(_), None) => {
            let rule = sides.rule(Rule::RequestTypeWidened, Rule::ResponseTypeWidened);
            let finding = sides
                .finding(rule, "the items may be anything")
                .fact("from", "items");
            sides.add(finding);
        }
    }
}

fn is_required(schema: &Schema, name: &str) -> bool {
    schema.facets.required.contains_key(name)
}

fn both(sides: &mut Sides<'_>, old: &Property, new: &Property) {
    let name = new.name.as_str();
    match (sides.travels(old), sides.travels(new)) {
        (true, true) => {
            required(sides, name, &old.at, &new.at);
            sides.enter(Step::Property(name.to_owned()), old.schema, new.schema);
        }
        (true, false) => {
            let (rule, what) = match sides.is_request {
                true => (Rule::PropertyBecameReadOnly, "it is read-only"),
                false => (Rule::PropertyBecameWriteOnly, "it is write-only"),
            };
            let at = match sides.is_request {
                true => &new.read_only,
                false => &new.write_only,
            };
            let finding = property(rule, what, name)
                .base(old.at.clone())
                .head(at.clone().unwrap_or_else(|| new.at.clone()));
            sides.add(finding.subject(subject(new)));
        }
        (false, true) => {
            let (rule, what) = match (sides.is_request, is_required(sides.head, name)) {
                (true, true) => (
                    Rule::RequiredPropertyBecameWritable,
                    "it is not read-only any more, and required",
                ),
                (true, false) => (
                    Rule::OptionalPropertyBecameWritable,
                    "it is not read-only any more",
                ),
                (false, _) => (
                    Rule::PropertyBecameReadable,
                    "it is not write-only any more",
                ),
            };
            let finding = property(rule, what, name)
                .base(old.at.clone())
                .head(new.at.clone());
            let probe = match rule {
                Rule::RequiredPropertyBecameWritable => Probe::Without(name.to_owned()),
                _ => Probe::Nothing,
            };
            sides.prove(finding, probe);
        }
        (false, false) => {}
    }
}

/// What a property is called by its own place, where a finding stands at one of its keywords.
fn subject(property: &Property) -> String {
    crate::diff::wire::subject::of(&property.at.pointer)
}

fn property(rule: Rule, what: impl Into<String>, name: &str) -> Finding {
    Finding::new(rule, what).fact("property", name)
}

fn required(sides: &mut Sides<'_>, name: &str, base: &Anchor, head: &Anchor) {
    let (old, new) = (
        sides.base.facets.required.get(name),
        sides.head.facets.required.get(name),
    );
    let called = crate::diff::wire::subject::of(&head.pointer);
    let (finding, probe) = match (old, new) {
        (None, Some(at)) => (
            property(
                sides.rule(
                    Rule::RequestPropertyBecameRequired,
                    Rule::ResponsePropertyBecameRequired,
                ),
                format!("{} is required", code(name)),
                name,
            )
            .base(base.clone())
            .head(at.clone()),
            Probe::Without(name.to_owned()),
        ),
        (Some(at), None) => (
            property(
                sides.rule(
                    Rule::RequestPropertyBecameOptional,
                    Rule::ResponsePropertyBecameOptional,
                ),
                format!("{} is not required any more", code(name)),
                name,
            )
            .base(at.clone())
            .head(head.clone()),
            Probe::Without(name.to_owned()),
        ),
        _ => return,
    };
    sides.prove(finding.subject(called), probe);
}

fn removed(sides: &mut Sides<'_>, old: &Property) {
    let name = old.name.as_str();
    let is_closed = matches!(sides.head.facets.additional, Additional::Closed(_));
    let (rule, probe) = match (sides.is_request, is_required(sides.base, name)) {
        (true, _) if is_closed => (Rule::RequestPropertyRefused, Probe::With(name.to_owned())),
        (true, _) => (Rule::RequestPropertyRemoved, Probe::Nothing),
        (false, true) => (
            Rule::RequiredResponsePropertyRemoved,
            Probe::Without(name.to_owned()),
        ),
        (false, false) => (Rule::OptionalResponsePropertyRemoved, Probe::Nothing),
    };
    let finding = property(rule, format!("{} is gone", code(name)), name)
        .base(old.at.clone())
        .head(sides.head.at.clone())
        .subject(subject(old));
    sides.prove(finding, probe);
    if let Additional::Of(others) = &sides.head.facets.additional {
        sides.enter(Step::Property(name.to_owned()), old.schema, others.value);
    }
}

fn added(sides: &mut Sides<'_>, new: &Property) {
    let name = new.name.as_str();
    let is_closed = matches!(sides.base.facets.additional, Additional::Closed(_));
    let is_required = is_required(sides.head, name);
    let was_required = self::is_required(sides.base, name);
    let (rule, probe) = match (sides.is_request, is_required && !was_required) {
        (true, true) => (
            Rule::RequiredRequestPropertyAdded,
            Probe::Without(name.to_owned()),
        ),
        (true, false) => (Rule::OptionalRequestPropertyAdded, Probe::Nothing),
        (false, _) if is_closed => (Rule::ResponsePropertyAddedToClosed, Probe::Nothing),
        (false, _) => (Rule::ResponsePropertyAdded, Probe::Nothing),
    };
    let what = match is_required {
        true => format!("{} is new and required", code(name)),
        false => format!("{} is new", code(name)),
    };
    let finding = property(rule, what, name)
        .base(sides.base.at.clone())
        .head(new.at.clone());
    sides.prove(finding, probe);
    if let Additional::Of(others) = &sides.base.facets.additional {
        sides.enter(Step::Property(name.to_owned()), others.value, new.schema);
    }
}

/// Properties that are required and not described on either side.
fn unnamed(
    sides: &mut Sides<'_>,
    before: &BTreeMap<&str, &Property>,
    after: &BTreeMap<&str, &Property>,
) {
    let (base, head) = (sides.base, sides.head);
    let is_undescribed = |name: &str| !before.contains_key(name) && !after.contains_key(name);
    for name in base.facets.required.keys() {
        if is_undescribed(name) && !is_required(head, name) {
            required(sides, name, &base.at, &head.at);
        }
    }
    for name in head.facets.required.keys() {
        if is_undescribed(name) && !is_required(base, name) {
            required(sides, name, &base.at, &head.at);
        }
    }
}

/// How much `additionalProperties` allows.
fn openness(additional: &Additional, contract: &Contract) -> u8 {
    match additional {
        Additional::Any => 2,
        Additional::Of(schema) => match contract.schema(schema.value) {
            // It may be there for its description.
            Some(schema) if schema.takes_anything() => 2,
            _ => 1,
        },
        Additional::Closed(_) => 0,
    }
}

fn additional(sides: &mut Sides<'_>, base: &Contract, head: &Contract) {
    let (old, new) = (&sides.base.facets.additional, &sides.head.facets.additional);
    if let (Additional::Of(old), Additional::Of(new)) = (old, new) {
        return sides.enter(Step::Unnamed, old.value, new.value);
    }
    let (from, to) = (openness(old, base), openness(new, head));
    if from == to {
        return;
    }
    let rule = match from > to {
        true => sides.rule(
            Rule::RequestUnknownPropertiesRefused,
            Rule::ResponseUnknownPropertiesRefused,
        ),
        // Clients skip what they do not expect, but they read the values of a map.
        false if from == 1 => sides.rule(
            Rule::RequestUnknownPropertiesAllowed,
            Rule::ResponseTypeWidened,
        ),
        false => sides.rule(
            Rule::RequestUnknownPropertiesAllowed,
            Rule::ResponseUnknownPropertiesAllowed,
        ),
    };
    let words = |openness: u8| match openness {
        2 => "anything",
        1 => "values of one schema",
        _ => "nothing",
    };
    let what = format!(
        "properties that are not named may be {} instead of {}",
        words(to),
        words(from)
    );
    let at = |additional: &Additional, schema: &Schema| match additional {
        Additional::Closed(at) => at.clone(),
        Additional::Of(schema) => schema.at.clone(),
        Additional::Any => schema.at.clone(),
    };
    let finding = sides
        .finding(rule, what)
        .base(at(old, sides.base))
        .head(at(new, sides.head))
        .fact("from", words(from))
        .fact("to", words(to));
    sides.prove(finding, Probe::Unknown);
}
