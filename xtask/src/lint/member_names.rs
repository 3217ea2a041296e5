//! Names on the wire: `property-name`, `parameter-name`.

use std::collections::BTreeMap;

use super::Linter;
use super::majority::Majority;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Node, Object, ObjectKind, pointer};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let properties = linter.each(ObjectKind::Schema).flat_map(|schema| {
        let properties = schema.node.get("properties").and_then(Node::as_mapping);
        let place = pointer::child(&schema.pointer, "properties");
        properties
            .into_iter()
            .flatten()
            .map(move |property| (pointer::child(&place, &property.key), property.key.as_str()))
    });
    style(
        linter,
        Rule::PropertyName,
        "properties",
        properties.collect(),
    );
    let parameters = linter.each(ObjectKind::Parameter).filter_map(parameter);
    style(
        linter,
        Rule::ParameterName,
        "parameters",
        parameters.collect(),
    );
}

/// A parameter whose name is free. Headers have a style of their own.
fn parameter<'a>(object: &'a Object<'a>) -> Option<(String, &'a str)> {
    let location = object.node.get("in")?.as_str()?;
    let name = object.node.get("name")?.as_str()?;
    matches!(location, "query" | "path").then(|| (object.pointer.clone(), name))
}

/// Holds names against the style of most. A name is one finding, wherever it stands.
fn style(linter: &mut Linter<'_, '_>, rule: Rule, what: &str, places: Vec<(String, &str)>) {
    let mut by_name: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (place, name) in places {
        by_name.entry(name).or_default().push(place);
    }
    let Some(Majority { style, count }) = Majority::of(by_name.keys().copied()) else {
        return;
    };
    for (name, mut places) in by_name {
        if style.fits(name) {
            continue;
        }
        places.retain(|place| linter.holds(rule, place));
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        let also = match others.len() {
            0 => String::new(),
            1 => " (also at one other place)".to_owned(),
            more => format!(" (also at {more} other places)"),
        };
        let message = format!(
            "`{name}` is not in {}, as {count} other {what} are{also}",
            style.name()
        );
        let at = match rule {
            Rule::ParameterName => linter.tree.value(&pointer::child(first, "name")),
            _ => linter.tree.key(first),
        };
        let mut finding = Diagnostic::new(rule, at, message).help(format!(
            "see whether the API spells it `{}`; if it does not, say so with `x-lint-except`",
            style.write(name)
        ));
        if let Some(second) = others.first() {
            finding = finding.related(linter.tree.key(second), "here too");
        }
        linter.add(finding);
    }
}
