//! The files of a command: where they are, and reading them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, anyhow};
use xtask::diagnostic::Sources;

/// The document of this repository.
pub(crate) const DOCUMENT: &str = "spec/openapi.yaml";

/// The current directory.
pub(crate) fn current_dir() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("cannot determine the current directory")
}

/// A path given as an option, or else that of a file in the repository around the current directory; relative to the
/// current directory if it is below.
pub(crate) fn given_or_in_repository(
    given: Option<&PathBuf>,
    current: &Path,
    path: &str,
    options: &str,
) -> anyhow::Result<PathBuf> {
    let path = match given {
        Some(given) => given.clone(),
        None => in_repository(current, path, options)?,
    };
    Ok(below(current, path))
}

/// A file of the repository around the current directory; `options` replace it elsewhere.
pub(crate) fn in_repository(current: &Path, path: &str, options: &str) -> anyhow::Result<PathBuf> {
    // Not the directory that xtask was built in: repositories are moved and cloned.
    let root = current
        .ancestors()
        .find(|directory| directory.join("xtask/Cargo.toml").is_file());
    root.map(|root| root.join(path)).ok_or_else(|| {
        anyhow!(
            "{} is not in the repository: change the directory, or give {options}",
            current.display()
        )
    })
}

/// A path relative to the current directory if it is below; otherwise unchanged.
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

/// A document, which reads the files that it refers to.
pub(crate) fn sources(path: &Path) -> anyhow::Result<Sources<'static>> {
    let sources = Sources::new(path.display().to_string(), read(path)?);
    Ok(sources.reading(|path| read_if_any(Path::new(path)).map_err(|error| format!("{error:#}"))))
}

/// The text of a file; `None` if there is none.
pub(crate) fn read_if_any(path: &Path) -> anyhow::Result<Option<String>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => read(path).map(Some),
        // A device may have no end.
        Ok(_) => Err(anyhow!(
            "it is a directory, or another thing that is not a file"
        )),
        Err(_) => Ok(None),
    }
}

/// The names in a directory, in order, without those that are not UTF-8.
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

/// Decodes UTF-8; `shown` names the source in the error.
pub(crate) fn utf8(bytes: Vec<u8>, shown: &str) -> anyhow::Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let valid = String::from_utf8_lossy(valid.unwrap_or_default());
        let line = valid.matches('\n').count() + 1;
        let column = valid.chars().rev().take_while(|&c| c != '\n').count() + 1;
        anyhow!("{shown}:{line}:{column}: invalid UTF-8; save the file in that encoding")
    })
}
