//! [`OutputError`]: why a directory could not be written or compared.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::changes::with_slash;
use super::{InvalidPath, manifest};

/// Why a directory could not be written or compared.
#[derive(Debug)]
pub enum OutputError {
    /// The tree has paths that must not be written. Names are made so that this cannot be: a bug in the generator.
    InvalidPaths(Vec<InvalidPath>),
    /// The directory has files that codegen did not write. Nothing has been touched.
    Foreign {
        /// The directory.
        dir: PathBuf,
        /// The files, relative to the directory.
        paths: Vec<String>,
        /// Whether codegen has ever written there.
        has_manifest: bool,
    },
    /// There is a file where the directory should be.
    NotDirectory(PathBuf),
    /// The file system said no.
    Io {
        /// What was tried: "read", "write", "remove" or "create".
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the file system said.
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
                write!(
                    f,
                    "codegen made paths that it must not write; this is a bug in the generator:"
                )?;
                list(f, paths)
            }
            Self::Foreign {
                dir,
                paths,
                has_manifest: true,
            } => {
                write!(
                    f,
                    "{} holds files that codegen did not write:",
                    with_slash(dir)
                )?;
                list(f, paths)?;
                write!(
                    f,
                    "\nMove them elsewhere or delete them, then run the command again. Nothing has been touched."
                )
            }
            Self::Foreign {
                dir,
                paths,
                has_manifest: false,
            } => {
                let (dir, manifest) = (with_slash(dir), manifest::FILE);
                write!(
                    f,
                    "{dir} is not empty, and codegen did not make it (it has no {manifest}):"
                )?;
                list(f, paths)?;
                write!(
                    f,
                    "\nGive a new or an empty directory. Nothing has been touched."
                )
            }
            Self::NotDirectory(path) => write!(
                f,
                "{} is a file, and the crate needs a directory: give another, or remove the file. Nothing has been touched.",
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

// Without `source`: the text says it all, and whoever prints a chain of sources would say it twice.
impl Error for OutputError {}

/// One a line; after the tenth only how many more there are.
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
