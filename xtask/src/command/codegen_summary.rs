//! [`Summary`]: what a run of codegen did, in three lines.

use std::fmt;
use std::path::Path;

use xtask::diagnostic::{Diagnostic, Severity};
use xtask::output::Changes;
use xtask::pipeline::Model;

/// What a run of codegen did, or with `--check` what it would do.
pub(crate) struct Summary<'a> {
    pub(crate) model: &'a Model,
    pub(crate) diagnostics: &'a [Diagnostic],
    pub(crate) changes: &'a Changes,
    /// The path of the document.
    pub(crate) document: &'a str,
    /// The directory of the crate.
    pub(crate) directory: &'a Path,
    /// Whether nothing was written.
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
        let directory = self.directory.display().to_string();
        writeln!(
            f,
            "{verb}: {} {} from {} in {}/",
            settings.package,
            settings.version,
            self.document,
            directory.trim_end_matches('/'),
        )?;
        let requests = || surface.groups.iter().flat_map(|group| &group.requests);
        write!(f, "  {}", counted(requests().count(), "operation"))?;
        let unconfirmed = requests().filter(|request| request.unconfirmed).count();
        if unconfirmed > 0 {
            write!(f, " ({unconfirmed} behind `unconfirmed`)")?;
        }
        let types = counted(surface.types.len(), "type");
        writeln!(f, ", {types}, {}", self.changes.summary(!self.is_check))?;
        let found = |severity: Severity| {
            let found = self.diagnostics.iter().filter(|it| it.severity == severity);
            counted(found.count(), severity.as_str())
        };
        write!(
            f,
            "  {}, {}, {}",
            found(Severity::Error),
            found(Severity::Warning),
            found(Severity::Note),
        )
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
