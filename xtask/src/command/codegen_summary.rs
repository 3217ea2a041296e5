//! [`Summary`]: the result of codegen in three lines.

use std::fmt;
use std::path::Path;

use xtask::diagnostic::{Diagnostic, Severity};
use xtask::output::Changes;
use xtask::pipeline::Model;

use super::terminal::counted;

/// What codegen has done, or with `--check` would do.
pub(crate) struct Summary<'a> {
    pub(crate) model: &'a Model,
    pub(crate) diagnostics: &'a [Diagnostic],
    pub(crate) changes: &'a Changes,
    /// The path of the document.
    pub(crate) document: &'a str,
    /// How many files it consists of.
    pub(crate) files: usize,
    /// The directory of the crate.
    pub(crate) directory: &'a Path,
    pub(crate) is_check: bool,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.model.api.settings;
        let surface = &self.model.surface;
        let verb = match self.is_check {
            true => "checked",
            false => "generated",
        };
        let more = match self.files.saturating_sub(1) {
            0 => String::new(),
            more => format!(" and {}", counted(more, "more file", "more files")),
        };
        writeln!(
            f,
            "{verb}: {} {} from {}{more} in {}/",
            settings.package,
            settings.version,
            self.document,
            self.directory.display().to_string().trim_end_matches('/'),
        )?;
        let requests = || surface.requests();
        let operations = counted(requests().count(), "operation", "operations");
        write!(f, "  {operations}")?;
        let unconfirmed = requests().filter(|request| request.unconfirmed).count();
        if unconfirmed > 0 {
            write!(f, " ({unconfirmed} behind `unconfirmed`)")?;
        }
        let webhooks = surface.webhooks.len();
        if webhooks > 0 {
            write!(f, ", {}", counted(webhooks, "webhook", "webhooks"))?;
        }
        let types = counted(surface.types.len(), "type", "types");
        writeln!(f, ", {types}, {}", self.changes.summary(!self.is_check))?;
        let count = |severity| {
            let findings = self.diagnostics.iter();
            findings.filter(|it| it.severity == severity).count()
        };
        write!(
            f,
            "  {}, {}, {}",
            counted(count(Severity::Error), "error", "errors"),
            counted(count(Severity::Warning), "warning", "warnings"),
            counted(count(Severity::Note), "note", "notes"),
        )
    }
}
