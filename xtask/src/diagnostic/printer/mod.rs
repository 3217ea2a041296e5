//! [`Printer`]: findings as text with excerpts, and as annotations of GitHub.

#[cfg(test)]
mod tests;

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::locator::{Locator, Position, floor};
use super::{Anchor, Diagnostic, Severity, Sources};

/// Locations that are further apart than this many lines get separate excerpts.
const TOGETHER: usize = 100;

/// Prints the findings in one document.
#[derive(Clone, Debug)]
pub struct Printer<'a> {
    color: bool,
    lines: Locator<'a>,
}

/// A marked span within one line.
struct Mark<'a> {
    span: Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

impl<'a> Printer<'a> {
    /// A printer for a document; the paths of its files are printed before line and column.
    pub fn new(sources: &'a Sources<'a>, color: bool) -> Self {
        let lines = Locator::new(sources);
        Self { color, lines }
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
            let file = spans.first().map_or(0, |span| self.file(span.start));
            let path = self.lines.sources().path(file);
            (excerpt(&self.lines, &spans), marks, path)
        });
        let excerpts: Vec<(Excerpt, Vec<Mark<'_>>, String)> = excerpts.collect();
        let snippets = excerpts.iter().map(|(excerpt, marks, path)| {
            let annotations = marks
                .iter()
                .zip(&excerpt.marks)
                .map(|(mark, span)| mark.kind.span(span.clone()).label(mark.label));
            Snippet::source(&excerpt.text)
                .path(path)
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
        for (excerpt, marks, path) in &excerpts {
            if let Some(Mark { span, .. }) = marks.first() {
                printed = self.correct_column(&printed, path, excerpt, span);
            }
        }
        printed
    }

    /// The renderer counts columns in the excerpt, where a long line is cut.
    fn correct_column(
        &self,
        printed: &str,
        path: &str,
        excerpt: &Excerpt,
        span: &Range<usize>,
    ) -> String {
        let Position { line, column } = self.lines.position(span.start);
        let start = excerpt.marks.first().map_or(0, |mark| mark.start);
        let shown = Sources::new(path, excerpt.text.as_str());
        let shown = Locator::new(&shown).position(start).column;
        printed.replacen(
            &format!("{path}:{line}:{shown}\n"),
            &format!("{path}:{line}:{column}\n"),
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
        let file = self.lines.sources().files().get(self.file(span.start));
        format!(
            "::{kind} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            escape_property(file.map_or("", |file| &file.path)),
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
        let main_start = main.span.start;
        let mut excerpts = vec![vec![main]];
        for (anchor, label) in &diagnostic.related {
            let mark = Mark {
                span: self.first_line(anchor),
                kind: AnnotationKind::Context,
                label: Some(label),
            };
            let start = mark.span.start;
            let is_near = self.file(start) == self.file(main_start)
                && self.lines.row(start).abs_diff(self.lines.row(main_start)) <= TOGETHER;
            match excerpts.first_mut() {
                Some(first) if is_near => first.push(mark),
                _ => excerpts.push(vec![mark]),
            }
        }
        excerpts
    }

    /// The part of a location in its first line: without trailing spaces, but at least one character if there is one.
    fn first_line(&self, anchor: &Anchor) -> Range<usize> {
        let text = self.lines.sources().text();
        let start = floor(text, anchor.span.start);
        let line = self.lines.line(self.lines.row(start));
        let start = start.min(line.end);
        let end = floor(text, anchor.span.end).clamp(start, line.end);
        let marked = text.get(start..end).unwrap_or_default().trim_end();
        let next = text
            .get(start..line.end)
            .and_then(|rest| rest.chars().next());
        start..start + marked.len().max(next.map_or(0, char::len_utf8))
    }

    /// The index of the file that has a byte.
    fn file(&self, byte: usize) -> usize {
        self.lines.sources().file_at(byte)
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
