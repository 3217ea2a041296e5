//! Where a command finds its files, and how it reads them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, anyhow};

/// A file of the repository that the current directory is in; `options` name it otherwise.
pub(crate) fn in_repository(current: &Path, path: &str, options: &str) -> anyhow::Result<PathBuf> {
    // Where the command runs counts, not where it was built: repositories are moved and cloned.
    let root = current
        .ancestors()
        .find(|directory| directory.join("xtask/Cargo.toml").is_file());
    root.map(|root| root.join(path)).ok_or_else(|| {
        anyhow!(
            "{} is not in the repository: go there, or give {options}",
            current.display()
        )
    })
}

/// A path relative to the current directory, if it is below that; else as it is.
pub(crate) fn below(current: &Path, path: PathBuf) -> PathBuf {
    match path.strip_prefix(current) {
        Ok(relative) if relative.as_os_str().is_empty() => PathBuf::from("."),
        Ok(relative) => relative.to_owned(),
        Err(_) => path,
    }
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> anyhow::Result<String> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    utf8(bytes, &shown.to_string())
}

/// The names of what is in a directory, in order; those that are not UTF-8 are left out.
pub(crate) fn names(directory: &Path) -> anyhow::Result<Vec<String>> {
    let entries = || -> io::Result<Vec<String>> {
        let entries = fs::read_dir(directory)?.collect::<io::Result<Vec<_>>>()?;
        let names = entries.into_iter().map(|entry| entry.file_name());
        Ok(names.filter_map(|name| name.into_string().ok()).collect())
    };
    let mut names = entries().with_context(|| format!("cannot list {}", directory.display()))?;
    names.sort();
    Ok(names)
}

/// Bytes as text; `shown` says where they are from.
pub(crate) fn utf8(bytes: Vec<u8>, shown: &str) -> anyhow::Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let good = String::from_utf8_lossy(good.unwrap_or_default());
        let line = good.matches('\n').count() + 1;
        let column = good.chars().rev().take_while(|&c| c != '\n').count() + 1;
        anyhow!("{shown}:{line}:{column}: this is not UTF-8; save the file in that encoding")
    })
}
