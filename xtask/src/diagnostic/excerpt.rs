//! [`Excerpt`]: the lines that a finding is about, cut to what a terminal shows.

use std::ops::Range;

use super::line_index::LineIndex;

/// How many characters of a long line are shown before a mark, and from it on. Minified JSON is one line of megabytes.
const BEFORE: usize = 40;
const AFTER: usize = 80;

/// A piece of the text, with its marks.
#[derive(Debug, PartialEq)]
pub(super) struct Excerpt {
    /// The lines.
    pub(super) text: String,
    /// The number of the first of them.
    pub(super) first_line: usize,
    /// Where the marked places are in these lines, in the order in which they were given.
    pub(super) marks: Vec<Range<usize>>,
}

/// Cuts the lines out of a text that reach from the first to the last of the marked places. Each place must be within
/// one line.
pub(super) fn excerpt<'a>(
    text: &str,
    lines: &LineIndex<'_>,
    places: impl Iterator<Item = &'a Range<usize>>,
) -> Excerpt {
    let places: Vec<&Range<usize>> = places.collect();
    let numbers: Vec<usize> = places
        .iter()
        .map(|place| lines.position(place.start).line)
        .collect();
    let first_line = numbers.iter().copied().min().unwrap_or(1);
    let last_line = numbers.iter().copied().max().unwrap_or(1);
    let mut excerpt = Excerpt {
        text: String::new(),
        first_line,
        marks: vec![0..0; places.len()],
    };
    for number in first_line..=last_line {
        let line = lines.line(number);
        let marked = || {
            places
                .iter()
                .zip(&numbers)
                .filter(|(_, of)| **of == number)
                .map(|(place, _)| place)
        };
        let from = marked()
            .map(|place| place.start)
            .min()
            .unwrap_or(line.start);
        let to = marked()
            .map(|place| place.start)
            .max()
            .unwrap_or(line.start);
        let shown = window(text, &line, from, to);
        if shown.start > line.start {
            excerpt.text.push('…');
        }
        let offset = excerpt.text.len();
        for ((place, of), mark) in places.iter().zip(&numbers).zip(&mut excerpt.marks) {
            if *of == number {
                let within =
                    |byte: usize| byte.clamp(shown.start, shown.end) - shown.start + offset;
                *mark = within(place.start)..within(place.end);
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

/// The part of a line to show, so that the bytes `from` and `to` are in it: all of it if it is short.
fn window(text: &str, line: &Range<usize>, from: usize, to: usize) -> Range<usize> {
    if line.len() <= BEFORE + AFTER {
        return line.clone();
    }
    let before = text.get(line.start..from).unwrap_or_default();
    let after = text.get(to..line.end).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map_or(line.start, |(byte, _)| line.start + byte);
    let end = after
        .char_indices()
        .nth(AFTER)
        .map_or(line.end, |(byte, _)| to + byte);
    start..end
}
