//! Strings that end earlier or later than they were meant to: a `#` that begins a comment, a block scalar that takes in the
//! next keyword.

use std::ops::Range;

use super::Checker;
use super::tables::{Kind, MEDIA_TYPE, Object};
use crate::diagnostic::phrase::shorten;
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::repair::Fix;
use crate::source::tree::{Entry, Mapping};

/// What is written for people, where a comment behind the value is hardly ever meant.
const PROSE: [&str; 3] = ["description", "summary", "title"];

impl<'a> Checker<'a> {
    /// Warns of a string without quotes that a `#` ends: `Order #5 of the list` is `Order` to YAML. Before what is meant
    /// as a comment, most write two spaces.
    pub(super) fn cut_by_comment(&mut self, entry: &Entry) {
        let value = self.source(&entry.value);
        let is_plain = !value.is_empty() && !value.starts_with(['"', '\'', '|', '>']);
        if !PROSE.contains(&entry.key.as_str()) || !is_plain {
            return;
        }
        let end = entry.value.span.end;
        let rest = self.text.get(end..).unwrap_or_default();
        let rest = rest.lines().next().unwrap_or_default().trim_end();
        if !rest.starts_with(" #") {
            return;
        }
        let at = self.anchor(end + 1..end + rest.len());
        let message = format!(
            "`{}` ends before this: a `#` after a space begins a comment",
            entry.key
        );
        let help = format!(
            "put the string in quotes, as in `'{}'`; before a comment, write two spaces",
            shorten(&format!("{value}{rest}"))
        );
        let finding = Diagnostic::new(Code::InvalidValue, at, message);
        self.report.add(finding.help(help));
    }

    /// Warns of a name with spaces around it, which are hard to see.
    pub(super) fn spaces_around(&mut self, entry: &Entry) {
        let name = entry.value.as_str().unwrap_or_default();
        if ["operationId", "name"].contains(&entry.key.as_str()) && name != name.trim() {
            let message = format!("`{}` has spaces around it", entry.key);
            let finding = self.at_value(Code::InvalidValue, entry, message);
            let help = format!("write `{}`", name.trim());
            self.report.add(finding.help(help));
        }
    }

    /// A key under `content` that is not a media type. What is written with a backslash would be sent so.
    pub(super) fn media_type(&mut self, kind: Kind, entry: &Entry) {
        let is_media_type = matches!(kind, Kind::Object(object) if object.name == MEDIA_TYPE.name);
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|it| it.is_ascii_alphanumeric() || "+.-".contains(it))
        };
        let parts = entry.key.split_once('\\');
        if is_media_type && parts.is_some_and(|(kind, name)| is_word(kind) && is_word(name)) {
            let meant = entry.key.replace('\\', "/");
            let message = format!("`{}` is not a valid media type", entry.key);
            let help = format!("write `{meant}`");
            self.mend(Code::InvalidValue, entry, Fix::Rename(meant), message, help);
        }
    }

    /// The keywords that an object lacks, and that a line of a block scalar in it looks like.
    pub(super) fn taken_in(&self, object: &Object, mapping: &Mapping) -> Vec<(&'a str, Anchor)> {
        let is_text = |keyword: &str| {
            object
                .keyword(keyword, self.version)
                .map(|it| matches!(it, Kind::Text))
        };
        let mut found = Vec::new();
        for entry in mapping {
            let Some(block) = self.block(entry) else {
                continue;
            };
            if is_text(&entry.key) != Some(true) {
                continue;
            }
            for (line, span) in keywords_in(self.text.get(block.clone()).unwrap_or_default()) {
                if is_text(line) == Some(false) && mapping.get(line).is_none() {
                    let at = self.anchor(block.start + span.start..block.start + span.end);
                    found.push((line, at));
                }
            }
        }
        found
    }

    /// The lines of a block scalar, if the value of a key is one.
    fn block(&self, entry: &Entry) -> Option<Range<usize>> {
        let value = &entry.value.span;
        let before = self.text.get(entry.key_span.end..value.start)?;
        let sign = before.trim_start_matches(['"', '\'', ':', ' ']);
        let start = entry.key_span.end + before.rfind('\n')? + 1;
        sign.starts_with(['|', '>']).then_some(start..value.end)
    }
}

/// Warns that such a line is a part of the string.
pub(super) fn taken_in_keyword(name: &str, at: Anchor) -> Diagnostic {
    let message = format!("`{name}:` is part of a multi-line string, not a keyword");
    Diagnostic::new(Code::InvalidValue, at, message).help(TO_THE_LEFT)
}

/// What to do about a keyword that a string has taken in.
pub(super) const TO_THE_LEFT: &str =
    "move it and everything below it to the left, to the indentation of the key of that string";

/// The lines of a block scalar that are a word with a colon alone, no further right than its first line, and with something
/// further right below.
fn keywords_in(block: &str) -> Vec<(&str, Range<usize>)> {
    let mut place = 0;
    let mut lines = Vec::new();
    for line in block.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((place, line));
        }
        place += line.len();
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let base = lines.first().map_or(0, |(_, line)| indent(line));
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        let [(place, line), (_, below)] = pair else {
            continue;
        };
        let word = line.trim().strip_suffix(':').unwrap_or_default();
        if indent(line) == base && indent(below) > base && !word.is_empty() {
            let start = place + base;
            found.push((word, start..start + word.len()));
        }
    }
    found
}
