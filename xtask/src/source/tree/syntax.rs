//! [`problem`]: what the parser says of a text that is not YAML, in words that help to mend it, and at the right place.

use std::ops::Range;

use super::problem::{BEGINS, Problem, first_char, line};
use super::yaml_mistakes;

/// A collection that has not ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unfinished {
    /// Its first byte.
    pub(super) start: usize,
    /// Whether that is a `[` or `{`.
    pub(super) in_brackets: bool,
}

/// The parser's complaint `info` about the byte `start`; `open` is the innermost collection that has not ended there.
pub(super) fn problem(text: &str, info: &str, start: usize, open: Option<Unfinished>) -> Problem {
    if let Some(problem) = yaml_mistakes::mistake(text, info, start) {
        return problem;
    }
    let bracket = open.filter(|open| open.in_brackets).map(|open| open.start);
    let at = match first_char(text, start) {
        Some(char) => start..start + char.len_utf8(),
        None if bracket.is_none() => line(text, text.trim_end().len()),
        None => start..start,
    };
    let say = |span: Range<usize>, message: &str, help: &str| Problem {
        span,
        message: message.to_owned(),
        help: help.to_owned(),
        begins: None,
        begins_label: BEGINS,
    };
    if let Some(tab) = tab(text, start).filter(|_| info.contains("tab")) {
        return say(
            tab,
            "a tab, where YAML takes only spaces",
            "replace the tab with spaces",
        );
    }
    let in_quotes = [
        "found unexpected end of stream",
        "found unexpected document indicator",
        "invalid indentation in quoted scalar",
    ];
    if in_quotes.iter().any(|part| info.contains(part)) {
        let help = match first_char(text, start) {
            Some('\'') => "add `'` at its end; a quote within the text is written twice: `''`",
            _ => r#"add `"` at its end; a quote within the text is written `\"`"#,
        };
        return say(at, "this quote is not closed", help);
    }
    if let Some(problem) = quote_above(text, info, start) {
        return problem;
    }
    if text.trim_start().starts_with('<') {
        let help = "look at where it comes from: often a page that says so stands there instead";
        return say(at, "this is HTML or XML, not YAML", help);
    }
    if let Some(bracket) = bracket {
        return in_brackets(text, at, bracket);
    }
    if is_after_quote(text, start) || info.contains("trailing content") {
        let help =
            "put the whole text in one pair of quotes; a quote within `'…'` is written twice: `''`";
        return say(at, "text after the closing quote", help);
    }
    let line = line(text, start);
    let words = text.get(line.clone()).unwrap_or_default();
    let before = text.get(line.start..start).unwrap_or_default().trim();
    match info {
        "simple key expect ':'" | "simple key expected" => {
            let line = line_without_colon(text, line);
            say(
                line,
                "a key without a colon",
                "write `key: value`, with `:` and a blank after the key",
            )
        }
        "mapping values are not allowed in this context" if before.contains(": ") => {
            let help = "put the text in quotes";
            say(at, "a text with `: ` in it takes quotes", help)
        }
        "mapping values are not allowed in this context" => match line_without_blank(text, &line) {
            Some(line) => say(
                line,
                "a key without a blank after its colon",
                "write `key: value`, with a blank after the colon",
            ),
            None if key_without_colon(text, &line).is_some() => say(
                key_without_colon(text, &line).unwrap_or(line),
                "a key without a colon",
                "write `key: value`, with `:` and a blank after the key",
            ),
            None => say(
                line,
                "this key is indented further than the one before it",
                "align it with the keys beside it; a text with `: ` in it takes quotes",
            ),
        },
        "while parsing a block mapping, did not find expected key" if words.starts_with("- ") => {
            let help = "indent it under the key whose list it belongs to";
            say(line, "a list item among the keys of a mapping", help)
        }
        "while parsing a block mapping, did not find expected key" | "invalid indentation" => {
            let help = "align it with the keys that it belongs to";
            Problem {
                begins: further_left(text, &line),
                begins_label: "this stands further left: the keys before it ended there",
                ..say(line, "this line is not aligned with anything above", help)
            }
        }
        "while parsing a block collection, did not find expected '-' indicator" => {
            let help = "begin each item with `- `, and align the keys of an item; if this is no list, remove the `- ` above";
            Problem {
                begins: open.map(|open| super::problem::line(text, open.start)),
                ..say(line, "a list goes on here without `- `", help)
            }
        }
        "block sequence entries are not allowed in this context" => say(
            at,
            "a list that begins on the line of its key",
            "write each `- ` on a line of its own, below the key",
        ),
        "while parsing a quoted scalar, found unknown escape character" => say(
            at,
            "an escape that YAML does not have",
            r"write `\\` for a backslash, or use single quotes, which have no escapes",
        ),
        "while parsing a quoted scalar, found invalid Unicode character escape code" => say(
            at,
            "an escape that stands for no character",
            r"write the character itself: YAML has no pairs of `\u` escapes",
        ),
        "while parsing node, found unknown anchor" => say(
            at,
            "a YAML alias of something that is not there",
            "put the text in quotes if it starts with `*`; YAML aliases are not read here",
        ),
        _ if info.starts_with("unexpected character") => say(
            at,
            "a text cannot begin with this character",
            "put the text in quotes",
        ),
        _ => say(
            at,
            &format!("this is not YAML: {info}"),
            "look at this line and the one before it: indentation, quotes, colons",
        ),
    }
}

/// A quote in a line above that is not closed there: the next one in the text ends it, and stood before a `#`.
fn quote_above(text: &str, info: &str, start: usize) -> Option<Problem> {
    let before = text.get(..start)?;
    let quote = before
        .chars()
        .next_back()
        .filter(|it| "'\"".contains(*it))?;
    let end = start - quote.len_utf8();
    let begin = before.get(..end)?.rfind(quote)?;
    let is_above = before.get(begin..end)?.contains('\n');
    (info.contains("comments must be separated") && is_above).then(|| Problem {
        span: begin..begin + quote.len_utf8(),
        message: "this quote is not closed".to_owned(),
        help: format!("add `{quote}` at the end of what it begins"),
        begins: Some(end..start),
        begins_label: "the text goes on up to this quote",
    })
}

/// A comma is missing, or the bracket at the end.
fn in_brackets(text: &str, at: Range<usize>, bracket: usize) -> Problem {
    let (open, close) = match first_char(text, bracket) {
        Some('{') => ('{', '}'),
        _ => ('[', ']'),
    };
    if at.is_empty() {
        return Problem {
            span: bracket..bracket + open.len_utf8(),
            message: format!("this `{open}` is not closed"),
            help: format!("add `{close}` at its end"),
            begins: None,
            begins_label: BEGINS,
        };
    }
    Problem {
        span: at,
        message: format!("`,` or `{close}` is missing before this"),
        help: format!(
            "close the `{open}` with `{close}`, or put `,` between what is in it; a text with `: ` or `, ` in it takes quotes"
        ),
        begins: Some(bracket..bracket + open.len_utf8()),
        begins_label: BEGINS,
    }
}

/// The tab that is meant: the first in front of a line, from the line of `start` on.
fn tab(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text.get(..start).unwrap_or_default();
    let from = before.rfind('\n').map_or(0, |end| end + 1);
    let mut line_start = from;
    for line in text.get(from..)?.split_inclusive('\n').take(3) {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..blanks).and_then(|blanks| blanks.find('\t')) {
            return Some(line_start + tab..line_start + tab + 1);
        }
        line_start += line.len();
    }
    let tab = from + text.get(from..)?.find('\t')?;
    Some(tab..tab + 1)
}

fn is_after_quote(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let starts_word =
        first_char(text, start).is_some_and(|c| !c.is_whitespace() && c != ':' && c != '#');
    starts_word && before.trim_end_matches(' ').ends_with(['\'', '"'])
}

/// The line of a byte without the blanks around it, or the nearest before it that has no colon: YAML takes a key without
/// one for the beginning of the next.
fn line_without_colon(text: &str, line: Range<usize>) -> Range<usize> {
    let has_colon = |line: &str| line.ends_with(':') || line.contains(": ");
    let mut start = text.get(..line.start).unwrap_or_default().rfind('\n');
    for _ in 0..2 {
        let Some(end) = start else { break };
        let above = super::problem::line(text, end.saturating_sub(1));
        let words = text.get(above.clone()).unwrap_or_default();
        if !words.is_empty() && !words.starts_with('#') && !has_colon(words) {
            return above;
        }
        start = text.get(..above.start).unwrap_or_default().rfind('\n');
    }
    line
}

/// The line before another, if it is a key and a value without a blank between: to YAML that is one word, which goes on
/// in the next line.
fn line_without_blank(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let end = text.get(..line.start)?.rfind('\n')?;
    let above = super::problem::line(text, end.saturating_sub(1));
    let words = text.get(above.clone())?;
    let (key, value) = words.trim_start_matches("- ").split_once(':')?;
    let is_key = !key.is_empty() && !key.contains(' ');
    (is_key && value.starts_with(char::is_alphanumeric)).then_some(above)
}

/// The line before another that has the indent of a key, and no colon: `operationId users_retrieve`.
fn key_without_colon(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let end = text.get(..line.start)?.rfind('\n')?;
    let above = super::problem::line(text, end.saturating_sub(1));
    let words = text.get(above.clone())?;
    let key = words.trim_start_matches("- ").split(' ').next()?;
    let is_key = key
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || "-_$/'{}".contains(char));
    (is_key && !words.is_empty() && column(text, &above) == column(text, line)).then_some(above)
}

/// The line that ended the mapping in which another line would stand: the nearest above that stands further left than it,
/// with one just as far right before it.
fn further_left(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let own = column(text, line);
    let mut left: Option<Range<usize>> = None;
    let mut above = line.clone();
    while let Some(end) = text.get(..above.start).unwrap_or_default().rfind('\n') {
        above = super::problem::line(text, end);
        let words = text.get(above.clone()).unwrap_or_default();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let column = column(text, &above);
        match &left {
            Some(left) if column == own => return Some(left.clone()),
            Some(left) if column < self::column(text, left) => return None,
            _ if column < own => left = Some(above.clone()),
            _ => {}
        }
    }
    None
}

/// How many bytes stand before a place in its line.
fn column(text: &str, place: &Range<usize>) -> usize {
    let before = text.get(..place.start).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |end| end + 1)
}
