//! [`Comparison`]: two documents, what differs, and what of it is accepted. Reports are made of it.

use super::accepted::{Accepted, Entry};
use super::fingerprint::fingerprint;
use super::{Change, Level, Verdict};
use crate::diagnostic::{Anchor, LineIndex, Position};

/// Two documents and all there is to say about what differs.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The document before.
    pub base: Side<'a>,
    /// The document after.
    pub head: Side<'a>,
    /// What differs, the worst first.
    pub findings: Vec<Finding>,
    /// Which version that needs.
    pub verdict: Verdict,
    /// What was accepted on this side and is not there.
    pub stale: Vec<Entry>,
    /// Entries that the base has too: they accepted a change that is merged, and accept nothing now.
    pub settled: Vec<Entry>,
    /// The file of accepted changes, if there is one.
    pub accepted: Option<Side<'a>>,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// What stands before line and column, as in `origin/main:spec/openapi.yaml`.
    pub path: String,
    /// The path of the file.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    lines: LineIndex<'a>,
}

/// A change, and whether it is accepted.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The change.
    pub change: Change,
    /// What it is known by.
    pub fingerprint: String,
    /// Why it is accepted; `None` if it is not.
    pub accepted: Option<String>,
}

impl<'a> Side<'a> {
    /// The file of a revision, or of none, with this text.
    pub fn new(revision: Option<&str>, file: &'a str, text: &'a str) -> Self {
        let path = match revision {
            Some(revision) => format!("{revision}:{file}"),
            None => file.to_owned(),
        };
        Self {
            path,
            file,
            text,
            lines: LineIndex::new(text),
        }
    }

    /// A place as `file:line:column`.
    pub fn place(&self, at: &Anchor) -> String {
        let Position { line, column } = self.lines.position(at.span.start);
        format!("{}:{line}:{column}", self.path)
    }

    /// Where its lines start.
    pub fn lines(&self) -> &LineIndex<'a> {
        &self.lines
    }
}

impl<'a> Comparison<'a> {
    /// Judges changes by what was accepted and by the versions before and after. Entries that the base has too
    /// (`settled`) accept nothing: a change that is made again has to be accepted again.
    pub fn new(
        (base, base_version): (Side<'a>, &str),
        (head, head_version): (Side<'a>, &str),
        changes: Vec<Change>,
        (accepted, settled): (&Accepted, &Accepted),
    ) -> Self {
        let entries = accepted.entries.iter().cloned();
        let (settled, entries): (Vec<Entry>, Vec<Entry>) =
            entries.partition(|entry| settled.contains(entry));
        let verdict = Verdict::new(base_version, head_version, changes.iter());
        let stale = entries
            .iter()
            .filter(|entry| !changes.iter().any(|it| entry.is_about(it)));
        let stale = stale.cloned().collect();
        let finding = |change: Change| Finding {
            fingerprint: fingerprint(&change),
            accepted: entries
                .iter()
                .find(|entry| entry.is_about(&change))
                .map(|entry| entry.reason.clone()),
            change,
        };
        let findings = changes.into_iter().map(finding).collect();
        Self {
            base,
            head,
            findings,
            verdict,
            stale,
            settled,
            accepted: None,
        }
    }

    /// What is not accepted and at least so bad, the worst first.
    pub fn open(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.accepted.is_none() && finding.change.level >= level)
    }

    /// What is not accepted and of this level.
    pub fn of(&self, level: Level) -> Vec<&Finding> {
        self.open(level)
            .filter(|finding| finding.change.level == level)
            .collect()
    }
}
