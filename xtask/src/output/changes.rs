//! [`Changes`]: how a directory and a tree differ, and how that is told.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What [`write`](super::write()) did, or what [`check`](super::check) found that it would have to do. Paths are relative
/// to the directory, with `/` between the parts, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there.
    pub created: Vec<String>,
    /// Files that were there with other bytes.
    pub changed: Vec<String>,
    /// Files that codegen wrote once and does not make any more.
    pub removed: Vec<String>,
    /// Files in the way, or beside the tree, that codegen did not write. Only [`check`](super::check) lists them;
    /// [`write`](super::write()) refuses.
    pub foreign: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
    /// The workspace's `Cargo.lock`, if it has the package with another version.
    pub lockfile: Option<PathBuf>,
}

impl Changes {
    /// Whether the directory is exactly the tree.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
            && self.foreign.is_empty()
            && self.lockfile.is_none()
    }

    /// How many files there are of each kind, on one line: of what was done, or of what there is to do.
    pub fn summary(&self, done: bool) -> String {
        let differ = self.created.len() + self.changed.len();
        let (written, removed) = match done {
            true => ("written", "removed"),
            false => ("to write", "to remove"),
        };
        let mut line = format!(
            "{}: {differ} {written}, {} unchanged, {} {removed}",
            files(differ + self.unchanged),
            self.unchanged,
            self.removed.len(),
        );
        if !self.foreign.is_empty() {
            let _ = write!(line, ", {} foreign", self.foreign.len());
        }
        if let Some(path) = &self.lockfile {
            let version = if done { "has" } else { "needs" };
            let _ = write!(line, "; {} {version} the new version too", path.display());
        }
        line
    }

    /// What differs, one file a line, each with a word for how.
    pub fn list(&self, dir: &Path) -> String {
        let mut list = String::new();
        let groups = [
            ("changed", &self.changed),
            ("missing", &self.created),
            ("stale", &self.removed),
            ("foreign", &self.foreign),
        ];
        for (what, paths) in groups {
            for path in paths {
                let _ = writeln!(list, "  {what:<7}  {}", dir.join(path).display());
            }
        }
        if let Some(path) = &self.lockfile {
            let _ = writeln!(
                list,
                "  changed  {} (the version of the package)",
                path.display()
            );
        }
        list
    }
}

/// A directory as text that shows that it is one.
pub(super) fn with_slash(dir: &Path) -> String {
    let dir = dir.display().to_string();
    format!("{}/", dir.trim_end_matches('/'))
}

fn files(count: usize) -> String {
    format!("{count} {}", if count == 1 { "file" } else { "files" })
}
