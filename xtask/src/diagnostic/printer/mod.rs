//! [`Printer`]: findings as text with excerpts, and as annotations of GitHub.

#[cfg(test)]
mod tests;

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::line_index::{LineIndex, Position, floor};
use super::{Anchor, Diagnostic, Severity};

/// Locations that are further apart than this many lines get separate excerpts.
const TOGETHER: usize = 100;

/// Prints the findings in one document.
#[derive(Clone, Debug)]
pub struct Printer<'a> {
    path: &'a str,
    text: &'a str,
    color: bool,
    lines: LineIndex<'a>,
}

/// A marked span within one line.
struct Mark<'a> {
    span: Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

impl<'a> Printer<'a> {
    /// A printer for a document; its path is printed before line and column.
    pub fn new(path: &'a str, text: &'a str, color: bool) -> Self {
        Self {
            path,
            text,
            color,
            lines: LineIndex::new(text),
        }
    }

    /// A finding with excerpts and help.
    pub fn print(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let excerpts = self.marks(diagnostic).into_iter().map(|marks| {
            let spans: Vec<&Range<usize>> = marks.iter().map(|mark| &mark.span).collect();
            (excerpt(self.text, &self.lines, &spans), marks)
        });
        let excerpts: Vec<(Excerpt, Vec<Mark<'_>>)> = excerpts.collect();
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
        let help = diagnostic.help.as_ref();
        let help = help.map(|help| Level::HELP.message(help));
        let group = title.elements(snippets).elements(help);
        let renderer = match self.color {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let mut printed = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
        for (excerpt, marks) in &excerpts {
            if let Some(Mark { span, .. }) = marks.first() {
                printed = self.correct_column(&printed, excerpt, span);
            }
        }
        printed
    }

    /// The renderer counts columns in the excerpt, where a long line is cut.
    fn correct_column(&self, printed: &str, excerpt: &Excerpt, span: &Range<usize>) -> String {
        let Position { line, column } = self.lines.position(span.start);
        let shown = excerpt.marks.first().map_or(0, |mark| mark.start);
        let shown = LineIndex::new(&excerpt.text).position(shown).column;
        printed.replacen(
            &format!("{}:{line}:{shown}\n", self.path),
            &format!("{}:{line}:{column}\n", self.path),
            1,
        )
    }

    /// A finding as a workflow command of GitHub Actions, which annotates the line.
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

    /// A workflow command of GitHub Actions that annotates a line: `error`, `warning` or `notice`.
    pub fn annotation(&self, kind: &str, at: &Anchor, title: &str, message: &str) -> String {
        let span = self.first_line(at);
        let start = self.lines.position(span.start);
        let end = self.lines.position(span.end);
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

    /// The marks of each excerpt: one excerpt for all that are near the location of the finding.
    fn marks<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<Vec<Mark<'d>>> {
        let main = Mark {
            span: self.first_line(&diagnostic.at),
            kind: AnnotationKind::Primary,
            label: None,
        };
        let main_line = self.lines.position(main.span.start).line;
        let mut excerpts = vec![vec![main]];
        for (anchor, label) in &diagnostic.related {
            let mark = Mark {
                span: self.first_line(anchor),
                kind: AnnotationKind::Context,
                label: Some(label),
            };
            let line = self.lines.position(mark.span.start).line;
            match excerpts.first_mut() {
                Some(first) if line.abs_diff(main_line) <= TOGETHER => first.push(mark),
                _ => excerpts.push(vec![mark]),
            }
        }
        excerpts
    }

    /// The part of a location in its first line: without trailing spaces, but at least one character if there is one.
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

/// Escapes the message of a workflow command as GitHub's toolkit does (`command.ts`, `escapeData`).
fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The same for a property.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
