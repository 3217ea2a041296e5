//! `Cargo.lock` of the workspace around a crate: the only file outside of the directory that codegen writes.
//!
//! After a new version of a workspace member, `cargo --locked` fails until its entry in the lock file has the version too.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{OutputError, SourceTree};

/// A lock file to update.
pub(super) struct Update {
    pub(super) path: PathBuf,
    /// The new contents.
    pub(super) text: String,
}

/// The update of the lock file of the workspace around `dir`; `None` if there is none, or if it does not have the package.
pub(super) fn update(dir: &Path, tree: &SourceTree) -> Result<Option<Update>, OutputError> {
    let manifest = tree.get("Cargo.toml").unwrap_or_default();
    let package = manifest.split_once("[package]").map(|(_, package)| package);
    let (Some(package), false) = (package, is_workspace(manifest)) else {
        return Ok(None);
    };
    let (Some(name), Some(version)) = (value(package, "name"), value(package, "version")) else {
        return Ok(None);
    };
    let dir = normalized(dir).map_err(|error| OutputError::io("find", dir, error))?;
    let is_root = |dir: &&Path| {
        fs::read_to_string(dir.join("Cargo.toml")).is_ok_and(|manifest| is_workspace(&manifest))
    };
    let root = dir.ancestors().skip(1).find(is_root);
    let Some(path) = root
        .map(|root| root.join("Cargo.lock"))
        .filter(|it| it.exists())
    else {
        return Ok(None);
    };
    let lock = fs::read_to_string(&path).map_err(|error| OutputError::io("read", &path, error))?;
    Ok(with_version(&lock, name, version).map(|text| Update { path, text }))
}

/// The absolute path without `..`. Cargo resolves these without looking at links.
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

/// The lock file with another version of a package of the workspace; `None` if it has that version, or not exactly one
/// such package.
fn with_version(lock: &str, name: &str, version: &str) -> Option<String> {
    const HEADER: &str = "[[package]]";
    // Packages of a registry or of git have a source.
    let is_own =
        |package: &str| value(package, "name") == Some(name) && value(package, "source").is_none();
    let packages = || lock.split(HEADER).skip(1);
    let (Some(own), 1) = (
        packages().find(|it| is_own(it)),
        packages().filter(|it| is_own(it)).count(),
    ) else {
        return None;
    };
    let line = |version: &str| format!("\nversion = \"{version}\"");
    let updated = own.replacen(&line(value(own, "version")?), &line(version), 1);
    let packages = lock.split(HEADER).map(|package| match is_own(package) {
        true => updated.as_str(),
        false => package,
    });
    let text = packages.collect::<Vec<_>>().join(HEADER);
    (text != lock).then_some(text)
}

/// The string of a key in a table of TOML, up to the next table. Cargo and `render` write one key per line.
fn value<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    let mut lines = table.lines().take_while(|line| !line.starts_with('['));
    lines.find_map(|line| {
        let value = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
        value.trim().strip_prefix('"')?.strip_suffix('"')
    })
}

fn is_workspace(manifest: &str) -> bool {
    let mut lines = manifest.lines();
    lines.any(|line| line.starts_with("[workspace]") || line.starts_with("[workspace."))
}
