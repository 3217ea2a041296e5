//! [`Problem`]: why a file is not YAML; lines and columns.

use std::ops::Range;

/// What is wrong with the text, and what to do about it.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
    /// Another location that matters, and why.
    pub(super) related: Option<(Range<usize>, &'static str)>,
}

impl Problem {
    pub(super) fn new(
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.into(),
            related: None,
        }
    }

    pub(super) fn related(self, span: Option<Range<usize>>, label: &'static str) -> Self {
        let related = span.map(|span| (span, label));
        Self { related, ..self }
    }
}

/// The line of a byte, without the spaces around it.
pub(super) fn line(text: &str, byte: usize) -> Range<usize> {
    let before = text.get(..byte).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let start = start + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}

/// The line before another.
pub(super) fn line_above(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let end = text.get(..line.start)?.rfind('\n')?;
    Some(self::line(text, end))
}

/// The words of a range.
pub(super) fn words<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

/// How many bytes are before a range in its line.
pub(super) fn column(text: &str, range: &Range<usize>) -> usize {
    let before = text.get(..range.start).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |end| end + 1)
}

/// The character that starts at a byte.
pub(super) fn first_char(text: &str, byte: usize) -> Option<char> {
    text.get(byte..)?.chars().next()
}
