//! What says nothing of values of a type: formats of other types or of none, keywords of objects and lists.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Object, ObjectKind, nearest, pointer};

/// The formats that people agree on, each with the types that have it. Those which are no text are in the registry of
/// the OpenAPI Initiative too, and some that are spelt much like another one only stand here so as not to be taken for it.
const FORMATS: [(&str, &[&str]); 42] = [
    ("base64", TEXT),
    ("base64url", TEXT),
    ("binary", TEXT),
    ("byte", TEXT),
    ("char", TEXT),
    ("cidr", TEXT),
    ("cuid", TEXT),
    ("date", TEXT),
    ("date-time", TEXT),
    ("decimal", &["string", "number"]),
    ("decimal128", &["string", "number"]),
    ("double", NUMBER),
    ("duration", TEXT),
    ("email", TEXT),
    ("float", NUMBER),
    ("hostname", TEXT),
    ("idn-email", TEXT),
    ("idn-hostname", TEXT),
    ("int8", INTEGER),
    ("int16", INTEGER),
    ("int32", INTEGER),
    ("int64", INTEGER),
    ("ipv4", TEXT),
    ("ipv6", TEXT),
    ("iri", TEXT),
    ("iri-reference", TEXT),
    ("json-pointer", TEXT),
    ("password", TEXT),
    ("regex", TEXT),
    ("relative-json-pointer", TEXT),
    ("time", TEXT),
    ("uint", INTEGER),
    ("uint8", INTEGER),
    ("uint16", INTEGER),
    ("uint32", INTEGER),
    ("uint64", INTEGER),
    ("ulid", TEXT),
    ("uri", TEXT),
    ("uri-reference", TEXT),
    ("uri-template", TEXT),
    ("url", TEXT),
    ("uuid", TEXT),
];

const TEXT: &[&str] = &["string"];
const NUMBER: &[&str] = &["number"];
const INTEGER: &[&str] = &["integer"];

/// The keywords of objects and lists, each with its type. Those of texts and numbers are seen when a type is made.
const KEYWORDS: [(&str, &str); 4] = [
    ("properties", "object"),
    ("required", "object"),
    ("additionalProperties", "object"),
    ("items", "array"),
];

/// Checks the format and the keywords of each schema.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    for schema in checker.each(ObjectKind::Schema) {
        format(checker, schema);
        keywords(checker, schema);
    }
}

fn format(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let Some(format) = schema.node.get("format").and_then(Node::as_str) else {
        return;
    };
    let (message, help) = match FORMATS.iter().find(|(known, _)| *known == format) {
        Some((_, types)) => {
            let Some(ty) = type_of(schema).filter(|ty| !types.contains(ty)) else {
                return;
            };
            let message = format!("`{format}` has no effect on {}", noun(ty));
            (message, "remove it, or correct `type`".to_owned())
        }
        None => {
            let Some(meant) = meant(format) else { return };
            let message = format!("nobody knows a format `{format}`: it has no effect");
            (message, format!("did you mean `{meant}`?"))
        }
    };
    let at = checker
        .tree
        .value(&pointer::child(&schema.pointer, "format"));
    checker.add(Diagnostic::new(Code::Unsupported, at, message).help(help));
}

/// The format that a word was most likely meant to be. A short word has too many neighbours for that: only its capitals
/// may be wrong.
fn meant(format: &str) -> Option<&'static str> {
    const SHORT: usize = 4;
    let known = || FORMATS.iter().map(|(known, _)| *known);
    match format.len() {
        ..=SHORT => known().find(|known| known.eq_ignore_ascii_case(format)),
        _ => nearest(format, known()),
    }
}

fn keywords(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let Some(ty) = type_of(schema) else { return };
    for (keyword, of) in KEYWORDS {
        if of == ty || schema.node.get(keyword).is_none() {
            continue;
        }
        let at = checker.keyword(&schema.pointer, keyword);
        let message = format!("`{keyword}` has no effect on {}", noun(ty));
        checker.add_once(
            Diagnostic::new(Code::Unsupported, at, message).help("remove it, or correct `type`"),
        );
    }
}

fn type_of<'a>(schema: &Object<'a>) -> Option<&'a str> {
    schema.node.get("type")?.as_str()
}

fn noun(ty: &str) -> &'static str {
    match ty {
        "string" => "a string",
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "a boolean",
        "array" => "a list",
        _ => "an object",
    }
}
