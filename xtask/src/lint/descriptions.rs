//! Summaries and descriptions: `missing-summary`, `missing-description`, `repeated-text`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Linter, SHOWN, string};
use crate::diagnostic::Rule;
use crate::diagnostic::phrase::list_first;
use crate::names::split_words;
use crate::source::{Node, Object, ObjectKind, pointer};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    operations(linter);
    parameters(linter);
    tags(linter);
    schemas(linter);
}

fn operations(linter: &mut Linter<'_, '_>) {
    for object in linter.each(ObjectKind::Operation) {
        let path = object.pointer.rsplit_once('/');
        let path = path.and_then(|(path, _)| linter.tree.get(path));
        let either = |keyword| string(object.node, keyword).or_else(|| string(path?, keyword));
        let (summary, description) = (either("summary"), either("description"));
        let name = operation_name(object);
        let at = linter.tree.key(&object.pointer);
        if summary.is_none() {
            linter.report(
                Rule::MissingSummary,
                at.clone(),
                format!("`{name}` has no summary"),
                "add `summary`: what it does, in a few words",
            );
        }
        match (summary, description) {
            (_, None) => linter.report(
                Rule::MissingDescription,
                at,
                format!("`{name}` has no description"),
                "add `description`: what a caller must know beyond the summary",
            ),
            (Some(summary), Some(it)) if split_words(summary) == split_words(it) => linter.report(
                Rule::RepeatedText,
                linter.keyword(&object.pointer, "description"),
                format!("the description of `{name}` repeats its summary"),
                "describe what a caller must know beyond the summary",
            ),
            _ => {}
        }
    }
}

/// The name of an operation in messages.
fn operation_name(object: &Object<'_>) -> String {
    match string(object.node, "operationId") {
        Some(id) => id.to_owned(),
        None => {
            let keys = pointer::keys(&object.pointer);
            let mut last = keys.iter().rev();
            let method = last.next().map_or(String::new(), |it| it.to_uppercase());
            format!("{method} {}", last.next().map_or("", String::as_str))
        }
    }
}

fn parameters(linter: &mut Linter<'_, '_>) {
    // One finding for the parameters of an operation or a path.
    let mut missing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for object in linter.each(ObjectKind::Parameter) {
        let Some(name) = string(object.node, "name") else {
            continue;
        };
        match string(object.node, "description") {
            Some(description) => repeated_name(linter, &object.pointer, name, description),
            None if !linter.is_excepted(Rule::MissingDescription, &object.pointer) => {
                let list = object.pointer.rsplit_once('/').map_or("", |(list, _)| list);
                missing.entry(list).or_default().push(name);
            }
            None => {}
        }
    }
    for (list, names) in missing {
        let message = match names.as_slice() {
            [name] => format!("the parameter `{name}` has no description"),
            _ => {
                let names = list_first(&names, SHOWN);
                format!("the parameters {names} have no description")
            }
        };
        let help = "add `description`: what the value means, and what happens without it";
        linter.report(
            Rule::MissingDescription,
            linter.tree.key(list),
            message,
            help,
        );
    }
}

fn tags(linter: &mut Linter<'_, '_>) {
    let declared = linter.tags();
    if declared.is_empty() {
        return undeclared_tags(linter);
    }
    for (pointer, tag) in declared {
        let Some(name) = string(tag, "name") else {
            continue;
        };
        match string(tag, "description") {
            Some(description) => repeated_name(linter, &pointer, name, description),
            None => linter.report(
                Rule::MissingDescription,
                linter.tree.value(&pointer::child(&pointer, "name")),
                format!("the tag `{name}` has no description"),
                "add `description`: what these operations are about",
            ),
        }
    }
}

/// Reports the first use of each tag of a document that declares none.
fn undeclared_tags(linter: &mut Linter<'_, '_>) {
    let mut seen = BTreeSet::new();
    for (at, name) in linter.used_tags() {
        if seen.insert(name) {
            linter.report(
                Rule::MissingDescription,
                at,
                format!("the tag `{name}` is not declared, so it has no description"),
                "declare it in the `tags` of the document, with a `description`",
            );
        }
    }
}

fn schemas(linter: &mut Linter<'_, '_>) {
    for object in linter.each(ObjectKind::Schema) {
        let Some(name) = pointer::component_schema(&object.pointer) else {
            continue;
        };
        match string(object.node, "description") {
            Some(description) => repeated_name(linter, &object.pointer, &name, description),
            None if has_no_description(object.node) => linter.report(
                Rule::MissingDescription,
                linter.tree.key(&object.pointer),
                format!("the schema `{name}` has no description"),
                "add `description`: what it represents",
            ),
            None => {}
        }
    }
    let properties: Vec<_> = linter.properties().collect();
    for (pointer, property) in properties {
        if let Some(description) = string(&property.value, "description") {
            repeated_name(linter, &pointer, &property.key, description);
        }
    }
    let help = "add `description`: what the value means, with its unit or format";
    linter.report_properties(
        Rule::MissingDescription,
        has_no_description,
        "description",
        help,
    );
}

/// Whether a schema has no description, neither of its own nor of the schemas that it refers to.
fn has_no_description(schema: &Node) -> bool {
    let is_reference = |schema: &Node| schema.get("$ref").is_some();
    let members = ["allOf", "oneOf", "anyOf"].into_iter();
    let mut members = members.filter_map(|keyword| schema.get(keyword)?.as_sequence());
    string(schema, "description").is_none()
        && !is_reference(schema)
        && !members.any(|members| members.iter().any(is_reference))
}

/// Reports a description that only repeats the name: `The user id.` of `user_id`.
fn repeated_name(linter: &mut Linter<'_, '_>, pointer: &str, name: &str, description: &str) {
    const EMPTY: &[&str] = &["a", "an", "of", "the", "this"];
    let mut described = split_words(description);
    described.retain(|word| !EMPTY.contains(&word.as_str()));
    let named = split_words(name);
    if !named.is_empty() && (described == named || named.iter().rev().eq(&described)) {
        linter.report(
            Rule::RepeatedText,
            linter.keyword(pointer, "description"),
            format!("the description of `{name}` repeats its name"),
            "describe its purpose, or what is special about it",
        );
    }
}
