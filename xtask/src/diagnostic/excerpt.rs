//! [`Excerpt`]: the lines that a finding is about, shortened to what a terminal shows.

use std::ops::Range;

use super::locator::Locator;

/// How many characters of a long line are shown before a mark and after its start. Minified JSON is one line of megabytes.
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// Some lines of the document, with marks.
#[derive(Debug, PartialEq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The number of the first line.
    pub(super) first_line: usize,
    /// The marked ranges in `text`, in the order of the spans.
    pub(super) marks: Vec<Range<usize>>,
}

/// The lines from the first to the last of some spans, each of which is within a line.
pub(super) fn excerpt(lines: &Locator<'_>, spans: &[&Range<usize>]) -> Excerpt {
    let text = lines.sources().text();
    let starts = spans.iter().map(|span| span.start);
    let numbers: Vec<usize> = starts.clone().map(|start| lines.row(start)).collect();
    let shown = starts.map(|start| lines.position(start).line).min();
    let first_line = numbers.iter().copied().min().unwrap_or(1);
    let last_line = numbers.iter().copied().max().unwrap_or(1);
    let mut excerpt = Excerpt {
        text: String::new(),
        first_line: shown.unwrap_or(1),
        marks: vec![0..0; spans.len()],
    };
    for number in first_line..=last_line {
        let line = lines.line(number);
        let in_line = |index: &usize| numbers.get(*index) == Some(&number);
        let marked: Vec<usize> = (0..spans.len()).filter(in_line).collect();
        let starts = || {
            marked
                .iter()
                .filter_map(|index| spans.get(*index))
                .map(|it| it.start)
        };
        let from = starts().min().unwrap_or(line.start);
        let to = starts().max().unwrap_or(line.start);
        let shown = window(text, &line, from, to);
        if shown.start > line.start {
            excerpt.text.push('…');
        }
        let offset = excerpt.text.len();
        let moved = |byte: usize| byte.clamp(shown.start, shown.end) - shown.start + offset;
        for index in marked {
            if let (Some(mark), Some(span)) = (excerpt.marks.get_mut(index), spans.get(index)) {
                *mark = moved(span.start)..moved(span.end);
            }
        }
        excerpt
            .text
            .push_str(text.get(shown.clone()).unwrap_or_default());
        if shown.end < line.end {
            excerpt.text.push('…');
        }
        excerpt.text.push('\n');
    }
    excerpt
}

/// The part of a line to show around the bytes `from` and `to`: all of a short line.
fn window(text: &str, line: &Range<usize>, from: usize, to: usize) -> Range<usize> {
    if line.len() <= BEFORE + AFTER {
        return line.clone();
    }
    let before = text.get(line.start..from).unwrap_or_default();
    let after = text.get(to..line.end).unwrap_or_default();
    let start = before.char_indices().rev().nth(BEFORE - 1);
    let end = after.char_indices().nth(AFTER);
    let start = start.map_or(line.start, |(byte, _)| line.start + byte);
    let end = end.map_or(line.end, |(byte, _)| to + byte);
    start..end
}
