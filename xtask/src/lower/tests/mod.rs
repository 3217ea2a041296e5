//! Lowering, one behaviour per test: a few lines of OpenAPI, and the model that they become. The findings are in
//! `tests/diagnostics`.

mod all_of;
mod hostile;
mod operations;
mod outline;
mod paging;
mod provenance;
mod references;
mod schemas;
mod settings;
mod unions;
mod unsupported;
mod views;

use super::lower;
use crate::api::Api;
use crate::diagnostic::{Diagnostic, Report, Sources};
use crate::{contract, source};

/// A document with these paths and components, to which the head is added.
fn document(rest: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Test API, version: 1.0.0}}\nx-rust: {{version: 0.1.0, error-dialect: drf}}\n{rest}"
    )
}

/// A document with these schemas, of which an answer holds the first, `T`.
fn answered(schemas: &str) -> String {
    holding(
        schemas,
        "responses: {'200': {description: Yes, content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}}",
    )
}

/// A document with these schemas, of which a request holds the first, `T`.
fn sent(schemas: &str) -> String {
    holding(
        schemas,
        "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}, responses: {'204': {description: Yes}}",
    )
}

/// A document with these schemas, of which a request and its answer hold the first, `T`.
fn exchanged(schemas: &str) -> String {
    holding(
        schemas,
        "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}},
       responses: {'200': {description: Yes, content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}}",
    )
}

fn holding(schemas: &str, operation: &str) -> String {
    let indented: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    document(&format!(
        "paths:\n  /t:\n    post: {{operationId: t, tags: [T], {operation}}}\ncomponents:\n  schemas:\n{indented}"
    ))
}

/// The model of a document and what was found.
fn lowered(text: &str) -> (Api, Vec<Diagnostic>) {
    let mut report = Report::default();
    let document = source::load(&mut Sources::new("test.yaml", text), &mut report);
    let findings = |report: Report| report.into_sorted();
    let Some(document) = document else {
        panic!("{text}\n{:?}", findings(report))
    };
    let contract = contract::read(&document, &source::objects(&document.tree));
    match lower(&document, &contract, &mut report) {
        Some(api) => (api, findings(report)),
        None => panic!("{text}\n{:?}", findings(report)),
    }
}

/// The types of a document in which nothing is wrong.
fn types(text: &str) -> String {
    let (api, findings) = lowered(text);
    assert_eq!(findings, [], "{text}");
    outline::types(&api)
}

/// The findings in a document.
fn findings(text: &str) -> Vec<Diagnostic> {
    lowered(text).1
}

/// Text without the indentation that it has in a test.
fn plain(text: &str) -> String {
    let lines = || text.lines().skip_while(|line| line.trim().is_empty());
    let margin = lines()
        .next()
        .map_or(0, |line| line.len() - line.trim_start().len());
    lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("{}\n", line.get(margin..).unwrap_or(line.trim_start())))
        .collect()
}
