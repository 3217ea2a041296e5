//! [`Comparison`]: a directory beside the tree that it should hold.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::manifest;
use super::{Changes, OutputError, SourceTree};

/// How a directory differs from a tree.
pub(super) struct Comparison {
    /// The text of the manifest that is there.
    pub(super) manifest: Option<String>,
    /// The files that it lists.
    pub(super) listed: BTreeSet<String>,
    /// The directories that are there, inner ones first.
    pub(super) directories: Vec<String>,
    /// The differences; the lock file is not among them.
    pub(super) changes: Changes,
}

impl Comparison {
    /// Reads the directory. One that does not exist is empty.
    pub(super) fn new(dir: &Path, tree: &SourceTree) -> Result<Self, OutputError> {
        let Listing {
            files,
            foreign,
            directories,
        } = match strangers(dir, tree)? {
            // Whatever that is, it may be as large as a disk.
            foreign if !foreign.is_empty() => Listing {
                foreign,
                ..Listing::default()
            },
            _ => list(dir)?,
        };
        let manifest = match files.contains(manifest::FILE) {
            true => Some(String::from_utf8_lossy(&read(&dir.join(manifest::FILE))?).into_owned()),
            false => None,
        };
        let listed = manifest.as_deref().map(manifest::parse).unwrap_or_default();

        let mut changes = Changes {
            foreign,
            ..Changes::default()
        };
        let manifest_text = manifest::text(tree.paths());
        for (path, text) in tree
            .iter()
            .chain([(manifest::FILE, manifest_text.as_str())])
        {
            if changes.foreign.iter().any(|foreign| foreign == path) {
                continue;
            } else if !files.contains(path) {
                changes.created.push(path.to_owned());
            } else if read(&dir.join(path))? == text.as_bytes() {
                changes.unchanged += 1;
            } else if path == manifest::FILE || listed.contains(path) {
                changes.changed.push(path.to_owned());
            } else {
                changes.foreign.push(path.to_owned());
            }
        }
        for path in files {
            if tree.get(&path).is_some() || path == manifest::FILE {
                continue;
            }
            match listed.contains(&path) || manifest::is_temporary(&path) {
                true => changes.removed.push(path),
                false => changes.foreign.push(path),
            }
        }
        changes.created.sort();
        changes.changed.sort();
        changes.foreign.sort();
        Ok(Self {
            manifest,
            listed,
            directories,
            changes,
        })
    }
}

/// What a directory holds, at any depth, as paths relative to it.
#[derive(Default)]
struct Listing {
    /// Regular files.
    files: BTreeSet<String>,
    /// What codegen never makes: symbolic links (which are not followed: they may lead out of the directory), devices,
    /// names that are not Unicode.
    foreign: Vec<String>,
    /// Directories, inner ones first.
    directories: Vec<String>,
}

/// What stands at the top of a directory that codegen has not made, if that is more than parts of the tree.
fn strangers(dir: &Path, tree: &SourceTree) -> Result<Vec<String>, OutputError> {
    if dir.join(manifest::FILE).exists() {
        return Ok(Vec::new());
    }
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotADirectory => OutputError::NotDirectory(dir.to_owned()),
        _ => OutputError::io("read", dir, error),
    };
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let own: BTreeSet<&str> = tree
        .paths()
        .filter_map(|path| path.split('/').next())
        .collect();
    let mut found = Vec::new();
    let mut is_own = true;
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if manifest::is_left_alone(&name) || manifest::is_temporary(&name) {
            continue;
        }
        is_own &= own.contains(name.as_str());
        let is_dir = entry.file_type().map_err(failed)?.is_dir();
        found.push(if is_dir { name + "/" } else { name });
    }
    found.sort();
    Ok(if is_own { Vec::new() } else { found })
}

fn list(dir: &Path) -> Result<Listing, OutputError> {
    let mut listing = Listing::default();
    let mut pending = vec![String::new()];
    while let Some(parent) = pending.pop() {
        let (parent_path, prefix) = match parent.is_empty() {
            true => (dir.to_owned(), String::new()),
            false => (dir.join(&parent), format!("{parent}/")),
        };
        let failed = |error| OutputError::io("read", &parent_path, error);
        let entries = match fs::read_dir(&parent_path) {
            Err(error) if parent.is_empty() && error.kind() == io::ErrorKind::NotFound => break,
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let name = entry.file_name();
            let path = format!("{prefix}{}", name.to_string_lossy());
            if manifest::is_left_alone(&path) {
                continue;
            } else if name.to_str().is_none() || !(kind.is_dir() || kind.is_file()) {
                listing.foreign.push(path);
            } else if kind.is_dir() {
                listing.directories.push(path.clone());
                pending.push(path);
            } else {
                listing.files.insert(path);
            }
        }
    }
    // A directory sorts before what is in it.
    listing.directories.sort_by(|a, b| b.cmp(a));
    Ok(listing)
}

fn read(path: &Path) -> Result<Vec<u8>, OutputError> {
    fs::read(path).map_err(|error| OutputError::io("read", path, error))
}
