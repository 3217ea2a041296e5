//! Markdown as rustdoc reads it, and edits of its source.

use std::ops::Range;

use pulldown_cmark::Options;

/// A range of the source, and its replacement.
pub(super) type Edit = (Range<usize>, String);

/// The extensions of Markdown that rustdoc turns on.
pub(super) fn rustdoc_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// The source with some ranges replaced; of overlapping ones, the first.
pub(super) fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut edited = String::with_capacity(source.len());
    let mut at = 0;
    for (range, replacement) in edits {
        if range.start >= at {
            edited.push_str(part(source, at..range.start));
            edited.push_str(&replacement);
            at = range.end;
        }
    }
    edited.push_str(part(source, at..source.len()));
    edited
}

/// A part of the source, by a range of the parser.
pub(super) fn part(source: &str, range: Range<usize>) -> &str {
    source.get(range).unwrap_or_default()
}

/// The start of the line with a byte.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    part(source, 0..at).rfind('\n').map_or(0, |end| end + 1)
}
