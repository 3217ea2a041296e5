//! The manifest: the list, kept with the files, of what codegen wrote and so may replace and remove.

use std::collections::BTreeSet;

/// Where the manifest stands.
pub(super) const FILE: &str = ".codegen-manifest";

/// How the temporary files start that become the others.
pub(super) const TEMPORARY_PREFIX: &str = ".codegen-";

/// How they end.
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

const HEADER: &str = "# What `cargo xtask codegen` wrote here: it replaces and removes these files, and no others.\n";

/// The manifest of some files, which are in order.
pub(super) fn text<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = HEADER.to_owned();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// The lines of a manifest, which are paths of files that codegen wrote.
///
/// Any text will do: only files that are found in the directory are looked up here. So no line can lead out of it, and
/// after a merge conflict, when both sides stand here with markers between, the files of both sides are codegen's own.
pub(super) fn parse(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Whether a path is never in a tree, because somebody else writes it.
pub(super) fn is_reserved(path: &str) -> bool {
    let top = path.split_once('/').map_or(path, |(top, _)| top);
    path.eq_ignore_ascii_case(FILE)
        || is_temporary(path)
        || is_left_alone(top)
        || is_left_alone(path)
}

/// Whether a path is neither compared nor touched: what cargo, git and the Finder put into a directory by themselves.
pub(super) fn is_left_alone(path: &str) -> bool {
    let at_the_top = ["Cargo.lock", "target", ".git"];
    at_the_top
        .iter()
        .any(|name| path.eq_ignore_ascii_case(name))
        || file_name(path) == ".DS_Store"
}

/// Whether a path is a temporary file that a run left behind when it was killed.
pub(super) fn is_temporary(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
