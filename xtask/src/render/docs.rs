//! Prose of the document → rustdoc: the same words, made safe for what rustdoc makes of Markdown.

use std::ops::Range;

use proc_macro2::TokenStream;
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};
use quote::quote;

/// Markdown as doc attributes, a line each.
pub(super) fn attributes(markdown: &str) -> TokenStream {
    let lines = markdown.trim_end().lines().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Prose of the document, safe as a doc comment: links that lead nowhere, HTML, bare URLs and code that rustdoc would
/// take for a test are made plain text.
pub(super) fn prose(text: &str) -> String {
    let text = printable(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    // rustdoc resolves every shortcut reference as a path, so each must be plain text here.
    let mut resolve = |link: BrokenLink<'_>| {
        Some((
            CowStr::Borrowed(""),
            CowStr::from(link.reference.to_string()),
        ))
    };
    let parser =
        Parser::new_with_broken_link_callback(&text, rustdoc_options(), Some(&mut resolve));
    let mut link_depth = 0_usize;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                edits.extend(fence(&text, &range, &info))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                let start = part(&text, 0..range.start)
                    .rfind('\n')
                    .map_or(0, |at| at + 1);
                edits.push((start..range.end, fenced(part(&text, start..range.end))));
            }
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    ..
                },
            ) => {
                link_depth += 1;
                if !is_external(link_type, &dest_url) {
                    edits.push((range.start..range.start, "\\".to_owned()));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => link_depth = link_depth.saturating_sub(1),
            Event::Html(_) | Event::InlineHtml(_) => {
                let opening = part(&text, range.clone())
                    .match_indices('<')
                    .map(|(at, _)| range.start + at);
                edits.extend(opening.map(|at| (at..at, "\\".to_owned())));
            }
            Event::Text(_) if link_depth == 0 => edits.extend(bare_urls(&text, range)),
            _ => {}
        }
    }
    apply(text, edits)
}

/// The first paragraph, on one line, without a full stop at its end.
pub(super) fn first_sentence(text: &str) -> String {
    let paragraph: Vec<&str> = text
        .trim()
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .map(str::trim)
        .collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").unwrap_or(paragraph.len());
    part(&paragraph, 0..end).trim_end_matches('.').to_owned()
}

/// The extensions of Markdown that rustdoc turns on.
fn rustdoc_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Without characters that a doc comment cannot hold (carriage returns) or that the compiler refuses there because they
/// turn the direction of text.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .map(|c| match c {
            '\n' => c,
            '\t' => ' ',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                '\u{fffd}'
            }
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn is_external(link_type: LinkType, url: &str) -> bool {
    let is_url = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    is_url || matches!(link_type, LinkType::Email)
}

/// Says `text` where a fence names no language, or one that rustdoc would test.
fn fence(text: &str, range: &Range<usize>, info: &str) -> Option<(Range<usize>, String)> {
    const PLAIN: &[&str] = &[
        "bash",
        "console",
        "http",
        "ini",
        "javascript",
        "js",
        "json",
        "python",
        "sh",
        "shell",
        "text",
        "toml",
        "xml",
        "yaml",
        "yml",
    ];
    if PLAIN.contains(&info) {
        return None;
    }
    let line_end = part(text, range.start..text.len())
        .find('\n')
        .map_or(range.end, |at| range.start + at);
    let marks = part(text, range.start..line_end)
        .chars()
        .take_while(|c| matches!(c, '`' | '~'))
        .count();
    Some((range.start + marks..line_end, "text".to_owned()))
}

/// An indented block as a fenced one.
fn fenced(block: &str) -> String {
    let lines: Vec<&str> = block
        .trim_end()
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line))
        .collect();
    let block = lines.join("\n");
    let width = block
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
        .max(2)
        + 1;
    let fence = "`".repeat(width);
    format!("{fence}text\n{block}\n{fence}\n")
}

fn bare_urls(text: &str, range: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    let mut from = range.start;
    while let Some(at) = ["http://", "https://"]
        .iter()
        .filter_map(|scheme| part(text, from..range.end).find(scheme))
        .min()
    {
        let start = from + at;
        let length = part(text, start..range.end)
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | '(' | ']' | '[' | '`')
            })
            .unwrap_or(range.end - start);
        let end = start
            + part(text, start..start + length)
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '\''])
                .len();
        edits.push((start..end, format!("<{}>", part(text, start..end))));
        from = start + length;
    }
    edits
}

/// A part of a text, by a range that the parser gave.
fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

fn apply(text: String, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in edits {
        if range.start < at {
            continue;
        }
        edited.push_str(part(&text, at..range.start));
        edited.push_str(&replacement);
        at = range.end;
    }
    edited.push_str(part(&text, at..text.len()));
    edited
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, prose};

    #[test]
    fn prose_stays_what_it_is() {
        for text in [
            "Plain words, `code [with] <brackets>` and *emphasis*.",
            "A link to [the docs](https://example.com/a).",
            "An autolink <https://example.com/>.",
            "- a list\n- of items",
            "```json\n{\"a\": [1]}\n```",
        ] {
            assert_eq!(prose(text), text);
        }
    }

    #[test]
    fn what_rustdoc_would_mistake_becomes_text() {
        for (text, safe) in [
            ("see [Label]", "see \\[Label]"),
            ("a [link](Other)", "a \\[link](Other)"),
            ("a <b>tag</b>", "a \\<b>tag\\</b>"),
            (
                "at https://example.com/x, or",
                "at <https://example.com/x>, or",
            ),
            ("```\nlet x;\n```", "```text\nlet x;\n```"),
            ("```rust,no_run\nx\n```", "```text\nx\n```"),
            ("a\rb\u{202e}c", "a\u{fffd}b\u{fffd}c"),
        ] {
            assert_eq!(prose(text), safe);
        }
    }

    #[test]
    fn indented_code_is_fenced() {
        assert_eq!(
            prose("before\n\n    let x = 1;\n\nafter"),
            "before\n\n```text\nlet x = 1;\n```\n\nafter"
        );
    }

    #[test]
    fn the_first_sentence_is_found() {
        assert_eq!(first_sentence("One. Two."), "One");
        assert_eq!(first_sentence("One\nline of it.\n\nTwo."), "One line of it");
    }
}
