//! The manifest: the list of the files that codegen wrote, which it may replace and remove.

use std::collections::BTreeSet;

/// The name of the manifest.
pub(super) const FILE: &str = ".codegen-manifest";

/// The start of the names of temporary files.
pub(super) const TEMPORARY_PREFIX: &str = ".codegen-";

/// The end of the names of temporary files.
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

const HEADER: &str = "# What `cargo xtask codegen` wrote here: it replaces and removes these files, and no others.\n";

/// The manifest of files that are in order.
pub(super) fn text<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = HEADER.to_owned();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// The paths in a manifest.
///
/// Any contents are valid: only files that exist in the directory are looked up here. So no line can lead out of it, and
/// after a merge conflict the files of both sides are known.
pub(super) fn parse(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Whether a path is written by another party, and must not be in a tree.
pub(super) fn is_reserved(path: &str) -> bool {
    let top = path.split_once('/').map_or(path, |(top, _)| top);
    path.eq_ignore_ascii_case(FILE) || is_temporary(path) || is_ignored(top) || is_ignored(path)
}

/// Whether a path is neither compared nor changed: cargo, git and the Finder write it.
pub(super) fn is_ignored(path: &str) -> bool {
    let at_the_top = ["Cargo.lock", "target", ".git"];
    at_the_top
        .iter()
        .any(|name| path.eq_ignore_ascii_case(name))
        || file_name(path) == ".DS_Store"
}

/// Whether a path is a temporary file of a run that was killed.
pub(super) fn is_temporary(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
