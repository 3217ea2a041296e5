//! `path-name`: how paths are written.

use std::collections::BTreeMap;

use super::Linter;
use super::majority::Majority;
use super::words::words;
use crate::api::{Method, Operation, Segment};
use crate::diagnostic::{Anchor, Diagnostic, Rule};
use crate::source::pointer;

/// Verbs that say of a path what the method says already.
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
    let majority = Majority::of(segments.keys().copied());
    for (segment, operation) in segments {
        let Some(Majority { style, count }) = majority.filter(|it| !it.style.fits(segment)) else {
            continue;
        };
        let message = format!(
            "`{segment}` is not in {}, as {count} other parts of paths are",
            style.name()
        );
        let at = place(linter, operation);
        linter.add(Diagnostic::new(Rule::PathName, at, message).help(format!(
            "see whether the API spells it `{}`; if it does not, say so with `x-lint-except`",
            style.write(segment)
        )));
    }
    for operation in operations {
        if operation.path.contains("//") {
            let message = format!("`{}` has a part that is empty", operation.path);
            let at = place(linter, operation);
            linter.add(Diagnostic::new(Rule::PathName, at, message).help("write one slash"));
        }
        says_method(linter, operation);
    }
}

/// The fixed parts of a path.
fn literals(operation: &Operation) -> impl Iterator<Item = &str> {
    operation
        .segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Literal(text) => Some(text.as_str()),
            _ => None,
        })
}

/// `v1` is written small in every style.
fn is_version(literal: &str) -> bool {
    literal
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn says_method(linter: &mut Linter<'_, '_>, operation: &Operation) {
    let verbs = VERBS.iter().find(|(method, _)| *method == operation.method);
    for literal in literals(operation) {
        let words = words(literal);
        let (Some(first), Some((_, verbs))) = (words.first(), verbs) else {
            continue;
        };
        // `/update` alone tells an action from others; `/getUsers` tells nothing.
        if words.len() > 1 && verbs.contains(&first.as_str()) {
            let message = format!(
                "`{literal}` says again what {} says",
                operation.method.as_str()
            );
            let rest: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
            let at = place(linter, operation);
            linter.add(Diagnostic::new(Rule::PathName, at, message).help(format!(
                "call the path after the thing alone (`{}`); if the API cannot be changed, say so with `x-lint-except`",
                rest.join("-")
            )));
        }
    }
}

fn place(linter: &Linter<'_, '_>, operation: &Operation) -> Anchor {
    linter
        .tree
        .key(&pointer::join("", &["paths", &operation.path]))
}
