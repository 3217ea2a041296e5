//! [`include()`]: files of the repository that are copied into the crate.

use std::fs;
use std::path::Path;

use super::directory::entries;
use super::{OutputError, SourceTree};

/// Adds the changelog as `CHANGELOG.md`, and the Rust files of a folder as `examples/`. Their paths are relative to the
/// directory of the document.
pub fn include(
    tree: &mut SourceTree,
    directory: &Path,
    changelog: Option<&str>,
    examples: Option<&str>,
) -> Result<(), OutputError> {
    if let Some(changelog) = changelog {
        tree.insert("CHANGELOG.md", read(&directory.join(changelog))?);
    }
    if let Some(examples) = examples {
        let folder = directory.join(examples);
        // A missing folder is an error, unlike a missing output directory.
        fs::metadata(&folder).map_err(|error| OutputError::io("read", &folder, error))?;
        include_folder(tree, &folder, "examples")?;
    }
    Ok(())
}

/// Adds the Rust files of a folder and its subfolders.
fn include_folder(tree: &mut SourceTree, folder: &Path, target: &str) -> Result<(), OutputError> {
    for (name, kind) in entries(folder)?.unwrap_or_default() {
        let path = folder.join(&name);
        let target = format!("{target}/{}", name.to_string_lossy());
        if kind.is_dir() {
            include_folder(tree, &path, &target)?;
        } else if kind.is_file() && path.extension().is_some_and(|it| it == "rs") {
            tree.insert(target, read(&path)?);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, OutputError> {
    fs::read_to_string(path).map_err(|error| OutputError::io("read", path, error))
}
