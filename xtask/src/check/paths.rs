//! Paths that are one path to the server.

use std::collections::BTreeMap;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Entry, Node, pointer};

/// OpenAPI 3.0, Paths Object: templates that differ only in the names of their parameters are identical, and invalid.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let paths = checker
        .tree
        .root
        .get("paths")
        .and_then(Node::as_mapping)
        .map(|paths| paths.as_ref())
        .unwrap_or_default();
    let mut first: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in paths.iter().filter(|entry| entry.key.starts_with('/')) {
        let template = without_names(&entry.key);
        let Some(earlier) = first.get(&template) else {
            first.insert(template, entry);
            continue;
        };
        let at = checker.keyword("/paths", &entry.key);
        let other = checker.tree.key(&pointer::child("/paths", &earlier.key));
        checker.add(
            Diagnostic::new(
                Code::SamePath,
                at,
                format!(
                    "`{}` and `{}` are the same path: only the names of parameters differ",
                    earlier.key, entry.key
                ),
            )
            .related(other, "the other one")
            .help("put the operations under one of the two"),
        );
    }
}

/// A path with nothing between its braces.
fn without_names(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, (_, after))) = rest
        .split_once('{')
        .and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        text.push_str(before);
        text.push_str("{}");
        rest = after;
    }
    text + rest
}
