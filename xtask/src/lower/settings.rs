//! `x-rust`: the settings of the crate.

use std::str::FromStr;

use super::context::Context;
use super::pointer;
use crate::api::{ErrorDialect, FormDialect, Listing, Settings};
use crate::diagnostic::{Code, Diagnostic};
use crate::package_name::PackageName;
use crate::source::Node;

const EXTENSION: &str = "/x-rust";

/// The settings of a document, with defaults for what it does not say. Names and types of settings have been checked
/// when the document was loaded; here is what each may say.
pub(super) fn settings(context: &mut Context<'_>) -> Settings {
    let package = text(
        context,
        "package",
        is_package,
        "letters, digits, `-` and `_`, at most 64, beginning with a letter, and no word of Rust",
    )
    .unwrap_or_else(|| slug(&context.document.openapi.info.title));
    let library = text(
        context,
        "library",
        is_library,
        "small letters, digits and `_`, beginning with a letter, and no word of Rust",
    )
    .unwrap_or_else(|| package.replace('-', "_").to_ascii_lowercase());
    let env_prefix = text(
        context,
        "env-prefix",
        is_env_prefix,
        "capital letters, digits and `_`, beginning with a letter",
    )
    .unwrap_or_else(|| library.to_ascii_uppercase());
    Settings {
        version: version(context),
        release_tag: text(
            context,
            "release-tag",
            is_tag,
            "the name of a tag with `{version}` in it, as in `v{version}`",
        ),
        license: text(
            context,
            "license",
            is_line,
            "an SPDX expression, as in `MIT OR Apache-2.0`",
        ),
        repository: text(context, "repository", is_line, "a URL"),
        listing: listing(context),
        form_dialect: match word(context, "form-dialect") {
            Some("drf") => FormDialect::Drf,
            _ => FormDialect::OpenApi,
        },
        error_dialect: match word(context, "error-dialect") {
            Some("drf") => ErrorDialect::Drf,
            _ => ErrorDialect::None,
        },
        provenance_required: word(context, "provenance") == Some("required"),
        strict: is_set(context, "strict"),
        lint: is_set(context, "lint"),
        at: context.key(EXTENSION),
        package,
        library,
        env_prefix,
    }
}

fn listing(context: &mut Context<'_>) -> Listing {
    let path = "a relative path with `/` between its parts";
    let categories = texts(
        context,
        "categories",
        is_category,
        "a slug of crates.io, as in `api-bindings`",
    );
    Listing {
        homepage: text(context, "homepage", is_line, "a URL"),
        keywords: texts(
            context,
            "keywords",
            is_keyword,
            "at most 20 letters, digits, `-`, `_` and `+`, beginning with a letter or digit",
        )
        .unwrap_or_default(),
        categories: categories.unwrap_or_else(|| vec!["api-bindings".to_owned()]),
        published: is_set(context, "published"),
        notice: text(context, "notice", is_paragraph, "a paragraph of Markdown"),
        changelog: text(context, "changelog", is_relative, path),
        examples: text(context, "examples", is_relative, path),
    }
}

fn version(context: &mut Context<'_>) -> String {
    if setting(context, "version").is_none() {
        let is_there = context.node(EXTENSION).is_some();
        let at = context.key(if is_there { EXTENSION } else { "/info" });
        let help = if is_there {
            "add `version: 0.1.0` to `x-rust`"
        } else {
            "add `x-rust: {version: 0.1.0}` at the top of the document"
        };
        context.add(
            Diagnostic::new(
                Code::MissingSetting,
                at,
                "the crate has no version: it gets 0.0.0",
            )
            .help(help),
        );
    }
    text(
        context,
        "version",
        is_version,
        "three numbers, as in `0.1.0`",
    )
    .unwrap_or_else(|| "0.0.0".to_owned())
}

fn setting<'a>(context: &Context<'a>, key: &str) -> Option<&'a Node> {
    context.node(&pointer::child(EXTENSION, key))
}

fn is_set(context: &Context<'_>, key: &str) -> bool {
    setting(context, key).is_some_and(|value| value.to_json() == true)
}

fn word<'a>(context: &Context<'a>, key: &str) -> Option<&'a str> {
    setting(context, key)?.as_str()
}

/// A setting that is a string of some form.
fn text(
    context: &mut Context<'_>,
    key: &str,
    is_valid: fn(&str) -> bool,
    form: &str,
) -> Option<String> {
    let text = word(context, key)?;
    if is_valid(text) {
        return Some(text.to_owned());
    }
    refuse(context, key, text, form);
    None
}

/// A setting that is an array of strings of some form, of which crates.io takes five.
fn texts(
    context: &mut Context<'_>,
    key: &str,
    is_valid: fn(&str) -> bool,
    form: &str,
) -> Option<Vec<String>> {
    let items = setting(context, key)?.as_sequence()?;
    let texts: Vec<&str> = items.iter().filter_map(Node::as_str).collect();
    for text in &texts {
        if !is_valid(text) {
            refuse(context, key, text, form);
        }
    }
    if texts.len() > 5 {
        let at = context.value(&pointer::child(EXTENSION, key));
        let message = format!("`{key}` has {} items", texts.len());
        context.add(
            Diagnostic::new(Code::InvalidExtension, at, message).help("crates.io takes at most 5"),
        );
    }
    Some(texts.into_iter().map(str::to_owned).collect())
}

fn refuse(context: &mut Context<'_>, key: &str, text: &str, form: &str) {
    let at = context.value(&pointer::child(EXTENSION, key));
    context.add(
        Diagnostic::new(
            Code::InvalidExtension,
            at,
            format!("`{key}` cannot be `{text}`"),
        )
        .help(format!("write {form}")),
    );
}

/// A title as the name of a package: `Pet Store (v2)` becomes `pet-store-v2`.
fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let slug = words.join("-");
    if is_package(&slug) {
        return slug;
    }
    let short: String = slug.chars().take(48).collect();
    match short.trim_end_matches('-') {
        "" => "api-client".to_owned(),
        // Cargo refuses a name that begins with a digit, and a library that is called like a keyword.
        short => format!("api-{short}"),
    }
}

fn is_package(text: &str) -> bool {
    PackageName::from_str(text).is_ok()
}

fn is_library(text: &str) -> bool {
    // `-` is for packages alone.
    is_package(text) && !text.contains(|c: char| c == '-' || c.is_ascii_uppercase())
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

fn is_tag(text: &str) -> bool {
    is_line(text) && text.matches("{version}").count() == 1 && !text.contains(['*', '?', '['])
}

fn is_paragraph(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains("\n\n")
}

fn is_relative(text: &str) -> bool {
    is_line(text) && !text.starts_with('/') && !text.contains(['\\', ':'])
}

fn is_keyword(text: &str) -> bool {
    text.len() <= 20
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'))
}

fn is_category(text: &str) -> bool {
    let is_slug = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    text.split("::").all(is_slug)
}

/// As Cargo wants it: three numbers without leading zeros, then perhaps `-pre.1` and `+build`.
fn is_version(text: &str) -> bool {
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let (core, rest) = text.split_at_checked(end).unwrap_or((text, ""));
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
