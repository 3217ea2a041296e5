//! [`SourceTree`]: the files of a crate, before they are on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::manifest;

/// The files of a crate by path. Paths are relative, with `/` as separator; line breaks are `\n`.
///
/// An invalid path (absolute, with `..`, equal to another but for case, …) is not added but listed by
/// [`refused`](Self::refused), and nothing of such a tree is written. So creating a tree cannot fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<String, String>,
    /// The paths in lower case.
    folded: BTreeSet<String>,
    refused: Vec<InvalidPath>,
}

/// A path that must not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPath {
    /// The path.
    pub path: String,
    /// What is wrong, as the rest of a sentence about the path.
    pub reason: &'static str,
}

impl SourceTree {
    /// A tree without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        let folded = path.to_lowercase();
        if let Some(reason) = path_error(&path).or_else(|| self.conflict(&folded)) {
            self.refused.push(InvalidPath { path, reason });
            return;
        }
        let mut text = text.into();
        // Some files are compiled into codegen, with the line breaks of the checkout.
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        self.folded.insert(folded);
        self.files.insert(path, text);
    }

    /// The invalid paths.
    pub fn refused(&self) -> &[InvalidPath] {
        &self.refused
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether one of these files has the path on a file system that ignores case.
    pub(super) fn has_in_other_case(&self, path: &str) -> bool {
        self.folded.contains(&path.to_lowercase())
    }

    /// Why a path conflicts with those in the tree.
    fn conflict(&self, folded: &str) -> Option<&'static str> {
        if self.folded.contains(folded) {
            return Some("is a duplicate (some file systems ignore case)");
        }
        let mut above = folded
            .match_indices('/')
            .filter_map(|(at, _)| folded.get(..at));
        let prefix = format!("{folded}/");
        let below = self.folded.range(prefix.clone()..).next();
        if above.any(|directory| self.folded.contains(directory))
            || below.is_some_and(|path| path.starts_with(&prefix))
        {
            return Some("is a file and a directory at once");
        }
        None
    }
}

impl<P: Into<String>, T: Into<String>> FromIterator<(P, T)> for SourceTree {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let mut tree = Self::new();
        for (path, text) in files {
            tree.insert(path, text);
        }
        tree
    }
}

impl fmt::Display for InvalidPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.path, self.reason)
    }
}

/// Why a path is invalid by itself.
fn path_error(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        return Some("is absolute");
    }
    if path.contains('\\') {
        return Some("has a backslash");
    }
    // Windows does not allow these, and the manifest has one path per line.
    if path
        .chars()
        .any(|c| c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|'))
    {
        return Some("has a character that is not allowed in file names everywhere");
    }
    for part in path.split('/') {
        match part {
            "" => return Some("is empty, or has an empty part"),
            "." | ".." => return Some("has a part that is `.` or `..`"),
            // Windows removes these silently, so two paths could be the same.
            _ if part.ends_with(['.', ' ']) => {
                return Some("has a part that ends with a dot or a space");
            }
            _ => {}
        }
    }
    manifest::is_reserved(path).then_some("is reserved")
}
