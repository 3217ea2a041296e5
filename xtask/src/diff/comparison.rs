//! [`Comparison`]: two documents, what changed, and which changes are accepted. Reports show it.

use super::accepted::{Accepted, Entry};
use super::fingerprint::fingerprint;
use super::{Change, Level, Verdict, Versions};
use crate::diagnostic::{Diagnostic, Locator};

/// Two documents and their differences.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The document before.
    pub base: Locator<'a>,
    /// The document after.
    pub head: Locator<'a>,
    /// The changes, the worst first.
    pub findings: Vec<Finding>,
    /// What could not be read of the documents before and after, and so is not compared.
    pub unread: [Vec<Diagnostic>; 2],
    /// The version that the changes need.
    pub verdict: Verdict,
    /// Why it fails, which the caller decides.
    pub failures: Vec<Failure>,
    /// Where the documents are shown.
    pub links: Option<Links>,
    /// Entries that match no change.
    pub stale: Vec<Entry>,
    /// Entries that are already on the base branch: they accepted a merged change, and accept nothing here.
    pub settled: Vec<Entry>,
    /// The file of accepted changes, if there is one.
    pub accepted_file: Option<Locator<'a>>,
}

/// Why a comparison fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// So many changes are not accepted.
    NotAccepted(usize),
    /// So many entries of accepted changes accept nothing.
    Stale(usize),
    /// The version is not enough.
    Version,
    /// So many parts of the document after cannot be read.
    Unread(usize),
}

/// Where the files of revisions are shown.
#[derive(Clone, Debug)]
pub struct Links {
    /// A URL with `{revision}`, `{path}` and `{line}`.
    pub template: String,
    /// The revision of the document before; `None` if it has none.
    pub base: Option<String>,
    /// The revision of the document after.
    pub head: Option<String>,
}

/// A change, and whether it is accepted.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The change.
    pub change: Change,
    /// What identifies it.
    pub fingerprint: String,
    /// Why it is accepted; `None` if it is not.
    pub accepted: Option<String>,
}

impl<'a> Comparison<'a> {
    /// Compares changes with the accepted ones and with the versions. Entries that are already on the
    /// base branch (`settled`) accept nothing: a change that is made again must be accepted again.
    pub fn new(
        (base, head): (Locator<'a>, Locator<'a>),
        versions: &Versions,
        changes: Vec<Change>,
        (accepted, settled): (&Accepted, &Accepted),
    ) -> Self {
        let entries = accepted.entries.iter().cloned();
        let (settled, entries): (Vec<Entry>, Vec<Entry>) =
            entries.partition(|entry| settled.contains(entry));
        let verdict = Verdict::new(versions, changes.iter());
        let mut entries = Accepted { entries };
        let findings = changes.into_iter().map(|change| Finding {
            fingerprint: fingerprint(&change),
            accepted: entries.take(&change).map(|entry| entry.reason),
            change,
        });
        let findings = findings.collect();
        // What is left accepts nothing.
        let stale = entries.entries;
        Self {
            base,
            head,
            findings,
            unread: [Vec::new(), Vec::new()],
            verdict,
            failures: Vec::new(),
            links: None,
            stale,
            settled,
            accepted_file: None,
        }
    }

    /// The changes of a level and above that are not accepted, the worst first.
    pub fn open(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.accepted.is_none() && finding.change.level >= level)
    }

    /// The changes of a level that are not accepted.
    pub fn of(&self, level: Level) -> Vec<&Finding> {
        self.open(level)
            .filter(|finding| finding.change.level == level)
            .collect()
    }

    /// The accepted changes.
    pub fn accepted(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.accepted.is_some())
    }

    /// How many changes there are of a level, accepted or not.
    pub fn count(&self, level: Level) -> usize {
        let findings = self.findings.iter();
        findings.filter(|it| it.change.level == level).count()
    }
}
