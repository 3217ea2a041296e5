//! `src/guide.rs` and its pages: how to use the crate, with calls of its own operations.
//!
//! A page is a template. It is omitted if the API has no value for a placeholder before its first section.

mod values;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::template::fill;
use super::tokens;
use values::values;

macro_rules! pages {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("guide/", $name, ".md")))),+]
    };
}

/// The names and templates of the pages in reading order. The first line of each is its title, a colon, and its subject.
const PAGES: &[(&str, &str)] = pages![
    "getting_started",
    "changing",
    "nulls",
    "paging",
    "errors",
    "retries",
    "options",
    "forms",
    "uploads",
    "raw",
    "configuration",
    "testing",
    "upgrading",
    "limitations",
    "why",
];

/// A page with its placeholders replaced.
struct Page {
    name: &'static str,
    text: String,
}

impl Page {
    /// The title and the subject.
    fn heading(&self) -> (&str, &str) {
        let line = self.text.lines().next().unwrap_or_default();
        line.split_once(": ").unwrap_or((line, ""))
    }
}

/// The names of the pages that exist.
pub(super) fn page_names(context: &Context<'_>) -> BTreeSet<&'static str> {
    pages(context).iter().map(|page| page.name).collect()
}

/// The module and its pages; empty if the API has no operation that can be shown.
pub(super) fn files(context: &Context<'_>) -> Vec<(String, String)> {
    let pages = pages(context);
    if pages.is_empty() {
        return Vec::new();
    }
    let root = context.root_path();
    let guide = RustFile {
        docs: contents(&pages, &root),
        items: pages.iter().map(|page| module(page.name)).collect(),
        ..RustFile::default()
    };
    let mut files = vec![("src/guide.rs".to_owned(), guide.into_text())];
    let next_pages = pages.iter().skip(1).map(Some).chain([None]);
    for (page, next) in pages.iter().zip(next_pages) {
        let next =
            next.map(|it| format!("Next: [{}]({root}::guide::{}). ", it.heading().0, it.name));
        let text = format!(
            "{}\n---\n\n{}[All pages]({root}::guide).\n",
            page.text,
            next.unwrap_or_default()
        );
        files.push((format!("src/guide/{}.md", page.name), text));
    }
    files
}

fn pages(context: &Context<'_>) -> Vec<Page> {
    let values = values(context);
    let pages = PAGES.iter().filter_map(|(name, template)| {
        let text = fill(template, values.as_ref()?)?;
        Some(Page { name, text })
    });
    pages.collect()
}

/// The docs of the module: the pages in reading order.
fn contents(pages: &[Page], root: &str) -> String {
    let mut contents =
        "How to use this crate. The pages build on each other in this order:\n\n".to_owned();
    for (position, page) in pages.iter().enumerate() {
        let (title, subject) = page.heading();
        let (number, name) = (position + 1, page.name);
        contents.push_str(&format!(
            "{number}. [{title}]({root}::guide::{name}): {subject}\n"
        ));
    }
    contents
}

fn module(name: &'static str) -> TokenStream {
    let path = format!("guide/{name}.md");
    let name = tokens::word(name);
    quote! {
        #[doc = include_str!(#path)]
        pub mod #name {}
    }
}
