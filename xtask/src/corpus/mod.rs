//! What generation makes of a document in numbers: to compare documents, and generators on the same documents.

mod examples;

use std::collections::{BTreeMap, BTreeSet};

pub use examples::{TypedExample, typed_examples};

use crate::contract::{self, Operation};
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Sources};
use crate::pipeline::Outcome;
use crate::source::{self, pointer};
use crate::surface::{RustType, Surface, TypeItem};

/// What generation makes of a document in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// The documented operations and webhooks; 0 if the document cannot be read.
    pub documented: usize,
    /// Those that the crate has.
    pub generated: usize,
    /// Those that are left out, with the first finding in each.
    pub left_out: Vec<(String, Option<String>)>,
    /// The number of findings by code.
    pub findings: BTreeMap<&'static str, usize>,
    /// The first error: nothing is generated.
    pub error: Option<String>,
    /// The fields, parameters, bodies and the like that are `serde_json::Value`.
    pub untyped: usize,
}

/// Measures what generation has made of a document.
pub fn measure(sources: &mut Sources<'_>, outcome: &Outcome) -> Measures {
    let mut measures = Measures::default();
    for finding in &outcome.diagnostics {
        *measures.findings.entry(finding.code.as_str()).or_default() += 1;
    }
    let model = outcome.generated.as_ref().map(|generated| &generated.model);
    let Some(model) = model else {
        let mut findings = outcome.diagnostics.iter();
        let error = findings.find(|it| it.severity == Severity::Error);
        measures.error = error.map(|it| it.message.clone());
        let document = source::load(sources, &mut Report::default());
        let contract = document.map(|it| contract::read(&it, &source::objects(&it.tree)));
        let number = contract.map(|it| it.operations.len() + it.webhooks.len());
        measures.documented = number.unwrap_or_default();
        return measures;
    };
    let documented = &model.contract.operations;
    measures.documented = documented.len() + model.contract.webhooks.len();
    measures.generated = model.api.operations.len() + model.api.webhooks.len();
    let generated = model.api.operations.iter().map(|it| &it.at.pointer);
    let generated: BTreeSet<&String> = generated.collect();
    let missing = documented.iter();
    let missing = missing.filter(|operation| !generated.contains(&operation.at.pointer));
    measures.left_out = missing
        .map(|operation| (shown(operation), reason(operation, &outcome.diagnostics)))
        .collect();
    measures.untyped = untyped(&model.surface);
    measures
}

fn shown(operation: &Operation) -> String {
    let method = operation.method.as_str().to_ascii_uppercase();
    format!("{method} {}", operation.path)
}

fn reason(operation: &Operation, findings: &[Diagnostic]) -> Option<String> {
    let is_inside = |it: &&Diagnostic| pointer::is_within(&it.at.pointer, &operation.at.pointer);
    let finding = findings.iter().filter(is_inside);
    let finding = finding.max_by_key(|it| it.code == Code::Unsupported);
    finding.map(|it| it.message.clone())
}

/// The fields, members, parameters, bodies and responses that are any JSON.
fn untyped(surface: &Surface) -> usize {
    let mut types: Vec<&RustType> = Vec::new();
    for item in surface.types.values() {
        match item {
            TypeItem::Struct(item) => types.extend(item.fields.iter().map(|field| &field.ty)),
            TypeItem::Enum(item) | TypeItem::Union(item) | TypeItem::Outcomes(item) => {
                types.extend(item.variants.iter().filter_map(|it| it.payload.as_ref()));
            }
            TypeItem::Alias { target, .. } => types.push(target),
            TypeItem::FieldErrors => {}
        }
    }
    for request in surface.requests() {
        types.extend(request.parameters.iter().map(|parameter| &parameter.ty));
        types.extend(&request.body);
        types.push(&request.response);
    }
    let webhooks = surface.webhooks.iter();
    types.extend(webhooks.filter_map(|it| it.payload.as_ref()));
    let json = RustType::Json.to_string();
    let untyped = types.iter().filter(|ty| ty.to_string().contains(&json));
    untyped.count()
}
