//! [`indented`]: lists in Markdown as rustdoc's readers and lints expect them.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::{Edit, apply, line_start, part, rustdoc_options};

/// Indents the lines that continue an item of a list to the words of the item. Markdown accepts any indentation, but in the
/// source such lines look like paragraphs of their own.
pub(super) fn indented(source: String) -> String {
    let indented = apply(&source, edits(&source));
    let parse = |source| Parser::new_ext(source, rustdoc_options());
    // Some words mean something else in the new column.
    match parse(&source).eq(parse(&indented)) {
        true => indented,
        false => source,
    }
}

fn edits(source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut columns: Vec<usize> = Vec::new();
    let mut is_new_line = false;
    for (event, range) in Parser::new_ext(source, rustdoc_options()).into_offset_iter() {
        if is_new_line && let Some(&column) = columns.last() {
            let indent = line_start(source, range.start)..range.start;
            let is_blank = part(source, indent.clone()).trim().is_empty();
            if is_blank && indent.len() != column {
                edits.push((indent, " ".repeat(column)));
            }
        }
        is_new_line = matches!(event, Event::SoftBreak | Event::HardBreak);
        match event {
            Event::Start(Tag::Item) => columns.push(content_column(source, range.start)),
            Event::End(TagEnd::Item) => _ = columns.pop(),
            _ => {}
        }
    }
    edits
}

/// The column of the first word of an item.
fn content_column(source: &str, item: usize) -> usize {
    let after = |at: usize| part(source, at..source.len());
    let spaces = |at: usize| after(at).len() - after(at).trim_start_matches(' ').len();
    let marker = item + spaces(item);
    let words = after(marker);
    let marker_end = marker + words.find([' ', '\n']).unwrap_or(words.len());
    let width = match spaces(marker_end) {
        // The item starts in the next line, or with code.
        width if width > 4 || after(marker_end + width).starts_with('\n') => 1,
        width => width.max(1),
    };
    marker_end - line_start(source, item) + width
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn lines_are_indented_to_the_words_of_their_item() {
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
    fn other_lines_are_unchanged() {
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
