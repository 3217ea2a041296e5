//! The checks, one behaviour per test: a few lines of OpenAPI, and what is found in them.

mod document;
mod examples;
mod nasty;
mod references;
mod schemas;

use super::check;
use crate::diagnostic::{Diagnostic, LineIndex, Report};
use crate::source;

/// Nothing is found.
const NONE: [&str; 0] = [];

/// The head of a document, its first line.
const HEAD: &str = "{openapi: 3.0.3, info: {title: t, version: '1'}, x-rust: {version: 0.1.0}, ";

/// A document of which these lines are all but the head: line 1 is the first of them.
fn document(rest: &str) -> String {
    // The head goes where no line is counted.
    format!(
        "{rest}\n{}",
        HEAD.trim_start_matches('{')
            .trim_end_matches(", ")
            .replace(", info", "\ninfo")
            .replace(", x-rust", "\nx-rust")
    )
}

/// A document in which a request and its answer hold the schema `T`, the first of these lines.
fn exchanging(schemas: &str) -> String {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    document(&format!(
        "components:
  schemas:
{indented}
paths: {{/t: {{post: {{
  requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}},
  responses: {{'200': {{description: Yes, content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}}}}}}}}}"
    ))
}

/// What the checks find in a document.
fn findings(text: &str) -> Vec<Diagnostic> {
    let mut report = Report::default();
    let Some(document) = source::load("test.yaml", text, &mut report) else {
        panic!("{text}\n{:?}", report.into_sorted())
    };
    let mut report = Report::default();
    check(&document, &mut report);
    report.into_sorted()
}

/// What the checks find: `severity[code] line:column message (related line:column) | help`.
fn found(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    let place = |start| {
        let position = lines.position(start);
        format!("{}:{}", position.line, position.column)
    };
    findings(text)
        .iter()
        .map(|finding| {
            let severity = finding.severity.as_str();
            let related: String = finding
                .related
                .iter()
                .map(|(at, label)| format!(" ({label} {})", place(at.span.start)))
                .collect();
            format!(
                "{severity}[{}] {} {}{related} | {}",
                finding.code.as_str(),
                place(finding.at.span.start),
                finding.message,
                finding.help.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

/// What is found in the schema `T`, which is all of one line: without the line, and without the related places.
fn in_schema(schema: &str) -> Vec<String> {
    findings(&exchanging(&format!("T: {schema}")))
        .iter()
        .map(|finding| format!("[{}] {}", finding.code.as_str(), finding.message))
        .collect()
}
