//! [`Printer`]: diagnostics as text, with an excerpt and a caret.

#[cfg(test)]
mod tests;

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::line_index::{LineIndex, Position, floor};
use super::{Anchor, Diagnostic, Severity};

/// Places that are further apart than this many lines are shown in excerpts of their own.
const TOGETHER: usize = 100;

/// Turns the diagnostics of one document into text for people.
#[derive(Clone, Debug)]
pub struct Printer<'a> {
    path: &'a str,
    text: &'a str,
    color: bool,
    lines: LineIndex<'a>,
}

/// A marked place within one line, with what to say about it.
struct Mark<'a> {
    place: Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

impl<'a> Printer<'a> {
    /// A printer for the document at a path (which is printed before line and column) with this text.
    pub fn new(path: &'a str, text: &'a str, color: bool) -> Self {
        Self {
            path,
            text,
            color,
            lines: LineIndex::new(text),
        }
    }

    /// One diagnostic, with excerpt, related places and help.
    pub fn print(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let excerpts: Vec<(Excerpt, Vec<Mark<'_>>)> = self
            .marks(diagnostic)
            .into_iter()
            .map(|marks| {
                (
                    excerpt(self.text, &self.lines, marks.iter().map(|mark| &mark.place)),
                    marks,
                )
            })
            .collect();
        let snippets = excerpts.iter().map(|(excerpt, marks)| {
            let annotations = marks
                .iter()
                .zip(&excerpt.marks)
                .map(|(mark, span)| mark.kind.span(span.clone()).label(mark.label));
            Snippet::source(&excerpt.text)
                .path(self.path)
                .line_start(excerpt.first_line)
                .annotations(annotations)
        });
        let title = level
            .primary_title(&diagnostic.message)
            .id(diagnostic.code.as_str());
        let help = diagnostic
            .help
            .as_ref()
            .map(|help| Level::HELP.message(help));
        let group = title.elements(snippets).elements(help);
        let renderer = if self.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut printed = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
        for (excerpt, marks) in &excerpts {
            if let Some(Mark { place, .. }) = marks.first() {
                printed = self.correct_column(&printed, excerpt, place);
            }
        }
        printed
    }

    /// The renderer counts columns in the lines that it is given, and of a long line that is only a part.
    fn correct_column(&self, printed: &str, excerpt: &Excerpt, place: &Range<usize>) -> String {
        let Position { line, column } = self.lines.position(place.start);
        let shown = excerpt.marks.first().map_or(0, |mark| mark.start);
        let shown = LineIndex::new(&excerpt.text).position(shown).column;
        printed.replacen(
            &format!("{}:{line}:{shown}\n", self.path),
            &format!("{}:{line}:{column}\n", self.path),
            1,
        )
    }

    /// One diagnostic as a workflow command of GitHub Actions, which shows it beside the line.
    pub fn github(&self, diagnostic: &Diagnostic) -> String {
        let kind = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        self.annotation(kind, &diagnostic.at, diagnostic.code.as_str(), &message)
    }

    /// A message beside a line, as a workflow command of GitHub Actions: `error`, `warning` or `notice`.
    pub fn annotation(&self, kind: &str, at: &Anchor, title: &str, message: &str) -> String {
        let place = self.first_line(at);
        let start = self.lines.position(place.start);
        let end = self.lines.position(place.end);
        format!(
            "::{kind} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            escape_property(self.path),
            start.line,
            start.column,
            end.line,
            end.column,
            escape_property(title),
            escape_data(message),
        )
    }

    /// The marks by excerpt: all in one if they are near each other.
    fn marks<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<Vec<Mark<'d>>> {
        let main = Mark {
            place: self.first_line(&diagnostic.at),
            kind: AnnotationKind::Primary,
            label: None,
        };
        let main_line = self.lines.position(main.place.start).line;
        let mut excerpts = vec![vec![main]];
        for (anchor, label) in &diagnostic.related {
            let mark = Mark {
                place: self.first_line(anchor),
                kind: AnnotationKind::Context,
                label: Some(label),
            };
            let near = self
                .lines
                .position(mark.place.start)
                .line
                .abs_diff(main_line)
                <= TOGETHER;
            match excerpts.first_mut() {
                Some(first) if near => first.push(mark),
                _ => excerpts.push(vec![mark]),
            }
        }
        excerpts
    }

    /// The part of a place that is in its first line: the bytes of the text that it marks there, at least one character
    /// if there is one.
    fn first_line(&self, anchor: &Anchor) -> Range<usize> {
        let start = floor(self.text, anchor.span.start);
        let line = self.lines.line(self.lines.position(start).line);
        let start = start.min(line.end);
        let end = floor(self.text, anchor.span.end).clamp(start, line.end);
        let marked = self.text.get(start..end).unwrap_or_default().trim_end();
        let next = self
            .text
            .get(start..line.end)
            .and_then(|rest| rest.chars().next());
        start..start + marked.len().max(next.map_or(0, char::len_utf8))
    }
}

/// As GitHub's own toolkit escapes the message of a workflow command (`command.ts`, `escapeData`).
fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The same for a property.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
