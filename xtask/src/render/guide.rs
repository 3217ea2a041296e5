//! `src/guide.rs` and its pages: how to use the crate, with calls of its own operations.
//!
//! A page is Markdown with placeholders (`{{name}}`). A line `{{section}}` starts a section that is left out if the API
//! has nothing for one of its placeholders. If that holds for what stands before the first section, the page is left out.

mod values;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::tokens;
use values::{Values, values};

/// A page: its name, and its text with placeholders.
struct Page {
    name: &'static str,
    text: &'static str,
}

macro_rules! pages {
    ($($name:literal,)+) => {
        &[$(Page { name: $name, text: include_str!(concat!("guide/", $name, ".md")) }),+]
    };
}

/// The pages in reading order. The first line of each is its title, a colon, and what it is about.
const PAGES: &[Page] = pages![
    "getting_started",
    "changing",
    "nulls",
    "paging",
    "errors",
    "retries",
    "options",
    "forms",
    "raw",
    "configuration",
    "testing",
    "upgrading",
    "limitations",
    "why",
];

const SECTION: &str = "{{section}}\n";

/// A page with its placeholders filled in.
struct FilledPage {
    name: &'static str,
    text: String,
}

impl FilledPage {
    /// The title, and what the page is about.
    fn heading(&self) -> (&str, &str) {
        let line = self.text.lines().next().unwrap_or_default();
        line.split_once(": ").unwrap_or((line, ""))
    }
}

/// The names of the pages that there are.
pub(super) fn pages(context: &Context<'_>) -> BTreeSet<&'static str> {
    filled_pages(context).iter().map(|page| page.name).collect()
}

/// The pages whose placeholders the API has something for; none if it has no operation that can be shown.
pub(super) fn files(context: &Context<'_>) -> Vec<(String, String)> {
    let pages = filled_pages(context);
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
    let nexts = pages.iter().skip(1).map(Some).chain([None]);
    files.extend(pages.iter().zip(nexts).map(|(page, next)| {
        let text = format!("{}\n{}", page.text, footer(next, &root));
        (format!("src/guide/{}.md", page.name), text)
    }));
    files
}

fn filled_pages(context: &Context<'_>) -> Vec<FilledPage> {
    let Some(values) = values(context) else {
        return Vec::new();
    };
    let pages = PAGES.iter().filter_map(|page| {
        Some(FilledPage {
            name: page.name,
            text: filled(page.text, &values)?,
        })
    });
    pages.collect()
}

/// The docs of the module: the pages in reading order.
fn contents(pages: &[FilledPage], root: &str) -> String {
    let lines = pages.iter().enumerate().map(|(position, page)| {
        let (title, about) = page.heading();
        let number = position + 1;
        format!(
            "{number}. [{title}]({root}::guide::{}): {about}\n",
            page.name
        )
    });
    let lines: String = lines.collect();
    format!("How to use this crate. The pages build on each other in this order:\n\n{lines}")
}

/// What stands at the end of a page.
fn footer(next: Option<&FilledPage>, root: &str) -> String {
    let next = next.map_or_else(String::new, |page| {
        format!(
            "Next: [{}]({root}::guide::{}). ",
            page.heading().0,
            page.name
        )
    });
    format!("---\n\n{next}[All pages]({root}::guide).\n")
}

fn module(name: &'static str) -> TokenStream {
    let path = format!("guide/{name}.md");
    let name = tokens::word(name);
    quote! {
        #[doc = include_str!(#path)]
        pub mod #name {}
    }
}

/// A page with its placeholders filled in and without the sections that there is nothing for.
fn filled(text: &str, values: &Values) -> Option<String> {
    let mut sections = text.split(SECTION);
    let mut page = filled_section(sections.next()?, values)?;
    for section in sections.filter_map(|section| filled_section(section, values)) {
        page.push('\n');
        page.push_str(&section);
    }
    Some(page)
}

/// A text with its placeholders filled in; `None` if there is nothing for one.
fn filled_section(text: &str, values: &Values) -> Option<String> {
    let mut filled = String::new();
    let mut rest = text;
    // Values are not looked through: braces in them are the document's.
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

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn a_section_without_a_value_is_left_out_and_a_page_without_one_too() {
        let text = "{{a}}\n{{section}}\n{{b}}\n{{section}}\nend\n";
        let a = ("a", "{{b}}".to_owned());
        let b = ("b", "B".to_owned());
        let only_a = vec![a.clone()];
        assert_eq!(filled(text, &only_a).as_deref(), Some("{{b}}\n\nend\n"));
        let both = vec![a, b];
        assert_eq!(filled(text, &both).as_deref(), Some("{{b}}\n\nB\n\nend\n"));
        assert_eq!(filled(text, &vec![]), None);
    }
}
