//! `x-rust`: the settings of the crate.

use serde_json::{Map, Value};

use super::context::{Context, nearest};
use super::pointer;
use crate::api::{ErrorDialect, FormDialect, Settings};
use crate::diagnostic::{Code, Diagnostic};

const KEYS: [&str; 9] = [
    "package",
    "library",
    "version",
    "license",
    "repository",
    "env-prefix",
    "form-dialect",
    "error-dialect",
    "strict",
];

/// The settings of a document, with defaults for what it does not say.
pub(super) fn settings(context: &mut Context<'_>) -> Settings {
    let empty = Map::new();
    let openapi = &context.document.openapi;
    let given = match openapi.extensions.get("x-rust") {
        Some(Value::Object(given)) => given,
        Some(_) => {
            let at = context.value("/x-rust");
            context.add(
                Diagnostic::new(Code::InvalidExtension, at, "`x-rust` must be a mapping")
                    .help("write `package: …` and the like under it"),
            );
            &empty
        }
        None => &empty,
    };
    check_keys(context, given);
    let package = text(
        context,
        given,
        "package",
        is_package,
        "letters, digits, `-` and `_`, beginning with a letter",
    );
    let package = package.unwrap_or_else(|| slug(&openapi.info.title));
    let library = text(
        context,
        given,
        "library",
        is_library,
        "small letters, digits and `_`, beginning with a letter",
    );
    let library = library.unwrap_or_else(|| package.replace('-', "_").to_ascii_lowercase());
    let env_prefix = text(
        context,
        given,
        "env-prefix",
        is_env_prefix,
        "capital letters, digits and `_`, beginning with a letter",
    );
    let version = text(
        context,
        given,
        "version",
        is_version,
        "three numbers, as in `0.1.0`",
    );
    if openapi
        .extensions
        .get("x-rust")
        .is_none_or(|given| given.get("version").is_none() && given.is_object())
    {
        let at = if openapi.extensions.contains_key("x-rust") {
            context.key("/x-rust")
        } else {
            context.key("/info")
        };
        context.add(
            Diagnostic::new(
                Code::MissingSetting,
                at,
                "the crate has no version: it gets 0.0.0",
            )
            .help("add `x-rust: {version: 0.1.0}` at the top of the document"),
        );
    }
    let form_dialect = choice(
        context,
        given,
        "form-dialect",
        &[("openapi", FormDialect::OpenApi), ("drf", FormDialect::Drf)],
    );
    let error_dialect = choice(
        context,
        given,
        "error-dialect",
        &[("none", ErrorDialect::None), ("drf", ErrorDialect::Drf)],
    );
    Settings {
        env_prefix: env_prefix.unwrap_or_else(|| library.to_ascii_uppercase()),
        license: text(
            context,
            given,
            "license",
            is_line,
            "an SPDX expression, as in `MIT OR Apache-2.0`",
        ),
        repository: text(context, given, "repository", is_line, "a URL"),
        version: version.unwrap_or_else(|| "0.0.0".to_owned()),
        form_dialect: form_dialect.unwrap_or(FormDialect::OpenApi),
        error_dialect: error_dialect.unwrap_or(ErrorDialect::None),
        strict: choice(context, given, "strict", &[]).unwrap_or(false),
        package,
        library,
    }
}

fn check_keys(context: &mut Context<'_>, given: &Map<String, Value>) {
    for key in given.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        let at = context.key(&pointer::join("/x-rust", &[key]));
        let diagnostic = Diagnostic::new(
            Code::InvalidExtension,
            at,
            format!("`x-rust` has no setting `{key}`"),
        );
        context.add(match nearest(key, KEYS) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("the settings are {}", KEYS.join(", "))),
        });
    }
}

/// A setting that is a text of some form.
fn text(
    context: &mut Context<'_>,
    given: &Map<String, Value>,
    key: &str,
    is_valid: fn(&str) -> bool,
    form: &str,
) -> Option<String> {
    let value = given.get(key)?;
    match value.as_str() {
        Some(text) if is_valid(text) => Some(text.to_owned()),
        _ => {
            let at = context.value(&pointer::child("/x-rust", key));
            context.add(
                Diagnostic::new(
                    Code::InvalidExtension,
                    at,
                    format!("`{key}` has a wrong value"),
                )
                .help(format!("write {form}")),
            );
            None
        }
    }
}

/// A setting that is one of some words, or true or false.
fn choice<T: Copy + Choice>(
    context: &mut Context<'_>,
    given: &Map<String, Value>,
    key: &str,
    choices: &[(&str, T)],
) -> Option<T> {
    let value = given.get(key)?;
    let chosen = match value {
        Value::Bool(value) => T::from_bool(*value),
        Value::String(word) => choices
            .iter()
            .find(|(name, _)| name == word)
            .map(|(_, choice)| *choice),
        _ => None,
    };
    if chosen.is_none() {
        let at = context.value(&pointer::child("/x-rust", key));
        let words: Vec<String> = choices
            .iter()
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let words = if words.is_empty() {
            "`true` or `false`".to_owned()
        } else {
            words.join(" or ")
        };
        context.add(
            Diagnostic::new(
                Code::InvalidExtension,
                at,
                format!("`{key}` has a wrong value"),
            )
            .help(format!("write {words}")),
        );
    }
    chosen
}

/// What a setting can be chosen from.
trait Choice: Sized {
    fn from_bool(_: bool) -> Option<Self> {
        None
    }
}

impl Choice for FormDialect {}
impl Choice for ErrorDialect {}
impl Choice for bool {
    fn from_bool(value: bool) -> Option<Self> {
        Some(value)
    }
}

/// A title as the name of a package: `Pet Store (v2)` becomes `pet-store-v2`.
fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    match words.join("-") {
        slug if slug.is_empty() => "api-client".to_owned(),
        // Cargo refuses a name that begins with a digit.
        slug if slug.starts_with(|c: char| c.is_ascii_digit()) => format!("api-{slug}"),
        slug => slug,
    }
}

fn is_package(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn is_library(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn is_env_prefix(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}

/// As Cargo wants it: three numbers without leading zeros, then perhaps `-pre.1` and `+build`.
fn is_version(text: &str) -> bool {
    let (core, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let is_number = |part: &str| {
        part.parse::<u64>()
            .is_ok_and(|number| number.to_string() == part)
    };
    let parts: Vec<&str> = core.split('.').collect();
    let is_tail = |tail: &str| {
        tail.split(['.', '+']).all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
    };
    parts.len() == 3
        && parts.into_iter().all(is_number)
        && (rest.is_empty() || is_tail(rest.get(1..).unwrap_or_default()))
}
