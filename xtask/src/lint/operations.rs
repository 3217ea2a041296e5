//! What an operation says of its errors and credentials: `missing-error-body`, `missing-security`.

use super::Linter;
use crate::api::{Method, Operation};
use crate::diagnostic::{Diagnostic, Rule};

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let operations = &linter.api.operations;
    for operation in operations {
        error_body(linter, operation);
    }
    if linter.tree.root.get("security").is_none() {
        security(linter, operations);
    }
}

fn error_body(linter: &mut Linter<'_, '_>, operation: &Operation) {
    // An answer to HEAD has no body; OPTIONS and TRACE are no calls of an API.
    let is_call = !matches!(
        operation.method,
        Method::Head | Method::Options | Method::Trace
    );
    if !is_call
        || operation
            .errors()
            .any(|response| !response.media.is_empty())
    {
        return;
    }
    let at = linter.keyword(&operation.at.pointer, "responses");
    let message = format!("`{}` documents no body of an error", operation.id);
    linter.add(
        Diagnostic::new(Rule::MissingErrorBody, at, message)
            .help("add an answer for `4XX`, for another such status, or for `default`, with a schema under `content`"),
    );
}

fn security(linter: &mut Linter<'_, '_>, operations: &[Operation]) {
    let is_silent = |operation: &&Operation| {
        let node = linter.tree.get(&operation.at.pointer);
        node.is_some_and(|node| node.get("security").is_none())
    };
    let silent: Vec<&Operation> = operations.iter().filter(is_silent).collect();
    // Where nobody has said anything, it is one thing that is missing.
    if silent.len() > 1 && silent.len() == operations.len() {
        let at = linter.tree.key("/paths");
        let finding = Diagnostic::new(
            Rule::MissingSecurity,
            at,
            "nothing says which credential the operations need",
        );
        return linter.add(finding.help(
            "add `security` at the top of the document, with a scheme of `components/securitySchemes`, or `security: []` if they need none",
        ));
    }
    for operation in silent {
        let message = format!("nothing says which credential `{}` needs", operation.id);
        linter.add(
            Diagnostic::new(Rule::MissingSecurity, operation.at.clone(), message).help(
                "add `security` to it, `security: []` if it needs none, or one for all at the top of the document",
            ),
        );
    }
}
