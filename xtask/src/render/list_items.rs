//! [`indented`]: lists in Markdown as rustdoc's readers and lints expect them.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::rustdoc_options;

/// The same text, with each line that goes on with an item of a list below the words of the item. Markdown takes them
/// anywhere, but in the source they look like paragraphs of their own.
pub(super) fn indented(text: String) -> String {
    let mut indented = String::with_capacity(text.len());
    let mut at = 0;
    for (indent, column) in continued(&text) {
        indented.push_str(text.get(at..indent.start).unwrap_or_default());
        indented.push_str(&" ".repeat(column));
        at = indent.end;
    }
    indented.push_str(text.get(at..).unwrap_or_default());
    // Some words mean something only where they stand now.
    if Parser::new_ext(&text, rustdoc_options()).eq(Parser::new_ext(&indented, rustdoc_options())) {
        indented
    } else {
        text
    }
}

/// The white space before each line that goes on with an item, and how wide it should be.
fn continued(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut continued = Vec::new();
    let mut columns: Vec<usize> = Vec::new();
    let mut is_new_line = false;
    for (event, range) in Parser::new_ext(text, rustdoc_options()).into_offset_iter() {
        if is_new_line && let Some(&column) = columns.last() {
            let start = line_start(text, range.start);
            let indent = start..range.start;
            let is_blank = text
                .get(indent.clone())
                .is_some_and(|it| it.trim().is_empty());
            if is_blank && indent.len() != column {
                continued.push((indent, column));
            }
        }
        is_new_line = matches!(event, Event::SoftBreak | Event::HardBreak);
        match event {
            Event::Start(Tag::Item) => columns.push(content_column(text, range.start)),
            Event::End(TagEnd::Item) => {
                columns.pop();
            }
            _ => {}
        }
    }
    continued
}

/// The column in which the words of an item begin.
fn content_column(text: &str, item: usize) -> usize {
    let start = line_start(text, item);
    let after = |at: usize| text.get(at..).unwrap_or_default();
    let spaces = |at: usize| after(at).len() - after(at).trim_start_matches(' ').len();
    let marker = item + spaces(item);
    let words = after(marker);
    let marker_end = marker + words.find([' ', '\n']).unwrap_or(words.len());
    let width = match spaces(marker_end) {
        // The item begins in the next line, or with code.
        width if width > 4 || after(marker_end + width).starts_with('\n') => 1,
        width => width.max(1),
    };
    marker_end - start + width
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn lines_go_on_below_the_words_of_their_item() {
        for (text, expected) in [
            ("- one\ntwo", "- one\n  two"),
            ("1. one\n     two\n  three", "1. one\n   two\n   three"),
            (
                "- one\n  - two\nthree\n  four\n- five",
                "- one\n  - two\n    three\n    four\n- five",
            ),
            ("  - one\n  two", "  - one\n    two"),
            ("- a *long\nway*", "- a *long\n  way*"),
            ("- one\n\n  two\nthree", "- one\n\n  two\n  three"),
        ] {
            assert_eq!(indented(text.to_owned()), expected);
        }
    }

    #[test]
    fn all_else_stays() {
        for text in [
            "one\n  two",
            "- one\n  two",
            "- one\n      # two",
            "> - one\n> two",
            "- one\n\n  ```text\nx\n  ```",
            "-\n  one",
        ] {
            assert_eq!(indented(text.to_owned()), text);
        }
    }
}
