//! What an operation documents of its errors and credentials: `missing-error-body`, `missing-security`.

use super::Linter;
use crate::api::{Method, Operation};
use crate::diagnostic::Rule;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for operation in &linter.api.operations {
        error_body(linter, operation);
    }
    if linter.tree.root.get("security").is_none() {
        security(linter);
    }
}

fn error_body(linter: &mut Linter<'_, '_>, operation: &Operation) {
    // A response to HEAD has no body; OPTIONS and TRACE are not calls of an API.
    let is_call = !matches!(
        operation.method,
        Method::Head | Method::Options | Method::Trace
    );
    if is_call && operation.errors().all(|error| error.media.is_empty()) {
        linter.report(
            Rule::MissingErrorBody,
            linter.keyword(&operation.at.pointer, "responses"),
            format!("`{}` documents no error body", operation.id),
            "add a response for `4XX`, for another error status or for `default`, with a schema under `content`",
        );
    }
}

fn security(linter: &mut Linter<'_, '_>) {
    let operations = &linter.api.operations;
    let has_none = |operation: &&Operation| {
        let node = linter.tree.get(&operation.at.pointer);
        node.is_some_and(|node| node.get("security").is_none())
    };
    let without: Vec<&Operation> = operations.iter().filter(has_none).collect();
    if without.len() > 1 && without.len() == operations.len() {
        return linter.report(
            Rule::MissingSecurity,
            linter.tree.key("/paths"),
            "no operation has a security requirement",
            "add `security` at the top of the document, with a scheme of `components/securitySchemes`, or `security: []` if they need none",
        );
    }
    for operation in without {
        linter.report(
            Rule::MissingSecurity,
            operation.at.clone(),
            format!("`{}` has no security requirement", operation.id),
            "add `security` to it, `security: []` if it needs none, or one for all at the top of the document",
        );
    }
}
