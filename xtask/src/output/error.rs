//! [`OutputError`]: why a directory could not be written or compared.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::{InvalidPath, manifest};

/// Why a directory could not be written or compared.
#[derive(Debug)]
pub enum OutputError {
    /// The tree has invalid paths. The names stage excludes them, so this is a bug in the generator.
    InvalidPaths(Vec<InvalidPath>),
    /// The directory has files that codegen did not write. Nothing has been changed.
    Foreign {
        /// The directory.
        dir: PathBuf,
        /// The files, relative to the directory.
        paths: Vec<String>,
        /// Whether codegen has written there before.
        has_manifest: bool,
    },
    /// The path of the directory is a file.
    NotDirectory(PathBuf),
    /// An error of the file system.
    Io {
        /// The attempted action, as a verb.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The error.
        source: io::Error,
    },
}

impl OutputError {
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidPaths(paths) => {
                f.write_str(
                    "invalid paths in the generated tree; this is a bug in the generator:",
                )?;
                list(f, paths)
            }
            Self::Foreign {
                dir,
                paths,
                has_manifest,
            } => {
                let dir = dir.display().to_string();
                write!(f, "{}/ ", dir.trim_end_matches('/'))?;
                match has_manifest {
                    true => f.write_str("has files that codegen did not write:"),
                    false => {
                        let file = manifest::FILE;
                        write!(
                            f,
                            "is not empty and not written by codegen (it has no {file}):"
                        )
                    }
                }?;
                list(f, paths)?;
                f.write_str(match has_manifest {
                    true => "\nMove or delete them, then run the command again.",
                    false => "\nUse a new or an empty directory.",
                })?;
                f.write_str(" Nothing has been changed.")
            }
            Self::NotDirectory(path) => write!(
                f,
                "{} is a file, not a directory: use another path, or remove the file. Nothing has been changed.",
                path.display()
            ),
            Self::Io {
                action,
                path,
                source,
            } => write!(f, "cannot {action} {}: {source}", path.display()),
        }
    }
}

// Without `source`, whose message is in this one: a chain of sources would repeat it.
impl Error for OutputError {}

/// One item per line, at most ten.
fn list(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    const SHOWN: usize = 10;
    for item in items.iter().take(SHOWN) {
        write!(f, "\n  {item}")?;
    }
    match items.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, "\n  … and {more} more"),
    }
}
