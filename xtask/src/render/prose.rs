//! [`prose`]: Markdown of the document → Markdown for rustdoc: the same words, safe in a doc comment.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::list_items::indented;
use super::markdown::{Edit, apply, line_start, part, rustdoc_options};

/// Languages of code blocks that rustdoc does not test.
const UNTESTED: &str =
    "bash console http ini javascript js json python sh shell text toml xml yaml yml";

/// Makes Markdown safe as a doc comment: broken links, HTML, bare URLs and code that rustdoc would test become plain text.
/// If that is not enough, all of it becomes plain text.
pub(super) fn prose(source: &str) -> String {
    let source = printable(source);
    let fixed = indented(fix(&source));
    match is_safe(&fixed) {
        true => fixed,
        false => plain(&source),
    }
}

/// Whether rustdoc finds only words in it, and whether what follows it is unaffected.
fn is_safe(source: &str) -> bool {
    // An unclosed block, as a fence, would include this paragraph.
    let followed = format!("{source}\n\nx");
    let mut has_broken_links = false;
    let mut resolve = |_: BrokenLink<'_>| {
        has_broken_links = true;
        None
    };
    let parser =
        Parser::new_with_broken_link_callback(&followed, rustdoc_options(), Some(&mut resolve));
    let has_safe_definitions = parser
        .reference_definitions()
        .iter()
        .all(|(label, it)| is_external(LinkType::Inline, &it.dest) && !label.contains('`'));
    let events: Vec<Event<'_>> = parser.collect();
    let is_closed = matches!(
        events.as_slice(),
        [.., Event::Start(Tag::Paragraph), Event::Text(text), Event::End(_)] if **text == *"x"
    );
    has_safe_definitions && is_closed && !has_broken_links && events.iter().all(is_safe_event)
}

fn is_safe_event(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented) | Tag::HtmlBlock) => false,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => is_untested(language),
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
        ) => is_external(*link_type, dest_url),
        Event::Html(_) | Event::InlineHtml(_) => false,
        _ => true,
    }
}

/// The words with every sign of Markdown escaped.
pub(super) fn plain(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let escaped = line.trim().chars().map(|c| match c.is_ascii_punctuation() {
            true => format!("\\{c}"),
            false => c.to_string(),
        });
        escaped.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn fix(source: &str) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    let escape = |at: usize| (at..at, "\\".to_owned());
    // rustdoc resolves every shortcut reference as a path, so all of them are escaped.
    let mut resolve = |link: BrokenLink<'_>| {
        let title = CowStr::from(link.reference.to_string());
        Some((CowStr::Borrowed(""), title))
    };
    let parser =
        Parser::new_with_broken_link_callback(source, rustdoc_options(), Some(&mut resolve));
    let mut link_depth = 0_usize;
    let mut in_code = false;
    for (event, range) in parser.into_offset_iter() {
        let start = range.start;
        let signs = part(source, range.clone());
        let find_all = |sign| {
            signs
                .match_indices(sign)
                .map(move |(at, _)| escape(start + at))
        };
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                match kind {
                    CodeBlockKind::Fenced(language) if is_untested(&language) => {}
                    CodeBlockKind::Fenced(_) => edits.push(text_language(source, range)),
                    CodeBlockKind::Indented => {
                        let range = line_start(source, range.start)..range.end;
                        edits.push((range.clone(), fenced(part(source, range))));
                    }
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
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
                    edits.push(escape(range.start));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => link_depth = link_depth.saturating_sub(1),
            Event::Html(_) | Event::InlineHtml(_) => {
                edits.extend(find_all('<'));
                edits.extend(bare_urls(source, range));
            }
            Event::Text(_) if !in_code => {
                // An unpaired backtick would pair with one outside of the string.
                edits.extend(find_all('`'));
                if link_depth == 0 {
                    edits.extend(bare_urls(source, range));
                }
            }
            _ => {}
        }
    }
    apply(source, edits)
}

/// Replaces characters that a doc comment cannot have (carriage returns), or that the compiler rejects there because they
/// change the direction of text.
pub(super) fn printable(source: &str) -> String {
    let source = source.replace("\r\n", "\n");
    let chars = source.chars().map(|c| match c {
        '\n' => c,
        '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    });
    chars.collect()
}

fn is_external(link_type: LinkType, url: &str) -> bool {
    let mut schemes = ["http://", "https://", "mailto:"].iter();
    link_type == LinkType::Email || schemes.any(|scheme| url.starts_with(scheme))
}

fn is_untested(language: &str) -> bool {
    UNTESTED.split(' ').any(|it| it == language)
}

/// Replaces the language of a fenced block.
fn text_language(source: &str, range: Range<usize>) -> Edit {
    let opening = part(source, range.start..source.len());
    let line = opening.find('\n').unwrap_or(range.len());
    let marks = opening.len() - opening.trim_start_matches(['`', '~']).len();
    (
        range.start + marks.min(line)..range.start + line,
        "text".to_owned(),
    )
}

/// An indented block as a fenced one.
fn fenced(block: &str) -> String {
    let lines = block.trim_end().lines();
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix("    ").unwrap_or(line))
        .collect();
    let block = lines.join("\n");
    let runs = block.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    format!("{fence}text\n{block}\n{fence}\n")
}

fn bare_urls(source: &str, range: Range<usize>) -> Vec<Edit> {
    let is_end = |c: char| c.is_whitespace() || "<>\")(][`".contains(c);
    let mut edits = Vec::new();
    let mut from = range.start;
    while let Some(at) = ["http://", "https://"]
        .iter()
        .filter_map(|scheme| part(source, from..range.end).find(scheme))
        .min()
    {
        let start = from + at;
        let rest = part(source, start..range.end);
        let url = part(rest, 0..rest.find(is_end).unwrap_or(rest.len()));
        from = start + url.len();
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        edits.push((start..start + url.len(), format!("<{url}>")));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn safe_prose_is_unchanged() {
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
    fn unsafe_markdown_is_escaped() {
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
    fn what_cannot_be_fixed_is_plain() {
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
