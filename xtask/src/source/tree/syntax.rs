//! [`problem`]: what the parser complains of, in words that help to fix it, and at the right location.

use std::ops::Range;

use super::problem::{Problem, column, first_char, line, line_above, words};
use super::yaml_mistakes;

/// A collection that has not ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unfinished {
    /// Its first byte.
    pub(super) start: usize,
    /// Whether that is a `[` or `{`.
    pub(super) in_brackets: bool,
}

/// Complaints of the parser about one character, each with a message and a help.
const OF_ONE_CHARACTER: [(&str, &str, &str); 6] = [
    (
        "block sequence entries are not allowed in this context",
        "an array cannot begin on the line of its key",
        "write each `- ` on a line of its own, below the key",
    ),
    (
        "found unknown escape character",
        "unknown escape sequence",
        r"write `\\` for a backslash, or use single quotes, which have no escapes",
    ),
    (
        "found invalid Unicode character escape code",
        "invalid Unicode escape",
        "write the character itself, or both halves of a surrogate pair",
    ),
    (
        "found unknown anchor",
        "unknown YAML alias",
        "put the string in quotes if it starts with `*`; an alias needs an anchor before it, as in `&name`",
    ),
    (
        "unexpected character",
        "an unquoted string cannot begin with this character",
        "put the string in quotes",
    ),
    ("trailing content", AFTER_QUOTE.0, AFTER_QUOTE.1),
];

const AFTER_QUOTE: (&str, &str) = (
    "unexpected characters after the closing quote",
    "put the whole string in one pair of quotes; a quote within `'…'` is written twice: `''`",
);

/// What the parser says of quotes that are not closed.
const OPEN_QUOTE: [&str; 3] = [
    "found unexpected end of stream",
    "found unexpected document indicator",
    "invalid indentation in quoted scalar",
];

/// The parser's complaint `info` about the byte `start`; `open` is the innermost collection that has not ended there.
pub(super) fn problem(text: &str, info: &str, start: usize, open: Option<Unfinished>) -> Problem {
    let bracket = open.filter(|open| open.in_brackets).map(|open| open.start);
    let at = match first_char(text, start) {
        Some(char) => start..start + char.len_utf8(),
        None if bracket.is_none() => line(text, text.trim_end().len()),
        None => start..start,
    };
    yaml_mistakes::mistake(text, info, start)
        .or_else(|| tab(text, info, start))
        .or_else(|| open_quote(text, info, start, &at))
        .or_else(|| markup(text, &at))
        .or_else(|| bracket.map(|bracket| in_brackets(text, at.clone(), bracket)))
        .or_else(|| {
            is_after_quote(text, start)
                .then(|| Problem::new(at.clone(), AFTER_QUOTE.0, AFTER_QUOTE.1))
        })
        .or_else(|| {
            let mut known = OF_ONE_CHARACTER.iter();
            let (_, message, help) = known.find(|(part, ..)| info.contains(part))?;
            Some(Problem::new(at.clone(), *message, *help))
        })
        .or_else(|| of_lines(text, info, &at, open))
        .unwrap_or_else(|| {
            let help = "look at this line and the one before it: indentation, quotes, colons";
            Problem::new(at, format!("invalid YAML: {info}"), help)
        })
}

/// What is wrong with the indentation or the colons of lines.
fn of_lines(
    text: &str,
    info: &str,
    at: &Range<usize>,
    open: Option<Unfinished>,
) -> Option<Problem> {
    const NO_COLON: (&str, &str) = (
        "missing `:` after a key",
        "write `key: value`, with `:` and a space after the key",
    );
    let line = line(text, at.start);
    let before = text.get(line.start..at.start).unwrap_or_default().trim();
    Some(match info {
        "simple key expect ':'" | "simple key expected" => {
            Problem::new(line_without_colon(text, line), NO_COLON.0, NO_COLON.1)
        }
        "mapping values are not allowed in this context" if before.contains(": ") => Problem::new(
            at.clone(),
            "a string that contains `: ` needs quotes",
            "put the string in quotes",
        ),
        "mapping values are not allowed in this context" => {
            if let Some(line) = line_without_space(text, &line) {
                Problem::new(
                    line,
                    "missing space after `:`",
                    "write `key: value`, with a space after the colon",
                )
            } else if let Some(line) = key_without_colon(text, &line) {
                Problem::new(line, NO_COLON.0, NO_COLON.1)
            } else {
                Problem::new(
                    line,
                    "this key is indented further than the one before it",
                    "align it with the keys beside it; a string that contains `: ` needs quotes",
                )
            }
        }
        "while parsing a block mapping, did not find expected key"
            if words(text, &line).starts_with("- ") =>
        {
            Problem::new(
                line,
                "an array item among the keys of a mapping",
                "indent it under the key whose array it belongs to",
            )
        }
        "while parsing a block mapping, did not find expected key" | "invalid indentation" => {
            let label = "this is indented less: it ends the keys before it";
            let left = further_left(text, &line);
            Problem::new(
                line,
                "this line is not aligned with anything above",
                "align it with the keys that it belongs to",
            )
            .related(left, label)
        }
        "while parsing a block collection, did not find expected '-' indicator" => Problem::new(
            line,
            "missing `- ` before an array item",
            "begin each item with `- `, and align the keys of an item; if this is not an array, remove the `- ` above",
        )
        .related(
            open.map(|open| super::problem::line(text, open.start)),
            "it begins here",
        ),
        _ => return None,
    })
}

fn markup(text: &str, at: &Range<usize>) -> Option<Problem> {
    text.trim_start().starts_with('<').then(|| {
        Problem::new(
            at.clone(),
            "this is HTML or XML, not YAML",
            "check where the file comes from: it may be an error page",
        )
    })
}

/// A quote that is not closed; or one in a line above: the next one in the text ends it, and is before a `#`.
fn open_quote(text: &str, info: &str, start: usize, at: &Range<usize>) -> Option<Problem> {
    const NOT_CLOSED: &str = "this quote is not closed";
    if OPEN_QUOTE.iter().any(|part| info.contains(part)) {
        let help = match first_char(text, start) {
            Some('\'') => "add `'` at its end; a quote within the string is written twice: `''`",
            _ => r#"add `"` at its end; a quote within the string is written `\"`"#,
        };
        return Some(Problem::new(at.clone(), NOT_CLOSED, help));
    }
    let before = text.get(..start)?;
    let quote = before
        .chars()
        .next_back()
        .filter(|it| "'\"".contains(*it))?;
    let end = start - quote.len_utf8();
    let begin = before.get(..end)?.rfind(quote)?;
    let is_above = before.get(begin..end)?.contains('\n');
    (info.contains("comments must be separated") && is_above).then(|| {
        let span = begin..begin + quote.len_utf8();
        let help = format!("add `{quote}` at the end of what it begins");
        Problem::new(span, NOT_CLOSED, help)
            .related(Some(end..start), "the string ends at this quote")
    })
}

/// A comma is missing, or the bracket at the end.
fn in_brackets(text: &str, at: Range<usize>, bracket: usize) -> Problem {
    let (open, close) = match first_char(text, bracket) {
        Some('{') => ('{', '}'),
        _ => ('[', ']'),
    };
    let opening = bracket..bracket + open.len_utf8();
    if at.is_empty() {
        let message = format!("this `{open}` is not closed");
        return Problem::new(opening, message, format!("add `{close}` at its end"));
    }
    let help = format!(
        "close the `{open}` with `{close}`, or put `,` between what is in it; a string that contains `: ` or `, ` needs quotes"
    );
    Problem::new(at, format!("missing `,` or `{close}` before this"), help)
        .related(Some(opening), "it begins here")
}

/// The tab that the parser complains of: the first in front of a line, from the line of `start` on.
fn tab(text: &str, info: &str, start: usize) -> Option<Problem> {
    if !info.contains("tab") {
        return None;
    }
    let from = start - column(text, &(start..start));
    let mut line_start = from;
    let in_front = text
        .get(from..)?
        .split_inclusive('\n')
        .take(3)
        .find_map(|line| {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            let tab = line.get(..indent)?.find('\t').map(|tab| line_start + tab);
            line_start += line.len();
            tab
        });
    let tab = in_front.or_else(|| Some(from + text.get(from..)?.find('\t')?))?;
    Some(Problem::new(
        tab..tab + 1,
        "a tab, where YAML allows only spaces",
        "replace the tab with spaces",
    ))
}

fn is_after_quote(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let starts_word =
        first_char(text, start).is_some_and(|c| !c.is_whitespace() && c != ':' && c != '#');
    starts_word && before.trim_end_matches(' ').ends_with(['\'', '"'])
}

/// A line, or the nearest before it that has no colon: YAML takes a key without one for the beginning of the next.
fn line_without_colon(text: &str, line: Range<usize>) -> Range<usize> {
    let has_colon = |line: &str| line.ends_with(':') || line.contains(": ");
    let mut above = line.clone();
    for _ in 0..2 {
        let Some(next) = line_above(text, &above) else {
            break;
        };
        let words = words(text, &next);
        if !words.is_empty() && !words.starts_with('#') && !has_colon(words) {
            return next;
        }
        above = next;
    }
    line
}

/// The line before another, if it is a key and a value without a space between: to YAML that is one word, which goes on
/// in the next line.
fn line_without_space(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let above = line_above(text, line)?;
    let (key, value) = words(text, &above)
        .trim_start_matches("- ")
        .split_once(':')?;
    let is_key = !key.is_empty() && !key.contains(' ');
    (is_key && value.starts_with(char::is_alphanumeric)).then_some(above)
}

/// The line before another that has the indentation of a key, and no colon: `operationId users_retrieve`.
fn key_without_colon(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let above = line_above(text, line)?;
    let key = words(text, &above)
        .trim_start_matches("- ")
        .split(' ')
        .next()?;
    let is_key = key
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || "-_$/'{}".contains(char));
    (is_key && !above.is_empty() && column(text, &above) == column(text, line)).then_some(above)
}

/// The line that ended the mapping in which another line would be: the nearest above that is indented less, with one
/// that is indented as much before it.
fn further_left(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let own = column(text, line);
    let mut left: Option<Range<usize>> = None;
    let mut next = line_above(text, line);
    while let Some(above) = next {
        next = line_above(text, &above);
        if above.is_empty() || words(text, &above).starts_with('#') {
            continue;
        }
        let column = column(text, &above);
        match &left {
            Some(left) if column == own => return Some(left.clone()),
            Some(left) if column < self::column(text, left) => return None,
            _ if column < own => left = Some(above),
            _ => {}
        }
    }
    None
}
