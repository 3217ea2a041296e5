//! [`join`]: the lines of a collection in brackets, made one for the parser.
//!
//! YAML wants every line in brackets indented further than the key before them. libyaml, and so nearly every reader, does
//! not, and `tags: [` with its `]` below the `t` is usual.

/// How much may be read anew: each collection that needs it costs one more run over the text.
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(50_000_000)
    }
}

impl Budget {
    pub(super) fn spend(&mut self, length: usize) -> bool {
        let left = self.0.checked_sub(length);
        self.0 = left.unwrap_or_default();
        left.is_some()
    }
}

/// Replaces the line breaks in the brackets that begin at `open`, and the comments before them, by as many spaces, so that
/// all characters keep their places. Without `open`, these are the last brackets in a line above `at` that begin at its end.
/// `false` if there is nothing to replace.
pub(super) fn join(text: &mut String, open: Option<usize>, at: usize) -> bool {
    let Some(start) = open.or_else(|| last_bracket(text.get(..at)?)) else {
        return false;
    };
    let (Some(before), Some(rest)) = (text.get(..start), text.get(start..)) else {
        return false;
    };
    let joined = joined(rest);
    let is_changed = joined != rest;
    *text = format!("{before}{joined}");
    is_changed
}

/// The bracket at the end of the last line that ends in one.
fn last_bracket(above: &str) -> Option<usize> {
    let mut end = above.len();
    loop {
        let line_start = above.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
        let line = above.get(line_start..end)?;
        let code = line.split(" #").next().unwrap_or_default().trim_end();
        if code.ends_with(['{', '[']) {
            return Some(line_start + code.len() - 1);
        }
        end = line_start.checked_sub(1)?;
    }
}

/// The text with the first collection in brackets on one line, as far as that changes no string.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut quote = None;
    let mut is_escaped = false;
    let mut comment = false;
    // What is before the line break, spaces and comments apart.
    let mut last = ':';
    let mut chars = text.char_indices();
    for (index, char) in chars.by_ref() {
        let replaced = match (quote, char) {
            _ if comment && char != '\n' => ' ',
            (Some(open), _) => {
                if char == open && !is_escaped {
                    quote = None;
                }
                is_escaped = open == '"' && char == '\\' && !is_escaped;
                char
            }
            (None, '\n' | '\r') => {
                comment = false;
                let rest = text.get(index..).unwrap_or_default();
                match is_boundary(last) || next_token(rest).is_some_and(is_boundary) {
                    true => ' ',
                    false => char,
                }
            }
            (None, '#') if joined.ends_with([' ', '\t', '\n']) => {
                comment = true;
                ' '
            }
            // Within single quotes, a quote is written twice.
            (None, '"' | '\'') if is_boundary(last) || joined.ends_with('\'') => {
                quote = Some(char);
                char
            }
            (None, '{' | '[') => {
                depth += 1;
                char
            }
            (None, '}' | ']') => {
                depth = depth.saturating_sub(1);
                char
            }
            _ => char,
        };
        if !replaced.is_whitespace() {
            last = replaced;
        }
        joined.push(replaced);
        if depth == 0 {
            break;
        }
    }
    joined + chars.as_str()
}

/// Whether a string cannot go on there.
fn is_boundary(char: char) -> bool {
    "{}[],:".contains(char)
}

/// The first character that is neither a space nor in a comment.
fn next_token(text: &str) -> Option<char> {
    let mut lines = text.lines().map(str::trim_start);
    lines
        .find(|line| !line.is_empty() && !line.starts_with('#'))?
        .chars()
        .next()
}
