//! Values against what a keyword holds, and what to write instead where they do not fit.

use super::Checker;
use super::tables::Kind;
use crate::diagnostic::phrase::{article, either, list, shorten};
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::JsonType;
use crate::source::format::Format;
use crate::source::homoglyphs::{ascii, without_homoglyphs};
use crate::source::number;
use crate::source::repair::Fix;
use crate::source::suggestions::nearest;
use crate::source::tree::{Entry, Mapping, Node, NodeKind, Scalar};
use crate::source::version::Version;

impl Checker<'_> {
    /// Whether a value is of a kind, without a look into it.
    pub(super) fn fits(&self, kind: Kind, node: &Node) -> bool {
        let is_bool = || matches!(node.kind, NodeKind::Scalar(Scalar::Bool(_)));
        fits(kind, node) || self.version == Version::V31 && kind.is_schema() && is_bool()
    }

    /// Reports that the value of a key is not what it must be.
    pub(super) fn invalid_value(
        &mut self,
        severity: Severity,
        kind: Kind,
        entry: &Entry,
        code: Code,
    ) {
        let at = self.at_value(code, entry, "").at;
        let finding = self.mismatch(kind, Some(&entry.key), &entry.value, at, code);
        let (finding, meant) = match self.comment(entry) {
            Some(comment) => (finding.help(in_quotes(comment)), Some(comment.into())),
            None => (finding, self.meant(kind, Some(&entry.key), &entry.value)),
        };
        let finding = finding.with_severity(severity);
        let meant = meant.filter(|meant| fits_scalar(kind, meant));
        let collection = collection(kind, &entry.key, &entry.value);
        let fix = match (meant, collection) {
            (None, Some(collection)) => Fix::Replace(collection),
            (meant, _) => Fix::replaced(meant),
        };
        match newer(&entry.key, &entry.value) {
            Some(keys) if matches!(kind, Kind::OneOf(_) | Kind::Bool) => self.set(keys, finding),
            _ => self.add_with(fix, finding),
        }
    }

    /// What is written as a comment where the value of a key is missing: `$ref: #/components/…`.
    pub(super) fn comment(&self, entry: &Entry) -> Option<&str> {
        let rest = self.text.get(entry.key_span.end..)?.lines().next()?;
        let is_empty = matches!(entry.value.kind, NodeKind::Scalar(Scalar::Null));
        let comment = rest.trim_start_matches(['\'', '"', ':', ' ']).trim_end();
        (is_empty && comment.starts_with('#') && !comment.starts_with("# ")).then_some(comment)
    }

    /// The finding about the value of a key, or about an item of an array.
    pub(super) fn mismatch(
        &self,
        kind: Kind,
        key: Option<&str>,
        node: &Node,
        at: Anchor,
        code: Code,
    ) -> Diagnostic {
        let what = match key {
            Some(key) => format!("`{key}`"),
            None => "an item of this array".to_owned(),
        };
        let (expected, form) = forms(kind);
        let message = format!("{what} must be {expected}, not {}", self.describe(node));
        let help = node
            .as_str()
            .filter(|_| !is_mapping(kind))
            .and_then(without_homoglyphs)
            .or_else(|| self.special_help(kind, key.unwrap_or_default(), node))
            .or_else(|| self.help(kind, key, node));
        Diagnostic::new(code, at, message).help(help.unwrap_or(form))
    }

    /// The value that was meant, if that is clear.
    pub(super) fn meant(&self, kind: Kind, key: Option<&str>, node: &Node) -> Option<Scalar> {
        let text = match &node.kind {
            NodeKind::Scalar(Scalar::String(text)) => ascii(text),
            NodeKind::Scalar(Scalar::Number(_) | Scalar::Bool(_)) => self.source(node).to_owned(),
            // In YAML, `[string, null]` is not the name of a type.
            NodeKind::Scalar(Scalar::Null) if is_one_of(kind, "null") => "null".to_owned(),
            _ => return None,
        };
        Some(match kind {
            Kind::OneOf(_) if is_one_of(kind, &text) => Scalar::String(text),
            Kind::Text => Scalar::String(text),
            Kind::OneOf(_) if key == Some("type") || is_one_of(kind, "null") => {
                type_named(&text)?.into()
            }
            Kind::OneOf(texts) => nearest(&text, texts.iter().copied())?.into(),
            Kind::Bool => Scalar::Bool(bool_of(&text)?),
            Kind::Count => Scalar::Number(text.parse::<u64>().ok()?.into()),
            Kind::Number => Scalar::Number(serde_json::from_str(&text).ok()?),
            _ => return None,
        })
    }

    /// What to do about a value whose meaning is clear, or about one that is absent.
    fn help(&self, kind: Kind, key: Option<&str>, node: &Node) -> Option<String> {
        let written = self.source(node);
        let meant = || self.meant(kind, key, node);
        match (kind, &node.kind) {
            (_, NodeKind::Sequence(_)) if is_mapping(kind) => {
                Some("write keys, as in `key: …`, instead of the array".to_owned())
            }
            (Kind::Text, NodeKind::Scalar(Scalar::Null)) => None,
            (_, NodeKind::Scalar(Scalar::Null)) => {
                Some("write a value, or remove the key".to_owned())
            }
            (
                Kind::Text | Kind::OneOf(_),
                NodeKind::Scalar(Scalar::Number(_) | Scalar::Bool(_)),
            ) => Some(format!("write it in quotes: `\"{written}\"`")),
            (Kind::OneOf(_), _) => match meant()? {
                Scalar::String(meant) => Some(format!("did you mean `{meant}`?")),
                _ => None,
            },
            (Kind::Bool | Kind::Number | Kind::Count, NodeKind::Scalar(Scalar::String(text))) => {
                match meant() {
                    Some(Scalar::Bool(meant)) => Some(format!("write `{meant}` without quotes")),
                    _ if text.parse::<f64>().is_ok() && !matches!(kind, Kind::Bool) => {
                        Some(format!("write {text} without quotes"))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What to do about what is often written in the place of certain keywords.
    fn special_help(&self, kind: Kind, key: &str, node: &Node) -> Option<String> {
        let written = self.source(node);
        let help = match (key, kind, &node.kind) {
            ("type", Kind::OneOf(_), _) => return self.type_help(node),
            ("", Kind::OneOf(_), _) if is_one_of(kind, "null") => return self.type_help(node),
            ("in", Kind::OneOf(_), _)
                if matches!(node.as_str(), Some("body" | "formData" | "form")) =>
            {
                "describe the body under `requestBody`".to_owned()
            }
            ("required", Kind::List(_), _) => {
                "a schema lists the names of its required properties: `required: [id, name]`"
                    .to_owned()
            }
            (
                "exclusiveMinimum" | "exclusiveMaximum",
                Kind::Bool,
                NodeKind::Scalar(Scalar::Number(_)),
            ) => {
                let bound = key.replace("exclusiveM", "m");
                format!("write `{bound}: {written}` and `{key}: true`")
            }
            ("items", Kind::OrRef(_), NodeKind::Sequence(_)) => {
                "write one schema for all items; `oneOf` if they differ".to_owned()
            }
            (_, _, NodeKind::Scalar(Scalar::String(text))) if is_mapping(kind) => {
                return instead_of_mapping(kind, key, text);
            }
            _ => return None,
        };
        Some(help)
    }

    /// `type` has a history: arrays and `null` in OpenAPI 3.1, `file` in Swagger 2.0.
    fn type_help(&self, node: &Node) -> Option<String> {
        let version = self.version;
        if let NodeKind::Sequence(items) = &node.kind {
            let others = items.iter().filter(|item| !is_null(item));
            let others: Vec<&str> = others.filter_map(Node::as_str).collect();
            return Some(match (others.as_slice(), items.iter().any(is_null)) {
                ([only], true) => format!("write `type: {only}` and `nullable: true`"),
                ([only], false) => format!("write `type: {only}`"),
                _ => "write `oneOf` with one schema per type".to_owned(),
            });
        }
        if version == Version::V31 && matches!(node.kind, NodeKind::Scalar(Scalar::Null)) {
            return Some("write `'null'`, in quotes".to_owned());
        }
        let text = node.as_str()?;
        let format = Format::named(text).filter(|format| format.types.first() == Some(&"string"));
        match text {
            "null" => Some("write `nullable: true` and the type that it has otherwise".to_owned()),
            "file" => Some(version.spelled(
                "write `type: string` and `format: binary`".to_owned(),
                "write `contentMediaType: application/octet-stream`".to_owned(),
            )),
            "any" => Some("leave `type` out".to_owned()),
            _ if format.is_some() => Some(format!("write `type: string` and `format: {text}`")),
            _ => type_named(text).map(|name| format!("did you mean `{name}`?")),
        }
    }

    /// A value in words.
    pub(super) fn describe(&self, node: &Node) -> String {
        match &node.kind {
            NodeKind::Mapping(_) => "a mapping".to_owned(),
            NodeKind::Sequence(_) => "an array".to_owned(),
            NodeKind::Scalar(Scalar::Null) => "null".to_owned(),
            NodeKind::Scalar(Scalar::Bool(value)) => format!("`{value}`"),
            NodeKind::Scalar(Scalar::Number(_)) => format!("the number {}", self.source(node)),
            NodeKind::Scalar(Scalar::String(text)) => format!("the string `{}`", shorten(text)),
        }
    }

    /// A node as it is written.
    pub(super) fn source(&self, node: &Node) -> &str {
        self.text.get(node.span.clone()).unwrap_or_default()
    }
}

/// Whether a value is of a kind of 3.0, without a look into it.
pub(super) fn fits(kind: Kind, node: &Node) -> bool {
    match (kind, &node.kind) {
        (Kind::Any, _) | (Kind::List(_), NodeKind::Sequence(_)) => true,
        (kind, NodeKind::Scalar(scalar)) => fits_scalar(kind, scalar),
        (kind, NodeKind::Mapping(_)) => is_mapping(kind),
        _ => false,
    }
}

fn fits_scalar(kind: Kind, scalar: &Scalar) -> bool {
    match (kind, scalar) {
        (Kind::Any, _)
        | (Kind::Text, Scalar::String(_))
        | (Kind::Bool | Kind::BoolOrSchema, Scalar::Bool(_))
        | (Kind::Number, Scalar::Number(_)) => true,
        (Kind::Count, Scalar::Number(number)) => number::integer(number).is_some_and(|it| it >= 0),
        (Kind::OneOf(texts), Scalar::String(text)) => texts.contains(&text.as_str()),
        _ => false,
    }
}

fn is_one_of(kind: Kind, text: &str) -> bool {
    matches!(kind, Kind::OneOf(texts) if texts.contains(&text))
}

/// Whether values of a kind are mappings, or nearly always.
fn is_mapping(kind: Kind) -> bool {
    use Kind::{BoolOrSchema, Callback, Map, Object, OrRef, Paths, Responses, Webhooks};
    matches!(
        kind,
        Map(_) | Object(_) | OrRef(_) | BoolOrSchema | Paths | Responses | Callback | Webhooks
    )
}

/// What to do about a comment that was meant as a value.
pub(super) fn in_quotes(comment: &str) -> String {
    format!(
        "put it in quotes, as in `'{}'`: a `#` after a space begins a comment",
        shorten(comment)
    )
}

/// What a kind of value is called, and how it is written.
fn forms(kind: Kind) -> (String, String) {
    let (expected, form) = match kind {
        Kind::Any => ("any value", "write a string"),
        Kind::Text => ("a string", "write a string"),
        Kind::Bool => ("`true` or `false`", "write `true` or `false`"),
        Kind::Number | Kind::Bound => ("a number", "write a number, as in `0.5`"),
        Kind::Count => (
            "a non-negative integer",
            "write a non-negative integer, as in `10`",
        ),
        Kind::List(_) => ("an array", "write an array, with `- ` before each item"),
        Kind::BoolOrSchema => (
            "`true`, `false` or a schema",
            "write `true`, `false`, or the keys of a Schema Object below it",
        ),
        Kind::Map(_) | Kind::Paths | Kind::Responses | Kind::Callback | Kind::Webhooks => {
            ("a mapping", "write keys below it, each as `key: …`")
        }
        Kind::Types => ("the name of a type", "write `string`"),
        Kind::OneOf(texts) => {
            let form = format!("write {}", either(texts.iter().copied()));
            return match texts {
                [only] => (format!("`{only}`"), form),
                _ => (format!("one of {}", list(texts.iter().copied())), form),
            };
        }
        Kind::Object(object) | Kind::OrRef(object) => {
            let object = format!("{} Object", article(object.name));
            let form = format!("write the keys of {object} below it, each as `key: …`");
            return match kind {
                Kind::OrRef(_) => (
                    format!("a mapping ({object} or a `$ref`)"),
                    format!("{form}, or a `$ref`"),
                ),
                _ => (format!("a mapping ({object})"), form),
            };
        }
    };
    (expected.to_owned(), form.to_owned())
}

/// What to do about a string where a mapping is expected. `description:Done` is one word to YAML; a URL is not meant so.
fn instead_of_mapping(kind: Kind, key: &str, text: &str) -> Option<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-$".contains(c);
    let short = shorten(text);
    match (kind, text.split_once(':')) {
        (_, Some((key, rest)))
            if !key.is_empty() && key.chars().all(is_word) && !rest.starts_with("//") =>
        {
            let rest = shorten(rest);
            Some(format!(
                "write `{key}: {rest}`, with a space after the colon"
            ))
        }
        (Kind::OrRef(_), _) if text.starts_with("#/") => {
            Some(format!("write `$ref: '{short}'` below it"))
        }
        (Kind::OrRef(object), _)
            if object.name == "Schema" && JsonType::from_name(text).is_some() =>
        {
            Some(format!("write `type: {text}` below it"))
        }
        (Kind::Object(_), _) if key == "discriminator" => {
            Some(format!("write `propertyName: {short}` below it"))
        }
        _ => None,
    }
}

fn is_null(node: &Node) -> bool {
    node.as_str() == Some("null") || matches!(node.kind, NodeKind::Scalar(Scalar::Null))
}

/// The type that has another name in another language.
fn type_named(text: &str) -> Option<&'static str> {
    match text {
        "int" | "long" => Some("integer"),
        "bool" => Some("boolean"),
        "str" | "text" | "file" => Some("string"),
        "list" => Some("array"),
        "dict" | "map" => Some("object"),
        _ => match Format::named(text) {
            Some(format) => format.types.first().copied(),
            None => nearest(text, JsonType::NAMES),
        },
    }
}

/// What OpenAPI 3.0 has for a `type` or a bound as OpenAPI 3.1 writes them, if that says as much.
fn newer(key: &str, node: &Node) -> Option<Vec<(&'static str, NodeKind)>> {
    let scalar = NodeKind::Scalar;
    let is_true = || scalar(Scalar::Bool(true));
    match (key, &node.kind) {
        ("exclusiveMinimum", NodeKind::Scalar(Scalar::Number(_))) => Some(vec![
            ("minimum", node.kind.clone()),
            ("exclusiveMinimum", is_true()),
        ]),
        ("exclusiveMaximum", NodeKind::Scalar(Scalar::Number(_))) => Some(vec![
            ("maximum", node.kind.clone()),
            ("exclusiveMaximum", is_true()),
        ]),
        ("type", NodeKind::Sequence(items)) => {
            let names = items.iter().map(Node::as_str);
            let (null, others): (Vec<_>, Vec<_>) =
                names.partition(|name| name.is_none_or(|name| name == "null"));
            let [Some(only)] = others.as_slice() else {
                return None;
            };
            JsonType::from_name(only)?;
            let nullable = (!null.is_empty()).then(|| ("nullable", is_true()));
            let ty = ("type", scalar((*only).into()));
            Some([ty].into_iter().chain(nullable).collect())
        }
        _ => None,
    }
}

/// The mapping or the array that was meant by something else.
fn collection(kind: Kind, key: &str, node: &Node) -> Option<NodeKind> {
    let with = |key: &str| {
        let entry = Entry {
            key: key.to_owned(),
            key_span: node.span.clone(),
            value: node.clone(),
        };
        Some(NodeKind::Mapping(Mapping::new(vec![entry])))
    };
    match (kind, &node.kind) {
        (Kind::Object(_) | Kind::OrRef(_), NodeKind::Scalar(Scalar::Null)) => {
            Some(NodeKind::Mapping(Mapping::default()))
        }
        (Kind::OrRef(_), NodeKind::Scalar(Scalar::String(text))) if text.starts_with("#/") => {
            with("$ref")
        }
        (Kind::OrRef(object), NodeKind::Scalar(Scalar::String(text)))
            if object.name == "Schema" && JsonType::from_name(text).is_some() =>
        {
            with("type")
        }
        (Kind::Object(_), NodeKind::Scalar(Scalar::String(_))) if key == "discriminator" => {
            with("propertyName")
        }
        (Kind::OrRef(_), NodeKind::Sequence(items)) if key == "items" => match items.as_slice() {
            [only] if fits(kind, only) => Some(only.kind.clone()),
            _ => None,
        },
        (Kind::List(Kind::Text), NodeKind::Scalar(Scalar::String(_))) => {
            Some(NodeKind::Sequence(vec![node.clone()]))
        }
        _ => None,
    }
}

fn bool_of(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
