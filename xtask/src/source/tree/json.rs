//! [`read`]: JSON (RFC 8259). YAML has nearly all of it, but no surrogate pairs, no tabs before keys and no long keys.

use std::ops::Range;

use super::build::Builder;
use super::scalar::Scalar;
use super::{Node, NodeKind, Tree};
use crate::diagnostic::{Code, Diagnostic, Report};

/// Reads a text that is an object in JSON. `None`, without findings, if it is not.
pub(super) fn read(text: &str, report: &mut Report) -> Option<Tree> {
    let mut found = Report::default();
    let mut reader = Reader {
        text,
        at: 0,
        builder: Builder::new(&mut found),
    };
    reader.take('\u{feff}');
    reader.spaces();
    reader.rest().starts_with('{').then_some(())?;
    reader.value()?;
    // Commas and brackets say what comes next; no recursion, so that any depth is read.
    while let Some(open) = reader.builder.open.last() {
        let (is_mapping, close) = (open.is_mapping, if open.is_mapping { '}' } else { ']' });
        let is_first = reader.at == open.start + 1;
        reader.spaces();
        if reader.take(close) {
            let node = reader.builder.end(Some(reader.at))?;
            reader.builder.add(node);
            continue;
        }
        if !is_first {
            reader.take(',').then_some(())?;
            reader.spaces();
        }
        if is_mapping {
            let (key, span) = reader.string()?;
            reader.builder.key(key, span, false);
            reader.spaces();
            reader.take(':').then_some(())?;
            reader.spaces();
        }
        reader.value()?;
    }
    reader.spaces();
    reader.rest().is_empty().then_some(())?;
    let tree = reader.builder.finish()?;
    report.extend(found.into_sorted());
    Some(tree)
}

struct Reader<'t, 'r> {
    text: &'t str,
    /// The byte to read next.
    at: usize,
    builder: Builder<'r>,
}

impl<'t> Reader<'t, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, char: char) -> bool {
        let is_next = self.rest().starts_with(char);
        self.at += if is_next { char.len_utf8() } else { 0 };
        is_next
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Reads a scalar, or the beginning of a collection.
    fn value(&mut self) -> Option<()> {
        let start = self.at;
        let first = self.rest().chars().next()?;
        let scalar = match first {
            '{' | '[' => {
                self.at += 1;
                return self
                    .builder
                    .begin(start..start + 1, true, first == '{')
                    .then_some(());
            }
            '"' => Scalar::String(self.string()?.0),
            _ => {
                let word = self.word();
                match word {
                    "null" => Scalar::Null,
                    "true" => Scalar::Bool(true),
                    "false" => Scalar::Bool(false),
                    _ if is_number(word) => self.builder.plain(word, &(start..self.at)),
                    _ => return None,
                }
            }
        };
        self.builder.add(Node {
            span: start..self.at,
            kind: NodeKind::Scalar(scalar),
        });
        Some(())
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let is_in_word = |char: char| char.is_ascii_alphanumeric() || "+-.".contains(char);
        let end = rest.find(|char| !is_in_word(char)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Reads a string, with its quotes.
    fn string(&mut self) -> Option<(String, Range<usize>)> {
        let start = self.at;
        self.take('"').then_some(())?;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let end = rest.find(|char: char| char == '"' || char == '\\' || char < ' ')?;
            text.push_str(rest.get(..end)?);
            self.at += end;
            if self.take('"') {
                return Some((text, start..self.at));
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        self.take('\\').then_some(())?;
        let char = self.rest().chars().next()?;
        self.at += char.len_utf8();
        Some(match char {
            '"' | '\\' | '/' => char,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = self.unit()?;
                match char::decode_utf16([unit]).next()? {
                    Ok(char) => char,
                    Err(_) => self.surrogate(unit, start),
                }
            }
            _ => return None,
        })
    }

    /// The four digits of an escape.
    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.at += 4;
        u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    }

    /// The character of a pair of escapes, whose first is `unit`. Half of a pair is no character.
    fn surrogate(&mut self, unit: u16, start: usize) -> char {
        let after = self.at;
        if self.take('\\')
            && self.take('u')
            && let Some(low) = self.unit()
            && let Some(Ok(char)) = char::decode_utf16([unit, low]).next()
        {
            return char;
        }
        self.at = after;
        let at = self.builder.here(start..after);
        let message =
            "half of a surrogate pair: it is read as U+FFFD, which stands for no character";
        let finding = Diagnostic::new(Code::InvalidValue, at, message);
        let help = "write both halves, as in `\\ud83d\\udea7`, or the character itself";
        self.builder.report.add(finding.help(help));
        char::REPLACEMENT_CHARACTER
    }
}

/// RFC 8259, section 6.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (number, exponent) = match word.split_once(['e', 'E']) {
        Some((number, exponent)) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            (number, digits(exponent))
        }
        None => (word, true),
    };
    let (whole, is_fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, digits(fraction)),
        None => (number, true),
    };
    let is_whole = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    is_whole && is_fraction && exponent
}
