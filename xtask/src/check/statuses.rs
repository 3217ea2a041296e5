//! Statuses that are written twice, in different forms.

use std::collections::BTreeMap;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Node, ObjectKind, pointer};

/// `4XX` and `4xx` are one key to every reader: the later one would replace the earlier.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    for operation in checker.each(ObjectKind::Operation) {
        let responses = operation
            .node
            .get("responses")
            .and_then(Node::as_mapping)
            .map(|responses| responses.as_ref())
            .unwrap_or_default();
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        for entry in responses {
            if entry.key.starts_with("x-") {
                continue;
            }
            let status = entry.key.to_ascii_uppercase();
            let Some(earlier) = first.get(&status) else {
                first.insert(status, &entry.key);
                continue;
            };
            let holder = pointer::child(&operation.pointer, "responses");
            let other = checker.keyword(&holder, earlier);
            let finding = Diagnostic::new(
                Code::DuplicateKey,
                checker.keyword(&holder, &entry.key),
                format!("`{}` and `{earlier}` are the same status", entry.key),
            )
            .related(other, "the other one")
            .help("put all that is said of it under one of the two");
            checker.add_as(Severity::Warning, finding);
        }
    }
}
