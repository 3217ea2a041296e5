//! Strings of the document in doc comments: as prose, within a line, within a cell of a table, as code.

use proc_macro2::TokenStream;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use quote::quote;

use super::markdown::rustdoc_options;
pub(super) use super::prose::prose;
use super::prose::{plain, printable};

/// Markdown as doc attributes, one per line.
pub(super) fn attributes(markdown: &str) -> TokenStream {
    let lines = markdown.trim_end().lines().map(|line| {
        let line = match line {
            "" => String::new(),
            line => format!(" {line}"),
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Prose within a line: one paragraph, without a list, a heading or another block.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let safe = prose(&joined);
    match is_paragraph(&safe) {
        true => safe,
        false => plain(&printable(&joined)),
    }
}

fn is_paragraph(source: &str) -> bool {
    let mut events = Parser::new_ext(source, rustdoc_options());
    let is_one_block = match events.next() {
        None => true,
        Some(Event::Start(Tag::Paragraph)) => {
            let end = Event::End(TagEnd::Paragraph);
            events.skip_while(|event| *event != end).count() == 1
        }
        Some(_) => false,
    };
    is_one_block && !source.contains('\n')
}

/// Prose or [`code`] within a cell of a table.
pub(super) fn cell(markdown: &str) -> String {
    let mut cell = String::with_capacity(markdown.len());
    for c in markdown.chars() {
        if c == '|' {
            // One backslash escapes it, however many are before it.
            cell.truncate(cell.trim_end_matches('\\').len());
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}

/// A string of the document as code, on one line.
pub(super) fn code(text: &str) -> String {
    match printable(text).replace('`', "'").replace('\n', " ") {
        code if code.is_empty() => "` `".to_owned(),
        code => format!("`{code}`"),
    }
}

/// The first sentence on one line, without its full stop.
pub(super) fn first_sentence(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim);
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let sentence = paragraph.split(". ").next().unwrap_or(&paragraph);
    sentence.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{cell, code, first_sentence, line};

    #[test]
    fn a_line_is_one_paragraph() {
        for (text, safe) in [
            ("Plain `code` and\n*more*.", "Plain `code` and *more*."),
            ("# A heading", "\\# A heading"),
            ("- a list", "\\- a list"),
            ("1. a list", "1\\. a list"),
            ("> quoted", "\\> quoted"),
            ("a ` mark", "a \\` mark"),
            ("", ""),
        ] {
            assert_eq!(line(text), safe);
        }
    }

    #[test]
    fn code_and_cells_are_closed() {
        assert_eq!(code("a`b\r\nc\rd"), "`a'b c\u{fffd}d`");
        assert_eq!(code(""), "` `");
        assert_eq!(cell(r"a | b \| c \\| d"), r"a \| b \| c \| d");
    }

    #[test]
    fn the_first_sentence_is_found() {
        assert_eq!(first_sentence("One. Two."), "One");
        assert_eq!(first_sentence("One\nline of it.\n\nTwo."), "One line of it");
    }
}
