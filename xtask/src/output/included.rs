//! [`include()`]: files of the repository that go into the crate as they are.

use std::fs;
use std::path::Path;

use super::{OutputError, SourceTree};

/// Adds the changelog as `CHANGELOG.md`, and the Rust files of a folder as `examples/`. Their paths are relative to a
/// directory: that of the document which names them.
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
        include_folder(tree, &directory.join(examples), "examples")?;
    }
    Ok(())
}

/// Adds the Rust files of a folder and of the folders in it.
fn include_folder(tree: &mut SourceTree, folder: &Path, target: &str) -> Result<(), OutputError> {
    let failed = |error| OutputError::io("read", folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, name) = (entry.path(), entry.file_name());
        let target = format!("{target}/{}", name.to_string_lossy());
        let kind = entry.file_type().map_err(failed)?;
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
