//! [`stage`]: the value that a stage of the pipeline makes of a document.

use super::outline::Outline;
use super::{api, contract, surface};
use crate::diagnostic::Sources;
use crate::pipeline::Model;

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Everything that may travel on the wire, in a normal form.
    Contract,
    /// The types and operations that a client in Rust offers.
    Api,
    /// The public items of the crate.
    Surface,
}

/// Prints the value of a stage with the location of each line, or only the part of an operation (by operationId), of a
/// webhook or of a component schema (by name). `None` if the document has none of these.
pub fn stage(
    model: &Model,
    stage: Stage,
    sources: &Sources<'_>,
    subject: Option<&str>,
) -> Option<String> {
    let mut outline = Outline::new(sources);
    match stage {
        Stage::Contract => contract::print(&model.contract, subject, &mut outline),
        Stage::Api => api::print(&model.api, subject, &mut outline),
        Stage::Surface => surface::print(model, subject, &mut outline),
    }
    let printed = outline.finish();
    (subject.is_none() || !printed.is_empty()).then_some(printed)
}
