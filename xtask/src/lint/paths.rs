//! `path-name`: how paths are spelled.

use std::collections::BTreeMap;

use super::Linter;
use super::convention::Convention;
use crate::api::{Method, Operation, Segment};
use crate::diagnostic::Rule;
use crate::names::split_words;
use crate::source::pointer;

/// Verbs that repeat the method in a path.
const VERBS: &[(Method, &[&str])] = &[
    (Method::Get, &["fetch", "get", "list", "read", "retrieve"]),
    (Method::Post, &["create"]),
    (Method::Delete, &["delete", "remove"]),
];

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let operations = &linter.api.operations;
    let mut segments: BTreeMap<&str, &Operation> = BTreeMap::new();
    for operation in operations {
        for literal in literals(operation).filter(|literal| !is_version(literal)) {
            segments.entry(literal).or_insert(operation);
        }
    }
    if let Some(convention) = Convention::of(segments.keys().copied()) {
        for (segment, operation) in segments {
            if let Some(message) = convention.message(segment, "path segments") {
                let help = format!(
                    "check whether the API spells it `{}`; if not, add `x-lint-except`",
                    convention.style.write(segment)
                );
                report(linter, operation, message, help);
            }
        }
    }
    for operation in operations {
        if operation.path.contains("//") {
            let message = format!("`{}` has an empty segment", operation.path);
            report(linter, operation, message, "write one slash".to_owned());
        }
        repeated_method(linter, operation);
    }
}

/// The fixed segments of a path.
fn literals(operation: &Operation) -> impl Iterator<Item = &str> {
    let segments = operation.segments.iter();
    segments.filter_map(|segment| match segment {
        Segment::Literal(literal) => Some(literal.as_str()),
        _ => None,
    })
}

/// `v1` is lowercase in every style.
fn is_version(literal: &str) -> bool {
    let version = literal.strip_prefix('v');
    version.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn repeated_method(linter: &mut Linter<'_, '_>, operation: &Operation) {
    let Some((_, verbs)) = VERBS.iter().find(|(it, _)| *it == operation.method) else {
        return;
    };
    for literal in literals(operation) {
        // `/list` alone may be an action among others; `/listUsers` is `/users`.
        if let [first, resource @ ..] = split_words(literal).as_slice()
            && !resource.is_empty()
            && verbs.contains(&first.as_str())
        {
            let method = operation.method.as_str();
            let message = format!("`{literal}` repeats the method {method}");
            let help = format!(
                "name the path after the resource alone (`{}`); if the API cannot be changed, add `x-lint-except`",
                resource.join("-")
            );
            report(linter, operation, message, help);
        }
    }
}

fn report(linter: &mut Linter<'_, '_>, operation: &Operation, message: String, help: String) {
    let path = pointer::join("", &["paths", &operation.path]);
    let at = linter.tree.key(&path);
    linter.report(Rule::PathName, at, message, help);
}
