//! Values against what a keyword holds, and what to say when they do not fit.

use super::tables::Kind;
use super::words::nearest;
use super::{Checker, list};
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::tree::{Entry, Node, NodeKind, Scalar};

impl Checker<'_> {
    /// Whether a value is of a kind, without a look into it.
    pub(super) fn fits(&self, kind: Kind, node: &Node) -> bool {
        match (kind, &node.kind) {
            (Kind::Any, _) => true,
            (Kind::Text, NodeKind::Scalar(Scalar::String(_))) => true,
            (Kind::Bool | Kind::BoolOrSchema, NodeKind::Scalar(Scalar::Bool(_))) => true,
            (Kind::Number, NodeKind::Scalar(Scalar::Number(_))) => true,
            (Kind::Count, NodeKind::Scalar(Scalar::Number(number))) => number.is_u64(),
            (Kind::OneOf(texts), NodeKind::Scalar(Scalar::String(text))) => {
                texts.contains(&text.as_str())
            }
            (Kind::List(_), NodeKind::Sequence(_)) => true,
            (
                Kind::Map(_)
                | Kind::Object(_)
                | Kind::OrRef(_)
                | Kind::BoolOrSchema
                | Kind::Paths
                | Kind::Responses
                | Kind::Callback,
                NodeKind::Mapping(_),
            ) => true,
            _ => false,
        }
    }

    /// The finding that the value of a key is not what it must be.
    pub(super) fn invalid_value(&self, kind: Kind, entry: &Entry, code: Code) -> Diagnostic {
        let at = self.at_value(code, entry, "").at;
        self.mismatch(kind, &format!("`{}`", entry.key), &entry.value, at, code)
    }

    pub(super) fn mismatch(
        &self,
        kind: Kind,
        what: &str,
        node: &Node,
        at: Anchor,
        code: Code,
    ) -> Diagnostic {
        let message = format!(
            "{what} must be {}, not {}",
            expected(kind),
            self.describe(node)
        );
        let finding = Diagnostic::new(code, at, message);
        match self.way_out(kind, what, node) {
            Some(help) => finding.help(help),
            None => finding,
        }
    }

    /// A value in words.
    pub(super) fn describe(&self, node: &Node) -> String {
        match &node.kind {
            NodeKind::Mapping(_) => "a mapping".to_owned(),
            NodeKind::Sequence(_) => "a list".to_owned(),
            NodeKind::Scalar(Scalar::Null) => "nothing".to_owned(),
            NodeKind::Scalar(Scalar::Bool(value)) => format!("`{value}`"),
            NodeKind::Scalar(Scalar::Number(_)) => format!("the number {}", self.source(node)),
            NodeKind::Scalar(Scalar::String(text)) => format!("the text `{}`", shorten(text)),
        }
    }

    /// A node as it is written.
    pub(super) fn source(&self, node: &Node) -> &str {
        self.text.get(node.span.clone()).unwrap_or_default()
    }

    fn way_out(&self, kind: Kind, what: &str, node: &Node) -> Option<String> {
        let written = self.source(node);
        match (kind, &node.kind) {
            (Kind::OneOf(_), _) if what == "`type`" => type_help(node),
            (Kind::OneOf(_), NodeKind::Scalar(Scalar::String(text)))
                if what == "`in`" && is_body(text) =>
            {
                Some("describe the body under `requestBody`".to_owned())
            }
            (Kind::List(_), _) if what == "`required`" => Some(
                "a schema lists the names of its required properties: `required: [id, name]`"
                    .to_owned(),
            ),
            (Kind::Bool, NodeKind::Scalar(Scalar::Number(_))) if what == "`exclusiveMinimum`" => {
                Some(format!(
                    "write `minimum: {written}` and `exclusiveMinimum: true`"
                ))
            }
            (Kind::Bool, NodeKind::Scalar(Scalar::Number(_))) if what == "`exclusiveMaximum`" => {
                Some(format!(
                    "write `maximum: {written}` and `exclusiveMaximum: true`"
                ))
            }
            (Kind::OrRef(_), NodeKind::Sequence(_)) if what == "`items`" => {
                Some("write one schema for all items; `oneOf` if they differ".to_owned())
            }
            (Kind::Object(_), NodeKind::Scalar(Scalar::String(text)))
                if what == "`discriminator`" =>
            {
                Some(format!("write `propertyName: {}` inside it", shorten(text)))
            }
            (
                Kind::Text | Kind::OneOf(_),
                NodeKind::Scalar(Scalar::Number(_) | Scalar::Bool(_)),
            ) => Some(format!("write it in quotes: `\"{written}\"`")),
            (Kind::OneOf(texts), NodeKind::Scalar(Scalar::String(text))) => {
                nearest(text, texts.iter().copied())
                    .map(|meant| format!("did you mean `{meant}`?"))
                    .or_else(|| Some(format!("write {}", list(texts.iter().copied()))))
            }
            (Kind::Count | Kind::Number, NodeKind::Scalar(Scalar::String(text)))
                if text.parse::<f64>().is_ok() =>
            {
                Some(format!("write {text} without quotes"))
            }
            (Kind::Bool, NodeKind::Scalar(Scalar::String(text))) => {
                bool_of(text).map(|value| format!("write `{value}` without quotes"))
            }
            (Kind::Text, NodeKind::Scalar(Scalar::Null)) => Some("write a text".to_owned()),
            (_, NodeKind::Scalar(Scalar::Null)) => {
                Some("write a value, or remove the key".to_owned())
            }
            (Kind::List(_), _) => Some("write a list, with `- ` before each item".to_owned()),
            _ => None,
        }
    }
}

fn expected(kind: Kind) -> String {
    match kind {
        Kind::Any => "any value".to_owned(),
        Kind::Text => "a text".to_owned(),
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Count => "a whole number from 0".to_owned(),
        Kind::OneOf([only]) => format!("`{only}`"),
        Kind::OneOf(texts) => format!("one of {}", list(texts.iter().copied())),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(_) | Kind::Paths | Kind::Responses | Kind::Callback => "a mapping".to_owned(),
        Kind::Object(object) => format!("a mapping ({} Object)", super::article(object.name)),
        Kind::OrRef(object) => format!(
            "a mapping ({} Object or a `$ref`)",
            super::article(object.name)
        ),
        Kind::BoolOrSchema => "`true`, `false` or a schema".to_owned(),
    }
}

/// `type` has a history: lists and `null` in OpenAPI 3.1, `file` in Swagger 2.0.
fn type_help(node: &Node) -> Option<String> {
    if let NodeKind::Sequence(items) = &node.kind {
        let null = |item: &&Node| {
            item.as_str() == Some("null") || matches!(item.kind, NodeKind::Scalar(Scalar::Null))
        };
        let others: Vec<&str> = items
            .iter()
            .filter_map(Node::as_str)
            .filter(|text| *text != "null")
            .collect();
        let nullable = items.iter().any(|item| null(&item));
        return Some(match (others.as_slice(), nullable) {
            ([only], true) => format!("write `type: {only}` and `nullable: true`"),
            ([only], false) => format!("write `type: {only}`"),
            _ => "write `oneOf` with one schema per type".to_owned(),
        });
    }
    match node.as_str() {
        Some("null") => {
            Some("write `nullable: true` and the type that it has otherwise".to_owned())
        }
        Some("file") => Some("write `type: string` and `format: binary`".to_owned()),
        Some("any") => Some("leave `type` out".to_owned()),
        Some(text) => {
            let names = ["string", "number", "integer", "boolean", "object", "array"];
            let alias = match text {
                "int" | "long" | "int32" | "int64" => Some("integer"),
                "float" | "double" | "decimal" => Some("number"),
                "bool" => Some("boolean"),
                "str" | "text" | "date" | "date-time" | "uuid" => Some("string"),
                "list" => Some("array"),
                "dict" | "map" => Some("object"),
                _ => nearest(text, names),
            };
            alias.map(|name| format!("did you mean `{name}`?"))
        }
        None => None,
    }
}

fn is_body(location: &str) -> bool {
    matches!(location, "body" | "formData" | "form")
}

fn bool_of(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// `200`, `2XX` (read in small letters too, as openapiv3 does), `default`.
pub(super) fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [hundred, b'X' | b'x', b'X' | b'x'] => (b'1'..=b'5').contains(hundred),
        [hundred, rest @ ..] if rest.len() == 2 => {
            (b'1'..=b'9').contains(hundred) && rest.iter().all(u8::is_ascii_digit)
        }
        _ => key == "default",
    }
}

/// Texts in messages stay on one line.
fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.len() {
        format!("{short}…")
    } else {
        short
    }
}
