//! Tags: those of operations against those that the document lists.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, ObjectKind, nearest};

/// Reports tags that are listed twice, and tags that are used and not listed. Without a list nothing is missing in it.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let Some(tags) = checker.tree.root.get("tags").and_then(Node::as_sequence) else {
        return;
    };
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        let Some(name) = tag.get("name").and_then(Node::as_str) else {
            continue;
        };
        let Some(earlier) = listed.get(name) else {
            listed.insert(name, index);
            continue;
        };
        let other = checker.tree.value(&format!("/tags/{earlier}/name"));
        let finding = Diagnostic::new(
            Code::InvalidTag,
            checker.tree.value(&format!("/tags/{index}/name")),
            format!("the tag `{name}` is described twice"),
        )
        .related(other, "it is here already")
        .help("remove one of the two");
        checker.add(finding);
    }
    if listed.is_empty() {
        return;
    }
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for operation in checker.each(ObjectKind::Operation) {
        let used = operation.node.get("tags").and_then(Node::as_sequence);
        for (index, tag) in used.unwrap_or_default().iter().enumerate() {
            let Some(name) = tag.as_str() else { continue };
            if listed.contains_key(name) || !reported.insert(name) {
                continue;
            }
            let at = checker
                .tree
                .value(&format!("{}/tags/{index}", operation.pointer));
            let list = checker.tree.key("/tags");
            let finding = Diagnostic::new(
                Code::InvalidTag,
                at,
                format!("the tag `{name}` is not described"),
            )
            .related(list, "the tags that are");
            let help = match nearest(name, listed.keys().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it with a `description` to the `tags` of the document".to_owned(),
            };
            checker.add(finding.help(help));
        }
    }
}
