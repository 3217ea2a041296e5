//! Diagnostics as JSON, for editors and scripts. The shape is stable: what is there keeps its meaning, and a change that
//! would break a reader raises [`VERSION`].

use serde::Serialize;

use super::{Anchor, Diagnostic, LineIndex, Position};

/// The version of the shape.
pub const VERSION: u32 = 1;

/// All that was found in a document: what `--format json` prints.
#[derive(Debug, Serialize)]
pub struct Findings<'a> {
    /// [`VERSION`].
    pub version: u32,
    /// The findings, by place.
    pub diagnostics: Vec<Finding<'a>>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    /// `unknown-keyword`; `cargo xtask explain` lists them.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: &'a str,
    /// What to write instead.
    pub help: Option<&'a str>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place<'a>,
    /// Other places that belong to it.
    pub related: Vec<Related<'a>>,
}

/// A place that belongs to a finding.
#[derive(Debug, Serialize)]
pub struct Related<'a> {
    /// What it has to do with it.
    pub message: &'a str,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place<'a>,
}

/// A place in the document. Lines and columns count from 1, columns in characters; the end is behind the last character.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "they are what they are called")]
pub struct Place<'a> {
    pub file: &'a str,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    /// The JSON pointer (RFC 6901) of the node.
    pub pointer: &'a str,
}

/// What was found in the document at a path with this text.
pub fn findings<'a>(path: &'a str, text: &'a str, diagnostics: &'a [Diagnostic]) -> Findings<'a> {
    let lines = LineIndex::new(text);
    let finding = |diagnostic: &'a Diagnostic| Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        place: place(path, &lines, &diagnostic.at),
        related: diagnostic
            .related
            .iter()
            .map(|(at, message)| Related {
                message,
                place: place(path, &lines, at),
            })
            .collect(),
    };
    Findings {
        version: VERSION,
        diagnostics: diagnostics.iter().map(finding).collect(),
    }
}

/// A place in the document at a path.
pub fn place<'a>(file: &'a str, lines: &LineIndex<'_>, at: &'a Anchor) -> Place<'a> {
    let Position { line, column } = lines.position(at.span.start);
    let end = lines.position(at.span.end);
    Place {
        file,
        line,
        column,
        end_line: end.line,
        end_column: end.column,
        pointer: &at.pointer,
    }
}
