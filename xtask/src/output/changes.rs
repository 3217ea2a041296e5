//! [`Changes`]: how a directory and a tree differ.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What [`write`](super::write()) has changed, or what [`check`](super::check) found that it would change. Paths are
/// relative to the directory, with `/` as separator, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that did not exist.
    pub created: Vec<String>,
    /// Files that had other contents.
    pub changed: Vec<String>,
    /// Files that codegen wrote before and does not generate any more.
    pub removed: Vec<String>,
    /// Files that codegen did not write. [`check`](super::check) lists them; [`write`](super::write()) refuses.
    pub foreign: Vec<String>,
    /// How many files are up to date.
    pub unchanged: usize,
    /// The `Cargo.lock` of the workspace, if it has another version of the package.
    pub lockfile: Option<PathBuf>,
}

impl Changes {
    /// Whether the directory holds exactly the tree.
    pub fn is_empty(&self) -> bool {
        let groups = [&self.created, &self.changed, &self.removed, &self.foreign];
        groups.iter().all(|paths| paths.is_empty()) && self.lockfile.is_none()
    }

    /// The numbers of files on one line: of what has been done, or of what is to do.
    pub fn summary(&self, done: bool) -> String {
        let written = self.created.len() + self.changed.len();
        let (unchanged, removed) = (self.unchanged, self.removed.len());
        let total = match written + unchanged {
            1 => "1 file".to_owned(),
            total => format!("{total} files"),
        };
        let mut line = match done {
            true => {
                format!("{total}: {written} written, {unchanged} unchanged, {removed} removed")
            }
            false => {
                format!("{total}: {written} to write, {unchanged} unchanged, {removed} to remove")
            }
        };
        if !self.foreign.is_empty() {
            let _ = write!(line, ", {} foreign", self.foreign.len());
        }
        if let Some(path) = &self.lockfile {
            let verb = if done { "has" } else { "needs" };
            let _ = write!(line, "; {} {verb} the new version too", path.display());
        }
        line
    }

    /// The files that differ, one per line.
    pub fn list(&self, dir: &Path) -> String {
        let mut list = String::new();
        let groups = [
            ("changed", &self.changed),
            ("missing", &self.created),
            ("stale", &self.removed),
            ("foreign", &self.foreign),
        ];
        for (kind, paths) in groups {
            for path in paths {
                let _ = writeln!(list, "  {kind:<7}  {}", dir.join(path).display());
            }
        }
        if let Some(path) = &self.lockfile {
            let path = path.display();
            let _ = writeln!(list, "  changed  {path} (the version of the package)");
        }
        list
    }
}
