//! Values and types in words.

use crate::source::{Node, NodeKind, Scalar};

/// Longer texts are cut.
const MAX_LENGTH: usize = 40;

/// A value in words.
pub(in super::super) fn describe(node: &Node) -> String {
    match &node.kind {
        NodeKind::Mapping(_) => "an object".to_owned(),
        NodeKind::Sequence(_) => "a list".to_owned(),
        NodeKind::Scalar(Scalar::Null) => "null".to_owned(),
        NodeKind::Scalar(Scalar::Bool(value)) => format!("`{value}`"),
        NodeKind::Scalar(Scalar::Number(number)) => format!("the number {number}"),
        NodeKind::Scalar(Scalar::String(text)) => format!("the text `{}`", shorten(text)),
    }
}

/// A `type` in words.
pub(super) fn noun(name: &str) -> &'static str {
    match name {
        "string" => "a text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        _ => "an object",
    }
}

/// A text on one line, not too long for a message.
pub(super) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
