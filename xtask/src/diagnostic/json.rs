//! Findings as JSON, for editors and scripts. The format is stable: a change that would break readers increments
//! [`VERSION`].

use serde::Serialize;

use super::{Anchor, Diagnostic, Locator, Position, Sources};

/// The version of the format.
pub const VERSION: u32 = 1;

/// The findings in a document: the output of `--format json`.
#[derive(Debug, Serialize)]
pub struct Findings<'a> {
    /// [`VERSION`].
    pub version: u32,
    /// The findings, by location.
    pub diagnostics: Vec<Finding<'a>>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    /// `unknown-keyword`; `cargo xtask explain` lists them.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The problem.
    pub message: &'a str,
    /// The suggested fix.
    pub help: Option<&'a str>,
    /// The location.
    #[serde(flatten)]
    pub location: Location<'a>,
    /// Other locations.
    pub related: Vec<Related<'a>>,
}

/// Another location of a finding.
#[derive(Debug, Serialize)]
pub struct Related<'a> {
    /// The label.
    pub message: &'a str,
    /// The location.
    #[serde(flatten)]
    pub location: Location<'a>,
}

/// A location in a file of the document. Lines and columns are counted from 1, columns in characters; the end is
/// exclusive.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it all")]
pub struct Location<'a> {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    /// The JSON pointer (RFC 6901) of the node; in another file, of where the document has it.
    pub pointer: &'a str,
}

/// The findings in a document.
pub fn findings<'a>(sources: &Sources<'_>, diagnostics: &'a [Diagnostic]) -> Findings<'a> {
    let lines = Locator::new(sources);
    let finding = |diagnostic: &'a Diagnostic| Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        location: location(&lines, &diagnostic.at),
        related: diagnostic
            .related
            .iter()
            .map(|(at, message)| Related {
                message,
                location: location(&lines, at),
            })
            .collect(),
    };
    Findings {
        version: VERSION,
        diagnostics: diagnostics.iter().map(finding).collect(),
    }
}

/// A location in a document.
pub fn location<'a>(lines: &Locator<'_>, at: &'a Anchor) -> Location<'a> {
    let Position { line, column } = lines.position(at.span.start);
    let end = lines.position(at.span.end);
    Location {
        file: lines.path(at),
        line,
        column,
        end_line: end.line,
        end_column: end.column,
        pointer: &at.pointer,
    }
}
