//! [`Problem`]: why a text is not YAML, and the places that show it.

use std::ops::Range;

/// The words at the place where something begins that is not finished.
pub(super) const BEGINS: &str = "it begins here";

/// What is wrong with the text, and what to do about it.
#[derive(Debug)]
pub(super) struct Problem {
    /// Where to look.
    pub(super) span: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
    /// Where what is not finished there begins.
    pub(super) begins: Option<Range<usize>>,
    /// What that place is.
    pub(super) begins_label: &'static str,
}

/// The line of a byte, without the blanks around it.
pub(super) fn line(text: &str, byte: usize) -> Range<usize> {
    let before = text.get(..byte).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let blanks = line.len() - line.trim_start().len();
    let words = line.trim();
    start + blanks..start + blanks + words.len()
}

/// The character that starts at a byte.
pub(super) fn first_char(text: &str, byte: usize) -> Option<char> {
    text.get(byte..)?.chars().next()
}
