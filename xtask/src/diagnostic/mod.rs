//! What the generator has to say about a document: each finding has a place, a code and a way out.

mod anchor;
mod code;
mod excerpt;
pub mod json;
mod line_index;
pub(crate) mod phrase;
mod printer;
mod report;
mod rule;

pub use anchor::Anchor;
pub use code::{Code, Example, Severity};
pub use line_index::{LineIndex, Position};
pub use printer::Printer;
pub use report::Report;
pub use rule::Rule;

/// One finding in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is: stable, for searching and for tests.
    pub code: Code,
    /// Whether generation can go on.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The place to look at.
    pub at: Anchor,
    /// Other places that belong to it, each with a few words: the other end of a collision, the target of a reference.
    pub related: Vec<(Anchor, String)>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding of the severity that its code has by itself.
    pub fn new(code: impl Into<Code>, at: Anchor, message: impl Into<String>) -> Self {
        let code = code.into();
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            at,
            related: Vec::new(),
            help: None,
        }
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, at: Anchor, label: impl Into<String>) -> Self {
        self.related.push((at, label.into()));
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
