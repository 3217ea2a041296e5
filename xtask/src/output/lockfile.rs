//! `Cargo.lock` of the workspace around a crate: the one thing that codegen writes outside its directory.
//!
//! A new version of a workspace member makes `cargo --locked` fail until its entry in the lock file says the same, so
//! a codegen run that changes the version must change both.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use super::{OutputError, SourceTree};

/// A lock file that has to follow.
pub(super) struct Update {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its whole new text.
    pub(super) text: String,
}

/// What has to change in the lock file of the workspace around `dir`; nothing if there is none, or if it does not have
/// the package.
pub(super) fn update(dir: &Path, tree: &SourceTree) -> Result<Option<Update>, OutputError> {
    let Some(manifest) = tree
        .get("Cargo.toml")
        .filter(|manifest| !is_workspace(manifest))
    else {
        return Ok(None);
    };
    let (Some(name), Some(version)) = (
        package_key(manifest, "name"),
        package_key(manifest, "version"),
    ) else {
        return Ok(None);
    };
    let dir = normalized(dir).map_err(|error| OutputError::io("find", dir, error))?;
    let is_root = |dir: &&Path| {
        fs::read_to_string(dir.join("Cargo.toml")).is_ok_and(|manifest| is_workspace(&manifest))
    };
    let Some(root) = dir.ancestors().skip(1).find(is_root) else {
        return Ok(None);
    };
    let path = root.join("Cargo.lock");
    if !path.exists() {
        return Ok(None);
    }
    let lock = fs::read_to_string(&path).map_err(|error| OutputError::io("read", &path, error))?;
    Ok(with_version(&lock, name, version).map(|text| Update { path, text }))
}

/// The path from the top and without `..`, for which cargo goes by the text of the path too, not by links.
fn normalized(dir: &Path) -> io::Result<PathBuf> {
    let mut path = PathBuf::new();
    for component in std::path::absolute(dir)?.components() {
        match component {
            Component::ParentDir => _ = path.pop(),
            component => path.push(component),
        }
    }
    Ok(path)
}

/// The lock file with another version of a package; `None` if it has that version already, or not exactly one package
/// of the name that comes from the workspace itself.
fn with_version(lock: &str, name: &str, version: &str) -> Option<String> {
    let mut of_workspace =
        entries(lock).filter(|entry| entry.name == Some(name) && !entry.has_source);
    let (entry, None) = (of_workspace.next()?, of_workspace.next()) else {
        return None;
    };
    let place = entry.version?;
    if lock.get(place.clone())? == version {
        return None;
    }
    Some(format!(
        "{}{version}{}",
        lock.get(..place.start)?,
        lock.get(place.end..)?
    ))
}

/// A `[[package]]` of a lock file.
#[derive(Default)]
struct Entry<'a> {
    name: Option<&'a str>,
    /// Where the version stands.
    version: Option<Range<usize>>,
    /// Packages of a registry or of git have a source, those of the workspace have none.
    has_source: bool,
}

/// Cargo writes one key a line, so lines are enough; and what is not touched stays as it is, byte for byte.
fn entries(lock: &str) -> impl Iterator<Item = Entry<'_>> {
    lock.match_indices("[[package]]").map(|(start, header)| {
        let mut entry = Entry::default();
        let mut at = start;
        for line in lock.get(start..).unwrap_or_default().split_inclusive('\n') {
            if line.starts_with('[') && at > start + header.len() {
                break;
            }
            if let Some(value) = text_value(line, "name") {
                entry.name = Some(value);
            } else if let Some(value) = text_value(line, "version") {
                let offset = line.find('"').map_or(0, |quote| quote + 1);
                entry.version = Some(at + offset..at + offset + value.len());
            } else if text_value(line, "source").is_some() {
                entry.has_source = true;
            }
            at += line.len();
        }
        entry
    })
}

/// A key of the `[package]` table of a manifest as render writes it: one key a line.
fn package_key<'a>(manifest: &'a str, key: &str) -> Option<&'a str> {
    let table = manifest
        .lines()
        .skip_while(|line| line.trim() != "[package]")
        .skip(1);
    table
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| text_value(line, key))
}

/// The text in `key = "text"`.
fn text_value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let value = line
        .strip_prefix(key)?
        .trim_start()
        .strip_prefix('=')?
        .trim();
    value.strip_prefix('"')?.strip_suffix('"')
}

fn is_workspace(manifest: &str) -> bool {
    manifest
        .lines()
        .any(|line| line.starts_with("[workspace]") || line.starts_with("[workspace."))
}
