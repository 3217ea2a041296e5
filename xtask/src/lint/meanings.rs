//! What the name of a property promises: `boolean-name`, `time-format`, `unmarked-secret`.

use super::words::words;
use super::{Linter, text};
use crate::api::{Field, StringFormat, Type, TypeRef};
use crate::diagnostic::{Diagnostic, Rule};

/// What a secret is called at its end.
const SECRETS: &[&str] = &["passphrase", "password", "passwd", "secret", "token"];
/// A key that is one: `api_key`, not `primary_key`.
const SECRET_KEYS: &[&str] = &[
    "api",
    "access",
    "private",
    "secret",
    "signing",
    "encryption",
];
/// Tokens that are none: `next_page_token`.
const PUBLIC_TOKENS: &[&str] = &[
    "after",
    "before",
    "continuation",
    "csrf",
    "cursor",
    "next",
    "page",
    "pagination",
    "prev",
    "previous",
    "sync",
];

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for field in linter.fields() {
        let words = words(&field.wire);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ty = linter.resolve(&field.ty);
        boolean(linter, field, &words, ty);
        time(linter, field, &words, ty);
        secret(linter, field, &words, ty);
    }
}

fn boolean(linter: &mut Linter<'_, '_>, field: &Field, words: &[&str], ty: &TypeRef) {
    let is_scalar = matches!(ty.ty, Type::Integer(_) | Type::Number(_) | Type::String(_));
    if !matches!(words, ["is" | "has", _, ..]) || !is_scalar {
        return;
    }
    let what = match ty.ty {
        Type::String(_) => "a text",
        _ => "a number",
    };
    let message = format!("`{}` reads like a boolean, and is {what}", field.wire);
    linter.add(
        Diagnostic::new(Rule::BooleanName, field.at.clone(), message)
            .help("write `type: boolean`; if the API really sends something else, say so with `x-lint-except`"),
    );
}

fn time(linter: &mut Linter<'_, '_>, field: &Field, words: &[&str], ty: &TypeRef) {
    let is_plain = ty.ty == Type::String(StringFormat::Plain) && ty.constraints.pattern.is_none();
    let is_time = matches!(words, ["timestamp"] | [.., _, "at"] | [.., _, "timestamp"]);
    if !is_plain || !is_time {
        return;
    }
    let message = format!(
        "`{}` reads like a time, and is a text without a format",
        field.wire
    );
    linter.add(
        Diagnostic::new(Rule::TimeFormat, field.at.clone(), message)
            .help("add `format: date-time`; if it is no RFC 3339 time, say what it is, and so with `x-lint-except`"),
    );
}

fn secret(linter: &mut Linter<'_, '_>, field: &Field, words: &[&str], ty: &TypeRef) {
    let is_text = matches!(
        ty.ty,
        Type::String(StringFormat::Plain | StringFormat::Other(_))
    );
    let is_secret = match words {
        [before @ .., last] if SECRETS.contains(last) => {
            !before.iter().any(|word| PUBLIC_TOKENS.contains(word))
        }
        [.., before, "key"] => SECRET_KEYS.contains(before),
        [.., "apikey"] => true,
        _ => false,
    };
    if !is_text || !is_secret || field.ty.sensitive || ty.sensitive {
        return;
    }
    // A format of its own, or an address to get it from, says that it is something else.
    let schema = linter.tree.get(&field.at.pointer);
    if schema
        .and_then(|schema| text(schema, "format"))
        .is_some_and(|format| format.starts_with("uri"))
    {
        return;
    }
    let message = format!(
        "`{}` reads like a secret, and `Debug` prints it",
        field.wire
    );
    linter.add(
        Diagnostic::new(Rule::UnmarkedSecret, field.at.clone(), message)
            .help("add `format: password` or `x-sensitive: true`; if anyone may see it, say so with `x-lint-except`"),
    );
}
