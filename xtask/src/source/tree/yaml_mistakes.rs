//! [`mistake`]: mistakes that the parser does not know, or takes for something else.

use std::ops::Range;

use super::problem::{Problem, first_char, line, words};
use crate::source::homoglyphs::homoglyph;

/// What was most likely meant, if the text shows it near the byte `start` that the parser complains of.
pub(super) fn mistake(text: &str, info: &str, start: usize) -> Option<Problem> {
    let here = line(text, start.min(text.len()));
    let above = text.get(..here.start).unwrap_or_default().trim_end().len();
    let mut near = [here.clone(), line(text, above.saturating_sub(1))].into_iter();
    conflict(text)
        .or_else(|| control_character(text))
        .or_else(|| near.clone().find_map(|line| strange_character(text, line)))
        .or_else(|| tab_after_colon(text, info, here))
        .or_else(|| near.find_map(|line| unquoted(text, info, line)))
}

/// A marker that a merge left, anywhere in the text. A row of `=` alone is a heading in Markdown.
pub(super) fn conflict(text: &str) -> Option<Problem> {
    let mut start = 0;
    let marker = text.split_inclusive('\n').find_map(|line| {
        let words = line.trim_end();
        let is_marker = words.starts_with("<<<<<<< ") || words.starts_with(">>>>>>> ");
        let span = start..start + words.len();
        start += line.len();
        is_marker.then_some(span)
    })?;
    Some(Problem::new(
        marker,
        "unresolved merge conflict",
        "keep what is right of both sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    ))
}

fn control_character(text: &str) -> Option<Problem> {
    let is_control = |char: char| char.is_control() && !"\n\r\t\u{85}".contains(char);
    let (place, char) = text.char_indices().find(|(_, char)| is_control(*char))?;
    Some(Problem::new(
        place..place + char.len_utf8(),
        format!("a control character, U+{:04X}", u32::from(char)),
        "remove it; if it is meant, write it within double quotes as an escape, as in `\"\\0\"`",
    ))
}

/// A character after the key that looks like one of YAML.
fn strange_character(text: &str, line: Range<usize>) -> Option<Problem> {
    let (key, value) = words(text, &line).split_once([':', '\u{ff1a}'])?;
    let colon = line.start + key.len();
    let value_start = line.end - value.trim_start_matches(' ').len();
    let [colon, first] = [colon, value_start].map(|at| Some((at, first_char(text, at)?)));
    let (place, char) = colon.filter(|(_, char)| *char == '\u{ff1a}').or(first)?;
    let (name, help) = homoglyph(char)?;
    let message = format!(
        "{name}, U+{:04X}, which has no meaning in YAML",
        u32::from(char)
    );
    Some(Problem::new(place..place + char.len_utf8(), message, help))
}

fn tab_after_colon(text: &str, info: &str, line: Range<usize>) -> Option<Problem> {
    let tab = line.start + words(text, &line).find(":\t")? + 1;
    info.contains("':' must be followed").then(|| {
        Problem::new(
            tab..tab + 1,
            "a tab after `:`, where YAML requires a space",
            "replace the tab with a space",
        )
    })
}

/// A string that begins with a sign of YAML.
fn unquoted(text: &str, info: &str, line: Range<usize>) -> Option<Problem> {
    let (key, value) = words(text, &line).split_once(": ")?;
    let value = value.trim_start();
    if key.contains(['{', '[', '"', '#', ' ']) {
        return None;
    }
    let place = line.end - value.len();
    let mut chars = value.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let is_text = |rest: &str| rest.trim_start().starts_with(char::is_alphanumeric);
    let is_block = matches!(first, '|' | '>');
    let is_meant = match first {
        '[' | '{' => {
            let close = if first == '[' { ']' } else { '}' };
            let (_, rest) = rest.split_once(close)?;
            info.contains("block mapping") && is_text(rest)
        }
        '|' | '>' => info.contains("block scalar") && is_text(rest),
        '&' | '*' => info.contains("anchor") || info.contains("alias"),
        _ => false,
    };
    let (message, help) = match is_block {
        true => (
            format!("a string on the line of the `{first}`"),
            format!(
                "begin the string on the next line, indented further than its key; or put it in quotes if it starts with `{first}`"
            ),
        ),
        false => (
            format!("an unquoted string cannot begin with `{first}`"),
            "put the string in quotes".to_owned(),
        ),
    };
    is_meant.then(|| Problem::new(place..place + 1, message, help))
}
