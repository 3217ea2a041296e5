//! Paths in JSON, such as `labels[1].color`.

/// Joins two paths: `labels[1]` and `color` become `labels[1].color`.
pub(crate) fn join(path: &str, rest: &str) -> String {
    let dot = if path.is_empty() || rest.is_empty() || rest.starts_with('[') {
        ""
    } else {
        "."
    };
    format!("{path}{dot}{rest}")
}

/// The path of a serde error as a string; empty for the whole value.
pub(crate) fn path_text(path: &serde_path_to_error::Path) -> String {
    match path.to_string() {
        root if root == "." => String::new(),
        path => path,
    }
}
