//! [`mistake`]: mistakes that the parser does not know, or takes for something else, each named by what stands in the text.

use std::ops::Range;

use super::problem::{BEGINS, Problem, first_char, line};
use crate::source::homoglyphs::homoglyph;

/// What was most likely meant, if the text shows it near the byte `start` that the parser complains of.
pub(super) fn mistake(text: &str, info: &str, start: usize) -> Option<Problem> {
    conflict(text)
        .or_else(|| control_character(text))
        .or_else(|| strange_character(text, start))
        .or_else(|| tab_after_colon(text, info, start))
        .or_else(|| unquoted(text, info, start))
}

/// A marker that a merge left, wherever it stands.
pub(super) fn conflict(text: &str) -> Option<Problem> {
    let mut place = 0;
    let mut markers = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words == "=======" || MARKERS.iter().any(|marker| words.starts_with(marker)) {
            markers.push(place..place + words.len());
        }
        place += line.len();
    }
    // A row of `=` alone is a heading in Markdown.
    let is_one = |marker: &Range<usize>| text.get(marker.clone()).is_some_and(|it| it != "=======");
    let first = markers.iter().find(|marker| is_one(marker))?;
    Some(say(
        first.clone(),
        "a merge conflict was left here",
        "keep what is right of both sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    ))
}

const MARKERS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

fn control_character(text: &str) -> Option<Problem> {
    let is_control = |char: char| char.is_control() && !"\n\r\t\u{85}".contains(char);
    let (place, char) = text.char_indices().find(|(_, char)| is_control(*char))?;
    Some(say(
        place..place + char.len_utf8(),
        &format!("a control character, U+{:04X}", u32::from(char)),
        "remove it; if it is meant, write it within double quotes as an escape, as in `\"\\0\"`",
    ))
}

/// Characters that look like those of YAML, from the line before the complaint to its end.
fn strange_character(text: &str, start: usize) -> Option<Problem> {
    let here = line(text, start.min(text.len()));
    let above = text.get(..here.start)?.trim_end().len();
    let above = line(text, above.saturating_sub(1).min(above));
    [here, above].into_iter().find_map(|line| {
        let words = text.get(line.clone())?;
        let (key, value) = words.split_once([':', '\u{ff1a}'])?;
        let after_key = line.start + key.len();
        let char = first_char(text, after_key)?;
        let (place, char) = if char == '\u{ff1a}' {
            (after_key, char)
        } else {
            let blanks = value.len() - value.trim_start_matches(' ').len();
            (
                after_key + 1 + blanks,
                value.trim_start_matches(' ').chars().next()?,
            )
        };
        let (name, help) = homoglyph(char)?;
        let message = format!(
            "{name}, U+{:04X}, which means nothing to YAML",
            u32::from(char)
        );
        Some(say(place..place + char.len_utf8(), &message, help))
    })
}

fn tab_after_colon(text: &str, info: &str, start: usize) -> Option<Problem> {
    if !info.contains("':' must be followed") {
        return None;
    }
    let line = line(text, start.min(text.len()));
    let tab = line.start + text.get(line)?.find(":\t")? + 1;
    Some(say(
        tab..tab + 1,
        "a tab after a colon, where YAML takes only a blank",
        "replace the tab with a blank",
    ))
}

/// A text that begins with a sign of YAML, in the line of the complaint or the one before it.
fn unquoted(text: &str, info: &str, start: usize) -> Option<Problem> {
    let here = line(text, start.min(text.len()));
    let above = text.get(..here.start)?.trim_end().len();
    let above = line(text, above.saturating_sub(1).min(above));
    [here, above].into_iter().find_map(|line| {
        let words = text.get(line.clone())?;
        let (key, value) = words.split_once(": ")?;
        let value = value.trim_start();
        if key.contains(['{', '[', '"', '#', ' ']) || value.is_empty() {
            return None;
        }
        let place = line.end - value.len();
        let first = value.chars().next()?;
        let rest = value.get(first.len_utf8()..).unwrap_or_default();
        let is_text = |rest: &str| rest.trim_start().starts_with(|char: char| char.is_alphanumeric());
        match first {
            '[' | '{' => {
                let close = if first == '[' { ']' } else { '}' };
                let (_, rest) = rest.split_once(close)?;
                (info.contains("block mapping") && is_text(rest)).then(|| {
                    say(
                        place..place + 1,
                        &format!("a text cannot begin with `{first}`"),
                        "put the text in quotes",
                    )
                })
            }
            '|' | '>' => (info.contains("block scalar") && is_text(rest)).then(|| {
                say(
                    place..place + 1,
                    &format!("text on the line of the `{first}`"),
                    &format!("begin the text on the next line, indented further than its key; or put it in quotes if it starts with `{first}`"),
                )
            }),
            '&' | '*' => (info.contains("anchor") || info.contains("alias")).then(|| {
                say(
                    place..place + 1,
                    &format!("a text cannot begin with `{first}`"),
                    "put the text in quotes",
                )
            }),
            _ => None,
        }
    })
}

fn say(span: Range<usize>, message: &str, help: &str) -> Problem {
    Problem {
        span,
        message: message.to_owned(),
        help: help.to_owned(),
        begins: None,
        begins_label: BEGINS,
    }
}
