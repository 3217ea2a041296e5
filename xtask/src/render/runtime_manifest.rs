//! The manifest of the runtime: the one list of dependencies and features.

const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// The oldest Rust that the crate compiles with.
pub(super) fn rust_version() -> Option<String> {
    let line = line("rust-version")?;
    let (_, version) = line.split_once('=')?;
    Some(version.trim().trim_matches('"').to_owned())
}

/// A line `key = …` of the manifest.
pub(super) fn line(key: &str) -> Option<String> {
    MANIFEST
        .lines()
        .find(|line| line.split('=').next().is_some_and(|it| it.trim() == key))
        .map(str::to_owned)
}

/// A section of the manifest with its heading, without empty lines around.
pub(super) fn section(name: &str) -> Vec<String> {
    let heading = format!("[{name}]");
    let mut lines: Vec<&str> = MANIFEST
        .lines()
        .skip_while(|line| line.trim() != heading)
        .collect();
    let end = lines
        .iter()
        .skip(1)
        .position(|line| line.starts_with('['))
        .map_or(lines.len(), |at| at + 1);
    lines.truncate(end);
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines.into_iter().map(str::to_owned).collect()
}
