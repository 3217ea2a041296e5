//! [`SourceTree`] ↔ disk: [`write()`] makes a directory hold exactly the tree, [`check`] says what it would do.
//!
//! Everything in the directory belongs to codegen, and yet nothing that codegen did not write is ever replaced or
//! removed: `.codegen-manifest` lists what it wrote, and any other file makes [`write()`] refuse before it touches
//! anything. Cargo's own `Cargo.lock` and `target/` are left alone.

mod changes;
mod comparison;
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
/// Only files that differ are written, each at once (a temporary file beside it, renamed), and stale ones go last:
/// whenever the run ends, every file is a whole old one or a whole new one, a `Cargo.toml` that was there is there,
/// and the next run knows what is codegen's own. Of two runs at once, one waits for the other.
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

    // Files are claimed before they are written: after a run that was cut short they are still codegen's own.
    let mut claimed: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
    claimed.extend(tree.paths());
    if claimed.len() > listed.len() {
        let text = manifest.insert(manifest::text(claimed));
        replace(dir, manifest::FILE, text)?;
    }

    // Where file systems ignore case, removing `User.rs` after writing `user.rs` would remove what was just written.
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

/// No tree with such paths comes near a disk.
fn refuse(tree: &SourceTree) -> Result<(), OutputError> {
    match tree.refused() {
        [] => Ok(()),
        refused => Err(OutputError::InvalidPaths(refused.to_vec())),
    }
}

/// Keeps other runs out of the directory while it lives. The lock is the directory's own, so nothing is left of it, and
/// where directories (or a file system) have none, there is none.
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

/// Puts a whole file in the place of another, or of none.
fn replace_file(path: &Path, text: &str) -> Result<(), OutputError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    let replace = || -> io::Result<()> {
        fs::create_dir_all(parent)?;
        let mut builder = tempfile::Builder::new();
        builder
            .prefix(manifest::TEMPORARY_PREFIX)
            .suffix(manifest::TEMPORARY_SUFFIX);
        // Temporary files are private by default; these become ordinary files, as the umask says.
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
