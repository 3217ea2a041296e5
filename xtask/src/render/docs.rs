//! Texts of the document in doc comments: as prose, within a line, within a cell of a table, as code.

use proc_macro2::TokenStream;
use pulldown_cmark::{Event, Parser, Tag};
use quote::quote;

use super::markdown::rustdoc_options;
pub(super) use super::prose::prose;
use super::prose::{plain, printable};

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

/// Prose within a line: one paragraph, without a list, a heading or another block.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let safe = prose(&joined);
    if is_paragraph(&safe) {
        safe
    } else {
        plain(&printable(&joined))
    }
}

fn is_paragraph(text: &str) -> bool {
    let mut depth = 0_usize;
    let blocks = Parser::new_ext(text, rustdoc_options()).filter(|event| {
        let is_block = depth == 0;
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_block
    });
    let blocks: Vec<Event<'_>> = blocks.collect();
    !text.contains('\n') && matches!(blocks.as_slice(), [] | [Event::Start(Tag::Paragraph)])
}

/// Prose, or what [`code`] gives, within a cell of a table.
pub(super) fn cell(markdown: &str) -> String {
    let mut cell = String::with_capacity(markdown.len());
    for c in markdown.chars() {
        if c == '|' {
            // However many backslashes stand before it, one escapes it.
            cell.truncate(cell.trim_end_matches('\\').len());
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}

/// A text of the document as code, on one line.
pub(super) fn code(text: &str) -> String {
    let code: String = printable(text)
        .chars()
        .map(|c| match c {
            '`' => '\'',
            '\n' => ' ',
            c => c,
        })
        .collect();
    if code.is_empty() {
        "` `".to_owned()
    } else {
        format!("`{code}`")
    }
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
    let sentence = paragraph.get(..end).unwrap_or(&paragraph);
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
            ("> said", "\\> said"),
            ("a ` mark", "a \\` mark"),
            ("", ""),
        ] {
            assert_eq!(line(text), safe);
        }
    }

    #[test]
    fn code_and_cells_hold_together() {
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
