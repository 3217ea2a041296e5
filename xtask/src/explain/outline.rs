//! [`Outline`]: indented lines with locations.

use std::fmt::Display;

use crate::diagnostic::{Anchor, Locator, Sources};

pub(super) struct Outline<'a> {
    lines: Locator<'a>,
    printed: String,
    depth: usize,
}

impl<'a> Outline<'a> {
    pub(super) fn new(sources: &'a Sources<'a>) -> Self {
        Self {
            lines: Locator::new(sources),
            printed: String::new(),
            depth: 0,
        }
    }

    /// Adds a line, with the location of its subject.
    pub(super) fn line(&mut self, line: impl Display, at: &Anchor) {
        let number = self.lines.position(at.span.start).line;
        let path = self.lines.path(at);
        self.add(format_args!("{line}  [{path}:{number}]"));
    }

    /// Adds a line whose subject has no location.
    pub(super) fn plain(&mut self, line: impl Display) {
        self.add(format_args!("{line}"));
    }

    /// Adds lines below the last one.
    pub(super) fn nested(&mut self, add: impl FnOnce(&mut Self)) {
        self.depth += 1;
        add(self);
        self.depth -= 1;
    }

    pub(super) fn finish(self) -> String {
        self.printed
    }

    fn add(&mut self, line: std::fmt::Arguments<'_>) {
        let line = line.to_string().replace('\n', "\\n");
        self.printed.push_str(&"  ".repeat(self.depth));
        self.printed.push_str(&line);
        self.printed.push('\n');
    }
}
