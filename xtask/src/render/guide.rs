//! `src/guide.rs` and its pages: how to use the crate, with calls of its own operations.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::example::{self, RequestExample};
use super::rust_file::RustFile;
use super::{operations, tokens};
use crate::api::{MediaKind, Status};
use crate::surface::json;

/// A page: its name, and its text with placeholders.
struct Page {
    name: &'static str,
    text: &'static str,
}

const PAGES: &[Page] = &[
    Page {
        name: "getting_started",
        text: include_str!("guide/getting_started.md"),
    },
    Page {
        name: "errors",
        text: include_str!("guide/errors.md"),
    },
    Page {
        name: "paging",
        text: include_str!("guide/paging.md"),
    },
    Page {
        name: "forms",
        text: include_str!("guide/forms.md"),
    },
    Page {
        name: "retries",
        text: include_str!("guide/retries.md"),
    },
    Page {
        name: "testing",
        text: include_str!("guide/testing.md"),
    },
    Page {
        name: "configuration",
        text: include_str!("guide/configuration.md"),
    },
];

/// The names of the pages that there are.
pub(super) fn pages(context: &Context<'_>) -> BTreeSet<&'static str> {
    let Some(values) = values(context) else {
        return BTreeSet::new();
    };
    let pages = PAGES.iter();
    let pages = pages.filter(|page| filled(page.text, &values).is_some());
    pages.map(|page| page.name).collect()
}

/// The pages whose placeholders the API has something for; none if it has no operation that can be shown.
pub(super) fn files(context: &Context<'_>) -> Vec<(String, String)> {
    let Some(values) = values(context) else {
        return Vec::new();
    };
    let pages: Vec<(&str, String)> = PAGES
        .iter()
        .filter_map(|page| Some((page.name, filled(page.text, &values)?)))
        .collect();
    let modules: Vec<TokenStream> = pages.iter().map(|(name, _)| module(name)).collect();
    let guide = RustFile {
        docs: "How to use this crate, topic by topic.".to_owned(),
        items: modules,
        ..RustFile::default()
    };
    let mut files = vec![("src/guide.rs".to_owned(), guide.into_text())];
    files.extend(
        pages
            .into_iter()
            .map(|(name, text)| (format!("src/guide/{name}.md"), text)),
    );
    files
}

fn module(name: &'static str) -> TokenStream {
    let path = format!("guide/{name}.md");
    let name = tokens::word(name);
    quote! {
        #[doc = include_str!(#path)]
        pub mod #name {}
    }
}

/// What stands in the place of each placeholder.
type Values = Vec<(&'static str, String)>;

/// A text with its placeholders filled in; `None` if there is nothing for one.
fn filled(text: &str, values: &Values) -> Option<String> {
    let mut filled = String::new();
    let mut rest = text;
    // Values are not looked through: what stands in braces there is the document's.
    while let Some((before, (name, after))) = rest
        .split_once("{{")
        .and_then(|(before, tail)| Some((before, tail.split_once("}}")?)))
    {
        let (_, value) = values.iter().find(|(known, _)| *known == name)?;
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

fn values(context: &Context<'_>) -> Option<Values> {
    let settings = &context.api.settings;
    let (key, url) = context.variables();
    let mut values = vec![
        ("package", settings.package.clone()),
        ("version", settings.version.clone()),
        ("crate", context.root_path()),
        ("root", context.public_root()),
        ("key_variable", key),
        ("url_variable", url),
    ];
    let RequestExample { setup, expression } = context
        .confirmed_operations()
        .find_map(|(operation, item)| example::request(operation, item, context))?;
    values.extend([
        (
            "call",
            format!("{setup}let answer = {expression}.send().await?;"),
        ),
        (
            "blocking_call",
            format!("{setup}let answer = {expression}.send_blocking()?;"),
        ),
        ("setup", setup),
        ("request", expression),
    ]);
    values.extend(answered(context).into_iter().flatten());
    values.extend(paged(context).into_iter().flatten());
    values.extend(with_form(context).into_iter().flatten());
    Some(values)
}

/// A request of a list in pages.
fn paged(context: &Context<'_>) -> Option<Values> {
    let RequestExample { setup, expression } = context
        .confirmed_operations()
        .filter(|(_, item)| item.paging.is_some())
        .find_map(|(operation, item)| example::request(operation, item, context))?;
    Some(vec![("paged_setup", setup), ("paged_request", expression)])
}

/// A request whose body may be a form.
fn with_form(context: &Context<'_>) -> Option<Values> {
    let RequestExample { setup, expression } = context
        .confirmed_operations()
        .filter(|(_, item)| {
            let mut media = item.media.iter();
            media.any(|media| media.kind == MediaKind::Form && media.setter.is_some())
        })
        .find_map(|(operation, item)| example::request(operation, item, context))?;
    Some(vec![
        ("form_setup", setup),
        ("form_request", expression),
        ("form_ways", operations::media::ways(context)),
    ])
}

/// JSON as an argument, four spaces in.
fn indented(json: &str) -> String {
    let lines = json.lines().map(|line| {
        let text = line.trim_start();
        // serde_json indents by two.
        let depth = (line.len() - text.len()) / 2;
        format!("{}{text}", "    ".repeat(depth + 1))
    });
    lines.collect::<Vec<_>>().join("\n").trim_start().to_owned()
}

/// A request with an answer that the document gives an example of: the shortest.
fn answered(context: &Context<'_>) -> Option<Values> {
    let candidates = context
        .confirmed_operations()
        .filter_map(|(operation, item)| {
            let success = operation.successes().next()?;
            let Status::Code(status) = success.status else {
                return None;
            };
            let (_, answer) = json(&success.media)?.examples.first()?;
            let answer = format!("{answer:#}");
            let request = example::request(operation, item, context)?;
            Some((answer, status, request, operation))
        });
    let (answer, status, request, operation) =
        candidates.min_by_key(|(answer, ..)| answer.len())?;
    Some(vec![
        ("answer", indented(&answer)),
        ("answered_method", operation.method.as_str().to_owned()),
        ("answered_request", request.expression),
        ("answered_setup", request.setup),
        ("answered_status", status.to_string()),
    ])
}
