//! Summaries and descriptions: `missing-summary`, `missing-description`, `repeated-text`.

use crate::diagnostic::phrase::list_first;
use std::collections::BTreeMap;

use super::words::words;
use super::{Linter, SHOWN, text};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Node, Object, ObjectKind, pointer};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    operations(linter);
    parameters(linter);
    tags(linter);
    schemas(linter);
}

/// What an operation is called in messages.
fn operation_name(object: &Object<'_>) -> String {
    match text(object.node, "operationId") {
        Some(id) => id.to_owned(),
        None => {
            let keys = pointer::keys(&object.pointer);
            let mut last = keys.iter().rev();
            let method = last.next().map_or(String::new(), |it| it.to_uppercase());
            format!("{method} {}", last.next().map_or("", String::as_str))
        }
    }
}

fn operations(linter: &mut Linter<'_, '_>) {
    for object in linter.each(ObjectKind::Operation) {
        let of_path = object
            .pointer
            .rsplit_once('/')
            .and_then(|(path, _)| linter.tree.get(path));
        let either = |keyword| text(object.node, keyword).or_else(|| text(of_path?, keyword));
        let name = operation_name(object);
        let at = || linter.tree.key(&object.pointer);
        let (summary, description) = (either("summary"), either("description"));
        let mut findings = Vec::new();
        if summary.is_none() {
            findings.push(
                Diagnostic::new(
                    Rule::MissingSummary,
                    at(),
                    format!("`{name}` has no summary"),
                )
                .help("add `summary`: what it does, in a few words"),
            );
        }
        match (summary, description) {
            (_, None) => findings.push(
                Diagnostic::new(
                    Rule::MissingDescription,
                    at(),
                    format!("`{name}` has no description"),
                )
                .help("add `description`: what a caller must know beyond the summary"),
            ),
            (Some(summary), Some(description)) if words(summary) == words(description) => {
                let keyword = linter.keyword(&object.pointer, "description");
                let message = format!("the description of `{name}` is its summary again");
                findings.push(
                    Diagnostic::new(Rule::RepeatedText, keyword, message)
                        .help("say what a caller must know beyond the summary"),
                );
            }
            _ => {}
        }
        findings.into_iter().for_each(|finding| linter.add(finding));
    }
}

fn parameters(linter: &mut Linter<'_, '_>) {
    // Those of one operation or path are one finding.
    let mut missing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for object in linter.each(ObjectKind::Parameter) {
        let Some(name) = text(object.node, "name") else {
            continue;
        };
        match text(object.node, "description") {
            Some(description) => repeated(linter, &object.pointer, name, description),
            None if linter.holds(Rule::MissingDescription, &object.pointer) => {
                let parent = object.pointer.rsplit_once('/').map_or("", |(list, _)| list);
                missing.entry(parent.to_owned()).or_default().push(name);
            }
            None => {}
        }
    }
    for (place, names) in missing {
        let message = match names.as_slice() {
            [name] => format!("the parameter `{name}` has no description"),
            _ => format!(
                "the parameters {} have no description",
                list_first(&names, SHOWN)
            ),
        };
        let finding = Diagnostic::new(Rule::MissingDescription, linter.tree.key(&place), message);
        linter.add(
            finding.help("add `description`: what the value means, and what happens without it"),
        );
    }
}

fn tags(linter: &mut Linter<'_, '_>) {
    let tags = linter.tree.root.get("tags").and_then(Node::as_sequence);
    for (index, tag) in tags.into_iter().flatten().enumerate() {
        let place = pointer::item("", "tags", index);
        let Some(name) = text(tag, "name") else {
            continue;
        };
        match text(tag, "description") {
            Some(description) => repeated(linter, &place, name, description),
            None => {
                let at = linter.tree.value(&pointer::child(&place, "name"));
                let message = format!("the tag `{name}` has no description");
                linter.add(
                    Diagnostic::new(Rule::MissingDescription, at, message)
                        .help("add `description`: what these operations are about"),
                );
            }
        }
    }
}

fn schemas(linter: &mut Linter<'_, '_>) {
    for object in linter.each(ObjectKind::Schema) {
        if let Some(name) = pointer::component_schema(&object.pointer) {
            match text(object.node, "description") {
                Some(description) => repeated(linter, &object.pointer, &name, description),
                None if !is_made_of_others(object.node) => {
                    let at = linter.tree.key(&object.pointer);
                    let message = format!("the schema `{name}` has no description");
                    linter.add(
                        Diagnostic::new(Rule::MissingDescription, at, message)
                            .help("add `description`: what it stands for"),
                    );
                }
                None => {}
            }
        }
        properties(linter, object);
    }
}

fn properties(linter: &mut Linter<'_, '_>, schema: &Object<'_>) {
    let place = pointer::child(&schema.pointer, "properties");
    let properties = schema.node.get("properties").and_then(Node::as_mapping);
    let mut missing = Vec::new();
    for property in properties.into_iter().flatten() {
        let own = pointer::child(&place, &property.key);
        match text(&property.value, "description") {
            Some(description) => repeated(linter, &own, &property.key, description),
            None if property.value.get("$ref").is_some() || is_made_of_others(&property.value) => {}
            None if linter.holds(Rule::MissingDescription, &own) => {
                missing.push(property.key.as_str())
            }
            None => {}
        }
    }
    if missing.is_empty() {
        return;
    }
    let message = match missing.as_slice() {
        [name] => format!("the property `{name}` has no description"),
        _ => format!(
            "the properties {} have no description",
            list_first(&missing, SHOWN)
        ),
    };
    let at = match missing.as_slice() {
        [name] => linter.keyword(&place, name),
        _ => linter.tree.key(&place),
    };
    linter.add(
        Diagnostic::new(Rule::MissingDescription, at, message)
            .help("add `description`: what the value means, with its unit or format"),
    );
}

/// Whether a schema has the documentation of what it refers to.
fn is_made_of_others(schema: &Node) -> bool {
    ["allOf", "oneOf", "anyOf"].iter().any(|keyword| {
        let members = schema.get(keyword).and_then(Node::as_sequence);
        members.is_some_and(|members| members.iter().any(|member| member.get("$ref").is_some()))
    })
}

/// Reports a description that is the name again: `The user id.` of `user_id`.
fn repeated(linter: &mut Linter<'_, '_>, place: &str, name: &str, description: &str) {
    const EMPTY: &[&str] = &["a", "an", "of", "the", "this"];
    let mut said = words(description);
    said.retain(|word| !EMPTY.contains(&word.as_str()));
    let named = words(name);
    let backwards = || named.iter().rev().eq(said.iter());
    if named.is_empty() || (said != named && !backwards()) {
        return;
    }
    let at = linter.keyword(place, "description");
    let message = format!("the description of `{name}` is its name again");
    linter.add(
        Diagnostic::new(Rule::RepeatedText, at, message)
            .help("say what it is for, or what is special about it"),
    );
}
