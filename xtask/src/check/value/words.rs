//! Values and types in words.

use crate::diagnostic::phrase::shorten;
use crate::source::{Node, NodeKind, Scalar};

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
