//! [`LineIndex`]: byte offsets → lines and columns.

use std::ops::Range;

/// The starts of the lines of a string.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A line and a column, counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl<'a> LineIndex<'a> {
    /// Indexes a string.
    pub fn new(text: &'a str) -> Self {
        let next_lines = text.match_indices('\n').map(|(end, _)| end + 1);
        let starts = std::iter::once(0).chain(next_lines).collect();
        Self { text, starts }
    }

    /// The line and column of a byte; beyond the end, those of the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = floor(self.text, byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let before = self.text.get(self.start(line)..byte).unwrap_or_default();
        // Editors do not show a byte order mark.
        let hidden = line == 1 && before.starts_with('\u{feff}');
        Position {
            line,
            column: before.chars().count() + 1 - usize::from(hidden),
        }
    }

    /// The bytes of a line, without its line break. Lines are counted from 1.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let start = self.start(line);
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    fn start(&self, line: usize) -> usize {
        line.checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .copied()
            .unwrap_or(self.text.len())
    }
}

/// The start of the character at a byte.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|byte| text.is_char_boundary(*byte))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions() {
        let lines = LineIndex::new("\u{feff}äb\r\n🦀: c\n");
        let at = |byte| {
            let Position { line, column } = lines.position(byte);
            (line, column)
        };
        assert_eq!(
            [at(0), at(3), at(5), at(8), at(12), at(16), at(99)],
            [(1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 1)]
        );
        assert_eq!(at(9), (2, 1), "inside a character");
        assert_eq!(
            [lines.line(1), lines.line(2), lines.line(3), lines.line(9)],
            [0..6, 8..15, 16..16, 16..16]
        );
    }

    #[test]
    fn an_empty_text() {
        let lines = LineIndex::new("");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.line(1), 0..0);
    }
}
