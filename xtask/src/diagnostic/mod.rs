//! Findings in a document: each has a location, a code and a suggested fix.

mod anchor;
mod catalogue;
mod code;
mod excerpt;
pub mod json;
mod locator;
pub(crate) mod phrase;
mod printer;
mod report;
mod rule;
mod severity;
mod sources;

pub use anchor::Anchor;
pub use catalogue::Example;
pub use code::{Code, UnknownCode};
pub use locator::{Locator, Position};
pub use printer::Printer;
pub use report::Report;
pub use rule::Rule;
pub use severity::Severity;
pub use sources::Sources;

/// One finding in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// Whether generation can continue.
    pub severity: Severity,
    /// The problem, in one sentence without a full stop.
    pub message: String,
    /// The location.
    pub at: Anchor,
    /// Other locations, each with a label: the other item of a collision, the target of a reference.
    pub related: Vec<(Anchor, String)>,
    /// The suggested fix.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding with the severity of its code.
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

    /// Adds another location.
    #[must_use]
    pub fn related(mut self, at: Anchor, label: impl Into<String>) -> Self {
        self.related.push((at, label.into()));
        self
    }

    /// Sets another severity than that of its code.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds the suggested fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
