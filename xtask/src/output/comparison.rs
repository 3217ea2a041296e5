//! [`Comparison`]: a directory compared with the tree that it should hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::directory::entries;
use super::manifest;
use super::{Changes, OutputError, SourceTree};

/// How a directory differs from a tree.
pub(super) struct Comparison {
    /// The manifest in the directory.
    pub(super) manifest: Option<String>,
    /// The files that it lists.
    pub(super) listed: BTreeSet<String>,
    /// The directories in the directory, inner ones first.
    pub(super) directories: Vec<String>,
    /// The differences, without the lock file.
    pub(super) changes: Changes,
}

impl Comparison {
    /// Reads the directory. A missing one is empty.
    pub(super) fn new(dir: &Path, tree: &SourceTree) -> Result<Self, OutputError> {
        let foreign = foreign_at_top(dir, tree)?;
        let listing = match foreign.is_empty() {
            true => list(dir)?,
            // A foreign directory may be as large as a disk.
            false => Listing {
                foreign,
                ..Listing::default()
            },
        };
        let manifest = match listing.files.contains(manifest::FILE) {
            true => Some(String::from_utf8_lossy(&read(&dir.join(manifest::FILE))?).into_owned()),
            false => None,
        };
        let listed = manifest.as_deref().map(manifest::parse).unwrap_or_default();
        let mut changes = Changes {
            foreign: listing.foreign,
            ..Changes::default()
        };
        let new_manifest = manifest::text(tree.paths());
        let manifest_file = (manifest::FILE, new_manifest.as_str());
        for (path, text) in tree.iter().chain([manifest_file]) {
            let is_own = path == manifest::FILE || listed.contains(path);
            if changes.foreign.iter().any(|foreign| foreign == path) {
                continue;
            } else if !listing.files.contains(path) {
                changes.created.push(path.to_owned());
            } else if read(&dir.join(path))? == text.as_bytes() {
                changes.unchanged += 1;
            } else if is_own {
                changes.changed.push(path.to_owned());
            } else {
                changes.foreign.push(path.to_owned());
            }
        }
        for path in listing.files {
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
            directories: listing.directories,
            changes,
        })
    }
}

/// The contents of a directory, at any depth, as paths relative to it.
#[derive(Default)]
struct Listing {
    files: BTreeSet<String>,
    /// What codegen never writes: symbolic links (which are not followed, since they may lead out of the directory),
    /// devices, names that are not Unicode.
    foreign: Vec<String>,
    /// Inner ones first.
    directories: Vec<String>,
}

/// The entries of a directory that has no manifest, unless all of them are parts of the tree.
fn foreign_at_top(dir: &Path, tree: &SourceTree) -> Result<Vec<String>, OutputError> {
    if dir.join(manifest::FILE).exists() {
        return Ok(Vec::new());
    }
    let own = tree.paths().filter_map(|path| path.split('/').next());
    let own: BTreeSet<&str> = own.collect();
    let mut found = Vec::new();
    let mut is_own = true;
    for (name, kind) in entries(dir)?.unwrap_or_default() {
        let name = name.to_string_lossy().into_owned();
        if manifest::is_ignored(&name) || manifest::is_temporary(&name) {
            continue;
        }
        is_own &= own.contains(name.as_str());
        found.push(if kind.is_dir() { name + "/" } else { name });
    }
    found.sort();
    Ok(if is_own { Vec::new() } else { found })
}

fn list(dir: &Path) -> Result<Listing, OutputError> {
    let mut listing = Listing::default();
    let mut pending = vec![String::new()];
    while let Some(parent) = pending.pop() {
        for (name, kind) in entries(&dir.join(&parent))?.unwrap_or_default() {
            let path = parent.clone() + &name.to_string_lossy();
            if manifest::is_ignored(&path) {
                continue;
            } else if name.to_str().is_none() || !(kind.is_dir() || kind.is_file()) {
                listing.foreign.push(path);
            } else if kind.is_dir() {
                pending.push(format!("{path}/"));
                listing.directories.push(path);
            } else {
                listing.files.insert(path);
            }
        }
    }
    // A directory sorts before its contents.
    listing.directories.sort_by(|a, b| b.cmp(a));
    Ok(listing)
}

fn read(path: &Path) -> Result<Vec<u8>, OutputError> {
    fs::read(path).map_err(|error| OutputError::io("read", path, error))
}
