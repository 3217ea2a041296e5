//! [`SourceTree`] ↔ disk: [`write()`] makes a directory hold exactly the tree, [`check`] reports what it would change.
//!
//! Files that codegen did not write are never replaced or removed: `.codegen-manifest` lists the files that it wrote, and
//! [`write()`] refuses a directory with other files before it changes anything. `Cargo.lock` and `target/` are ignored.

mod changes;
mod comparison;
mod directory;
mod error;
mod included;
mod lockfile;
mod manifest;
mod source_tree;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub use changes::Changes;
pub use error::OutputError;
pub use included::include;
pub use source_tree::{InvalidPath, SourceTree};

use comparison::Comparison;

/// Compares the directory with the tree, byte for byte. Writes nothing.
pub fn check(dir: &Path, tree: &SourceTree) -> Result<Changes, OutputError> {
    refuse(tree)?;
    let mut changes = Comparison::new(dir, tree)?.changes;
    changes.lockfile = lockfile::update(dir, tree)?.map(|update| update.path);
    Ok(changes)
}

/// Makes the directory hold exactly the tree.
///
/// Only files that differ are written, each atomically (a temporary file, renamed), and stale ones are removed last: at any
/// moment every file is entirely old or entirely new, an existing `Cargo.toml` exists, and the next run knows which files
/// codegen wrote. A concurrent run waits.
pub fn write(dir: &Path, tree: &SourceTree) -> Result<Changes, OutputError> {
    refuse(tree)?;
    fs::create_dir_all(dir).map_err(|error| match dir.is_file() {
        true => OutputError::NotDirectory(dir.to_owned()),
        false => OutputError::io("create", dir, error),
    })?;
    let _lock = lock(dir)?;
    let Comparison {
        mut manifest,
        listed,
        directories,
        mut changes,
    } = Comparison::new(dir, tree)?;
    if !changes.foreign.is_empty() {
        return Err(OutputError::Foreign {
            dir: dir.to_owned(),
            paths: changes.foreign,
            has_manifest: manifest.is_some(),
        });
    }

    // Files are listed before they are written, so that an interrupted run knows them.
    let mut known: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
    known.extend(tree.paths());
    if known.len() > listed.len() {
        let text = manifest.insert(manifest::text(known));
        replace(dir, manifest::FILE, text)?;
    }

    // On a file system that ignores case, removing `User.rs` after writing `user.rs` would remove the new file.
    let (recased, stale): (Vec<&String>, Vec<&String>) = changes
        .removed
        .iter()
        .partition(|path| tree.has_in_other_case(path));
    for path in recased {
        remove(dir, path)?;
    }
    for path in changes.created.iter().chain(&changes.changed) {
        if let Some(text) = tree.get(path) {
            replace(dir, path, text)?;
        }
    }
    for path in stale {
        remove(dir, path)?;
    }
    for path in &directories {
        remove_if_empty(&dir.join(path))?;
    }
    let text = manifest::text(tree.paths());
    if manifest.as_ref() != Some(&text) {
        replace(dir, manifest::FILE, &text)?;
    }

    if let Some(update) = lockfile::update(dir, tree)? {
        replace_file(&update.path, &update.text)?;
        changes.lockfile = Some(update.path);
    }
    Ok(changes)
}

/// Rejects a tree with invalid paths.
fn refuse(tree: &SourceTree) -> Result<(), OutputError> {
    match tree.refused() {
        [] => Ok(()),
        refused => Err(OutputError::InvalidPaths(refused.to_vec())),
    }
}

/// Locks the directory against other runs, where the file system supports that. The lock is on the directory itself, so
/// no file remains.
fn lock(dir: &Path) -> Result<Option<fs::File>, OutputError> {
    let Ok(handle) = fs::File::open(dir) else {
        return Ok(None);
    };
    match handle.lock() {
        Ok(()) => Ok(Some(handle)),
        Err(error) if cfg!(not(unix)) || error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(OutputError::io("lock", dir, error)),
    }
}

fn replace(dir: &Path, path: &str, text: &str) -> Result<(), OutputError> {
    replace_file(&dir.join(path), text)
}

/// Writes a file atomically.
fn replace_file(path: &Path, text: &str) -> Result<(), OutputError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    let replace = || -> io::Result<()> {
        fs::create_dir_all(parent)?;
        let mut builder = tempfile::Builder::new();
        builder
            .prefix(manifest::TEMPORARY_PREFIX)
            .suffix(manifest::TEMPORARY_SUFFIX);
        // Temporary files are private by default; the umask applies to these.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(parent)?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    replace().map_err(|error| OutputError::io("write", path, error))
}

fn remove(dir: &Path, path: &str) -> Result<(), OutputError> {
    let path = dir.join(path);
    fs::remove_file(&path).map_err(|error| OutputError::io("remove", &path, error))
}

fn remove_if_empty(path: &Path) -> Result<(), OutputError> {
    match fs::remove_dir(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        Err(error) => Err(OutputError::io("remove", path, error)),
    }
}
