//! Property names that imply a type: `boolean-name`, `time-format`, `unmarked-secret`.

use super::{Linter, has_word, string};
use crate::api::{Field, StringFormat, Type, TypeRef};
use crate::diagnostic::Rule;
use crate::names::split_words;

/// The last word in the name of a secret.
const SECRETS: &str = "passphrase password passwd secret token";
/// The word before `key` in the name of a secret: `api_key`, not `primary_key`.
const SECRET_KEYS: &str = "api access private secret signing encryption";
/// Words in the name of a token that is not secret: `next_page_token`.
const PUBLIC_TOKENS: &str =
    "after before continuation csrf cursor next page pagination prev previous sync";

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for field in linter.fields() {
        let words = split_words(&field.wire);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ty = linter.api.target(&field.ty);
        let finding = boolean(&words, ty)
            .or_else(|| time(&words, ty))
            .or_else(|| secret(linter, field, &words, ty));
        if let Some((rule, implied, help)) = finding {
            let message = format!("`{}` is named like a {implied}", field.wire);
            linter.report(rule, field.at.clone(), message, help);
        }
    }
}

/// The rule, the rest of the message, and the help.
type Finding = (Rule, &'static str, &'static str);

fn boolean(words: &[&str], ty: &TypeRef) -> Option<Finding> {
    if !matches!(words, ["is" | "has", _, ..]) {
        return None;
    }
    let message = match ty.ty {
        Type::String(_) => "boolean but is a string",
        Type::Integer(_) | Type::Number(_) => "boolean but is a number",
        _ => return None,
    };
    let help = "use `type: boolean`; if the API really sends something else, add `x-lint-except`";
    Some((Rule::BooleanName, message, help))
}

fn time(words: &[&str], ty: &TypeRef) -> Option<Finding> {
    let is_plain = ty.ty == Type::String(StringFormat::Plain) && ty.constraints.pattern.is_none();
    let is_time = matches!(words, ["timestamp"] | [.., _, "at"] | [.., _, "timestamp"]);
    let message = "time but is a string without a format";
    let help = "add `format: date-time`; if it is not an RFC 3339 time, describe its format and add `x-lint-except`";
    (is_plain && is_time).then_some((Rule::TimeFormat, message, help))
}

fn secret(linter: &Linter<'_, '_>, field: &Field, words: &[&str], ty: &TypeRef) -> Option<Finding> {
    let is_string = matches!(
        ty.ty,
        Type::String(StringFormat::Plain | StringFormat::Other(_))
    );
    let is_secret = match words {
        [before @ .., last] if has_word(SECRETS, last) => {
            !before.iter().any(|word| has_word(PUBLIC_TOKENS, word))
        }
        [.., before, "key"] => has_word(SECRET_KEYS, before),
        [.., "apikey"] => true,
        _ => false,
    };
    if !is_string || !is_secret || field.ty.sensitive || ty.sensitive {
        return None;
    }
    // The address of a secret is not secret.
    let format = linter.tree.get(&field.at.pointer);
    let format = format.and_then(|schema| string(schema, "format"));
    if format.is_some_and(|format| format.starts_with("uri")) {
        return None;
    }
    let help =
        "add `format: password` or `x-sensitive: true`; if it is public, add `x-lint-except`";
    Some((Rule::UnmarkedSecret, "secret, but `Debug` prints it", help))
}
