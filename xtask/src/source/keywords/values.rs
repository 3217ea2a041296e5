//! Values against what a keyword holds, and what to say when they do not fit.

use super::Checker;
use super::tables::Kind;
use crate::diagnostic::phrase::{article, list, shorten};
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::JsonType;
use crate::source::format::Format;
use crate::source::homoglyphs::without_homoglyphs;
use crate::source::suggestions::nearest;
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
        let finding = self.mismatch(kind, &format!("`{}`", entry.key), &entry.value, at, code);
        match self.comment(entry) {
            Some(comment) => finding.help(in_quotes(comment)),
            None => finding,
        }
    }

    /// What stands as a comment where the value of a key is missing: `$ref: #/components/…`.
    pub(super) fn comment(&self, entry: &Entry) -> Option<&str> {
        let rest = self.text.get(entry.key_span.end..)?.lines().next()?;
        let is_empty = matches!(entry.value.kind, NodeKind::Scalar(Scalar::Null));
        let comment = rest.trim_start_matches(['\'', '"', ':', ' ']).trim_end();
        (is_empty && comment.starts_with('#') && !comment.starts_with("# ")).then_some(comment)
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
        let help = node
            .as_str()
            .filter(|_| !is_mapping(kind))
            .and_then(without_homoglyphs)
            .or_else(|| self.way_out(kind, what, node))
            .unwrap_or_else(|| self.form(kind, node));
        Diagnostic::new(code, at, message).help(help)
    }

    /// How a value of a kind is written.
    fn form(&self, kind: Kind, node: &Node) -> String {
        match kind {
            Kind::Any | Kind::Text => "write a text".to_owned(),
            Kind::Bool => "write `true` or `false`".to_owned(),
            Kind::Number => "write a number, as in `0.5`".to_owned(),
            Kind::Count => "write a whole number from 0, as in `10`".to_owned(),
            Kind::OneOf(texts) => format!("write {}", any_of(texts)),
            Kind::List(_) => "write a list, with `- ` before each item".to_owned(),
            _ if matches!(node.kind, NodeKind::Sequence(_)) => {
                "write keys, as in `key: …`, instead of the list".to_owned()
            }
            Kind::OrRef(object) => format!(
                "write the keys of {} Object below it, each as `key: …`, or a `$ref`",
                article(object.name)
            ),
            Kind::Object(object) => format!(
                "write the keys of {} Object below it, each as `key: …`",
                article(object.name)
            ),
            Kind::BoolOrSchema => {
                "write `true`, `false`, or the keys of a Schema Object below it".to_owned()
            }
            Kind::Map(_) | Kind::Paths | Kind::Responses | Kind::Callback => {
                "write keys below it, each as `key: …`".to_owned()
            }
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
            // `description:Done` is one word to YAML.
            (kind, NodeKind::Scalar(Scalar::String(text))) if is_mapping(kind) => {
                if let Some((key, rest)) = key_without_blank(text) {
                    return Some(format!(
                        "write `{key}: {}`, with a blank after the colon",
                        shorten(rest)
                    ));
                }
                match kind {
                    Kind::OrRef(_) if text.starts_with("#/") => {
                        Some(format!("write `$ref: '{}'` below it", shorten(text)))
                    }
                    Kind::OrRef(object)
                        if object.name == "Schema" && JsonType::from_name(text).is_some() =>
                    {
                        Some(format!("write `type: {text}` below it"))
                    }
                    Kind::Object(_) if what == "`discriminator`" => {
                        Some(format!("write `propertyName: {}` below it", shorten(text)))
                    }
                    _ => None,
                }
            }
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
            (
                Kind::Text | Kind::OneOf(_),
                NodeKind::Scalar(Scalar::Number(_) | Scalar::Bool(_)),
            ) => Some(format!("write it in quotes: `\"{written}\"`")),
            (Kind::OneOf(texts), NodeKind::Scalar(Scalar::String(text))) => {
                nearest(text, texts.iter().copied()).map(|meant| format!("did you mean `{meant}`?"))
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
            _ => None,
        }
    }
}

/// What to do about a comment that was meant as a value.
pub(super) fn in_quotes(comment: &str) -> String {
    format!(
        "put it in quotes, as in `'{}'`: a `#` after a blank begins a comment",
        shorten(comment)
    )
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
        Kind::Object(object) => format!("a mapping ({} Object)", article(object.name)),
        Kind::OrRef(object) => format!("a mapping ({} Object or a `$ref`)", article(object.name)),
        Kind::BoolOrSchema => "`true`, `false` or a schema".to_owned(),
    }
}

/// Whether values of a kind are mappings, or nearly always.
fn is_mapping(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Any
            | Kind::Text
            | Kind::Bool
            | Kind::Number
            | Kind::Count
            | Kind::OneOf(_)
            | Kind::List(_)
    )
}

/// The parts of `key:value` where the key is one word; a URL is not meant so.
fn key_without_blank(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-$".contains(c);
    (!key.is_empty() && key.chars().all(is_word) && !rest.starts_with("//")).then_some((key, rest))
}

/// "`a`, `b` or `c`".
fn any_of(texts: &[&str]) -> String {
    match texts {
        [most @ .., last] if !most.is_empty() => {
            format!("{} or `{last}`", list(most.iter().copied()))
        }
        _ => list(texts.iter().copied()),
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
            let alias = match text {
                "int" | "long" => Some("integer"),
                "bool" => Some("boolean"),
                "str" | "text" => Some("string"),
                "list" => Some("array"),
                "dict" | "map" => Some("object"),
                _ => match Format::named(text).and_then(|format| format.types.first()) {
                    Some(&"string") => {
                        return Some(format!("write `type: string` and `format: {text}`"));
                    }
                    Some(name) => Some(*name),
                    None => nearest(text, JsonType::NAMES),
                },
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
