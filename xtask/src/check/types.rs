//! Formats and keywords without effect: those of other types, and unknown formats.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::format::Format;
use crate::source::{Node, Object, ObjectKind, nearest, pointer};

/// The keywords of objects and arrays, each with its type. Those of strings and numbers are reported when a type is made.
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
    let (message, help) = match Format::named(format) {
        Some(known) => {
            let Some(ty) = type_of(schema).filter(|ty| !known.types.contains(ty)) else {
                return;
            };
            let message = format!("`{format}` has no effect on {}", noun(ty));
            (message, "remove it, or correct `type`".to_owned())
        }
        None => {
            let Some(meant) = meant(format) else { return };
            let message = format!("unknown format `{format}`; it is ignored");
            (message, format!("did you mean `{meant}`?"))
        }
    };
    let at = checker
        .tree
        .value(&pointer::child(&schema.pointer, "format"));
    checker.add(Diagnostic::new(Code::NoEffect, at, message).help(help));
}

/// The format that a word was most likely meant to be. A short word has too many neighbours for that: only its capitals
/// may be wrong.
fn meant(format: &str) -> Option<&'static str> {
    const SHORT: usize = 4;
    match format.len() {
        ..=SHORT => Format::names().find(|known| known.eq_ignore_ascii_case(format)),
        _ => nearest(format, Format::names()),
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
            Diagnostic::new(Code::NoEffect, at, message).help("remove it, or correct `type`"),
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
        "array" => "an array",
        _ => "an object",
    }
}
