//! [`prose`]: Markdown of the document → Markdown for rustdoc: the same words, made safe for what rustdoc makes of them.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::list_items::indented;
use super::markdown::rustdoc_options;

/// Prose of the document, safe as a doc comment: links that lead nowhere, HTML, bare URLs and code that rustdoc would
/// take for a test are made plain text. What cannot be made safe in this way is plain text as a whole.
pub(super) fn prose(text: &str) -> String {
    let text = printable(text);
    let mended = indented(mended(text.clone()));
    if is_safe(&mended) {
        mended
    } else {
        plain(&text)
    }
}

/// Whether rustdoc would find nothing in it but words, and nothing in what follows it but what is meant there.
fn is_safe(text: &str) -> bool {
    // What is not closed, as a fence, would take in this paragraph too.
    let followed = format!("{text}\n\nx");
    let mut broken = false;
    let mut resolve = |_: BrokenLink<'_>| {
        broken = true;
        None
    };
    let parser =
        Parser::new_with_broken_link_callback(&followed, rustdoc_options(), Some(&mut resolve));
    let own_definitions = parser.reference_definitions().iter();
    let mut safe = own_definitions
        .map(|(label, definition)| (label, &definition.dest))
        .all(|(label, url)| is_external(LinkType::Inline, url) && !label.contains('`'));
    let mut depth = 0_usize;
    let mut last = Vec::new();
    for event in parser {
        match &event {
            Event::Start(tag) => {
                if depth == 0 {
                    last.clear();
                }
                depth += 1;
                safe &= match tag {
                    Tag::CodeBlock(CodeBlockKind::Indented) | Tag::HtmlBlock => false,
                    Tag::CodeBlock(CodeBlockKind::Fenced(info)) => PLAIN.contains(&&**info),
                    Tag::Link {
                        link_type,
                        dest_url,
                        ..
                    }
                    | Tag::Image {
                        link_type,
                        dest_url,
                        ..
                    } => is_external(*link_type, dest_url),
                    _ => true,
                };
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Html(_) | Event::InlineHtml(_) => safe = false,
            _ => {}
        }
        last.push(event);
    }
    let closed = matches!(
        last.as_slice(),
        [Event::Start(Tag::Paragraph), Event::Text(text), Event::End(_)] if **text == *"x"
    );
    safe && closed && !broken
}

/// The words without any Markdown.
pub(super) fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let escaped = line.trim().chars().map(|c| match c.is_ascii_punctuation() {
            true => format!("\\{c}"),
            false => c.to_string(),
        });
        escaped.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn mended(text: String) -> String {
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
    let mut in_code = false;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                in_code = true;
                edits.extend(fence(&text, &range, &info));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                in_code = true;
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
                edits.extend(bare_urls(&text, range));
            }
            Event::Text(_) => {
                // A mark without its other half would find one in what stands beside the text.
                let marks = part(&text, range.clone()).match_indices('`');
                let marks = marks.map(|(at, _)| range.start + at);
                if !in_code {
                    edits.extend(marks.map(|at| (at..at, "\\".to_owned())));
                }
                if link_depth == 0 && !in_code {
                    edits.extend(bare_urls(&text, range));
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
    }
    apply(text, edits)
}

/// Without characters that a doc comment cannot hold (carriage returns) or that the compiler refuses there because they
/// turn the direction of text.
pub(super) fn printable(text: &str) -> String {
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

/// Languages of code blocks that rustdoc does not test.
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

/// Says `text` where a fence names no language, or one that rustdoc would test.
fn fence(text: &str, range: &Range<usize>, info: &str) -> Option<(Range<usize>, String)> {
    if PLAIN.contains(&info) {
        return None;
    }
    let line_end = part(text, range.start..text.len())
        .find('\n')
        .map_or(range.end, |at| range.start + at);
    let opening = part(text, range.start..line_end);
    let marks = opening
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
    use super::prose;

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
                "<a href=\"https://example.com/\">a link</a>",
                "\\<a href=\"<https://example.com/>\">a link\\</a>",
            ),
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
    fn what_cannot_be_mended_is_plain() {
        for (text, safe) in [
            ("```text\nnever closed", "\\`\\`\\`text\nnever closed"),
            (
                "[`Label`]: https://example.com/",
                "\\[\\`Label\\`\\]\\: https\\:\\/\\/example\\.com\\/",
            ),
        ] {
            assert_eq!(prose(text), safe);
        }
    }
}
