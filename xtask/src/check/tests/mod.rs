//! What the cases in `tests/diagnostics` do not show: what the checks do not report, and that they end.

mod hostile;
mod not_reported;

use super::check;
use crate::diagnostic::{Diagnostic, Report, Sources};
use crate::{contract, source};

/// A document with what the checks would miss otherwise.
fn document(rest: &str) -> String {
    format!("{rest}\nopenapi: 3.0.3\ninfo: {{title: t, version: '1'}}\nx-rust: {{version: 0.1.0}}")
}

/// A document in which a request and its response hold the schema `T`, the first of these lines.
fn exchanging(schemas: &str) -> String {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let content = "{content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}";
    document(&format!(
        "components:\n  schemas:\n{indented}\npaths: {{/t: {{post: {{\n  requestBody: {content}}},\n  \
         responses: {{'200': {content}, description: Yes}}}}}}}}}}"
    ))
}

/// What the checks find in a document.
fn findings(text: &str) -> Vec<Diagnostic> {
    let mut report = Report::default();
    let Some(document) = source::load(&mut Sources::new("test.yaml", text), &mut report) else {
        panic!("{text}\n{:?}", report.into_sorted())
    };
    let mut report = Report::default();
    let objects = source::objects(&document.tree);
    let contract = contract::read(&document, &objects);
    check(&document, &objects, &contract, &mut report);
    report.into_sorted()
}
