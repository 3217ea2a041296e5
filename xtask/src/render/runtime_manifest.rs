//! The manifest of the runtime: the one list of dependencies and features, and the minimum Rust version.

const TEXT: &str = include_str!("../../runtime/Cargo.toml");

/// A line `key = …`.
pub(super) fn line(key: &str) -> Option<String> {
    TEXT.lines()
        .find(|line| line.split('=').next().is_some_and(|it| it.trim() == key))
        .map(str::to_owned)
}

/// A section with its heading, without blank lines around it.
pub(super) fn section(name: &str) -> Vec<String> {
    let heading = format!("[{name}]");
    let mut lines: Vec<&str> = TEXT
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

/// The minimum Rust version.
pub(super) fn rust_version() -> String {
    let line = line("rust-version").unwrap_or_default();
    line.split('"').nth(1).unwrap_or_default().to_owned()
}
