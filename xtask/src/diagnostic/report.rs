//! [`Report`]: the findings of a run.

use super::{Code, Diagnostic, Severity};

/// The findings of a run. Stages add to it; the pipeline decides whether to continue.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(findings);
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// The findings, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    /// The finding with the last location in the document.
    pub fn last_in_document(&mut self) -> Option<&mut Diagnostic> {
        self.diagnostics
            .iter_mut()
            .max_by_key(|diagnostic| diagnostic.at.span.start)
    }

    /// Changes the errors of a kind to warnings.
    pub fn demote(&mut self, code: Code) {
        for finding in &mut self.diagnostics {
            if finding.code == code && finding.severity == Severity::Error {
                finding.severity = Severity::Warning;
            }
        }
    }

    /// Strict mode: changes every finding to an error.
    pub fn promote_warnings(&mut self) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.severity = Severity::Error;
        }
    }

    /// The findings by location, without duplicates.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        diagnostics.dedup();
        diagnostics
    }
}

fn sort_key(diagnostic: &Diagnostic) -> (usize, usize, Severity, &str, &str) {
    let span = &diagnostic.at.span;
    (
        span.start,
        span.end,
        diagnostic.severity,
        diagnostic.code.as_str(),
        &diagnostic.message,
    )
}
