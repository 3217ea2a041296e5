//! [`Report`]: collects findings over the stages of a run.

use super::{Code, Diagnostic, Severity};

/// The findings of a run. Stages add to it; whoever drives them asks whether to go on.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether anything found so far forbids generation.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// What has been found so far, in the order of finding.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// What has been found so far, to add something to it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    /// The finding that stands last in the document.
    pub fn last_in_document(&mut self) -> Option<&mut Diagnostic> {
        self.diagnostics
            .iter_mut()
            .max_by_key(|diagnostic| diagnostic.at.span.start)
    }

    /// Makes warnings of errors of a kind.
    pub fn demote(&mut self, code: Code) {
        for finding in &mut self.diagnostics {
            if finding.code == code && finding.severity == Severity::Error {
                finding.severity = Severity::Warning;
            }
        }
    }

    /// Strict mode: what was a warning, or less, is an error from now on.
    pub fn promote_warnings(&mut self) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.severity = Severity::Error;
        }
    }

    /// The findings by place, each once.
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
