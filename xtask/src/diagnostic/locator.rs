//! [`Locator`]: byte offsets → files, lines and columns.

use std::ops::Range;

use super::{Anchor, Sources};

/// The starts of the lines of a document.
#[derive(Clone, Debug)]
pub struct Locator<'a> {
    sources: &'a Sources<'a>,
    starts: Vec<usize>,
}

/// A line and a column of a file, counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl<'a> Locator<'a> {
    /// Indexes the files of a document.
    pub fn new(sources: &'a Sources<'a>) -> Self {
        let next_lines = sources.text().match_indices('\n').map(|(end, _)| end + 1);
        let starts = std::iter::once(0).chain(next_lines).collect();
        Self { sources, starts }
    }

    /// The document.
    pub fn sources(&self) -> &'a Sources<'a> {
        self.sources
    }

    /// The line and column of a byte in its file; beyond the end, those of the end.
    pub fn position(&self, byte: usize) -> Position {
        let text = self.sources.text();
        let byte = floor(text, byte);
        let row = self.row(byte);
        let before = text.get(self.start(row)..byte).unwrap_or_default();
        let files = self.sources.files();
        let file = files.get(self.sources.file_at(byte));
        let line = row + 1 - file.map_or(1, |file| self.row(file.span.start));
        // Editors do not show a byte order mark.
        let hidden = line == 1 && before.starts_with('\u{feff}');
        Position {
            line,
            column: before.chars().count() + 1 - usize::from(hidden),
        }
    }

    /// The path of the file of a location, with the revision.
    pub fn path(&self, at: &Anchor) -> String {
        self.sources.path(self.sources.file_at(at.span.start))
    }

    /// The location as `file:line:column`.
    pub fn place(&self, at: &Anchor) -> String {
        let Position { line, column } = self.position(at.span.start);
        format!("{}:{line}:{column}", self.path(at))
    }

    /// The text of the first line of a location.
    pub fn line_text(&self, at: &Anchor) -> &'a str {
        let line = self.line(self.row(at.span.start));
        self.sources.text().get(line).unwrap_or_default()
    }

    /// The lines of a file from that of a location on.
    pub fn lines_from(&self, at: &Anchor) -> impl Iterator<Item = &'a str> {
        let start = self.line(self.row(at.span.start)).start;
        let file = self.sources.files().get(self.sources.file_at(start));
        let end = file.map_or(start, |file| file.span.end);
        let text = self.sources.text().get(start..end);
        text.unwrap_or_default().lines()
    }

    /// The number of the line of a byte, counted from 1 in the text of all files.
    pub(super) fn row(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// The bytes of a line, without its line break.
    pub(super) fn line(&self, row: usize) -> Range<usize> {
        let start = self.start(row);
        let end = self.starts.get(row).copied();
        let end = end.unwrap_or(self.sources.text().len());
        let text = self.sources.text().get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .copied()
            .unwrap_or(self.sources.text().len())
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
        let sources = Sources::new("x", "\u{feff}äb\r\n🦀: c\n");
        let lines = Locator::new(&sources);
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
        let sources = Sources::new("x", "");
        let lines = Locator::new(&sources);
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.line(1), 0..0);
    }

    #[test]
    fn every_file_has_lines_of_its_own() {
        let mut sources = Sources::new("a", "1\n2\n").reading(|path| {
            let is_there = path == "b";
            Ok(is_there.then(|| "\u{feff}3\n4".to_owned()))
        });
        assert_eq!(sources.open("c"), Ok(None));
        assert_eq!(sources.open("b"), Ok(Some(1)));
        let sources = sources.of_revision(Some("main"));
        let lines = Locator::new(&sources);
        let place = |start| {
            let pointer = String::new();
            let span = start..start;
            lines.place(&Anchor { span, pointer })
        };
        let places = [0, 2, 4, 5, 8, 10, 99].map(place);
        assert_eq!(
            places,
            [
                "main:a:1:1",
                "main:a:2:1",
                "main:a:3:1",
                "main:b:1:1",
                "main:b:1:1",
                "main:b:2:1",
                "main:b:2:2"
            ]
        );
    }
}
