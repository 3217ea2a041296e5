//! What does not say how sure it is, in a document that requires it.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, ObjectKind, pointer};

const HELP: &str = "add `x-provenance: documented`, `observed` or `inferred`";

/// Reports operations and component schemas without `x-provenance`. What is in them is as they are unless it says
/// otherwise, so nothing else has to say it.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let setting = checker.tree.get("/x-rust/provenance");
    if setting.and_then(Node::as_str) != Some("required") {
        return;
    }
    for operation in checker.each(ObjectKind::Operation) {
        // Those of callbacks are not called by clients.
        let is_called =
            operation.pointer.starts_with("/paths/") && operation.pointer.matches('/').count() == 3;
        if is_called && operation.node.get("x-provenance").is_none() {
            let id = operation.node.get("operationId").and_then(Node::as_str);
            let message = match id {
                Some(id) => format!("`{id}` does not say how sure it is"),
                None => "the operation does not say how sure it is".to_owned(),
            };
            let at = checker.tree.key(&operation.pointer);
            checker.add(Diagnostic::new(Code::MissingProvenance, at, message).help(HELP));
        }
    }
    const SCHEMAS: &str = "/components/schemas";
    let schemas = checker.tree.get(SCHEMAS).and_then(Node::as_mapping);
    for entry in schemas.into_iter().flatten() {
        // Another name for a schema is as sure as that is.
        if entry.value.get("$ref").is_none() && entry.value.get("x-provenance").is_none() {
            let at = checker.tree.key(&pointer::child(SCHEMAS, &entry.key));
            let message = format!("the schema `{}` does not say how sure it is", entry.key);
            checker.add(Diagnostic::new(Code::MissingProvenance, at, message).help(HELP));
        }
    }
}
