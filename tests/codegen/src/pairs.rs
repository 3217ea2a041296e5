//! Pairs of documents: the cases of `tests/diff/<rule>.md`, and their comparison.

use xtask::diagnostic::{Locator, Report, Sources};
use xtask::diff::accepted::Accepted;
use xtask::diff::{self, Change, Comparison, Versions, snapshot, wire};
use xtask::pipeline::{self, Model};

use crate::case_file::{Case, CaseFile};
use crate::{printed, repository};

/// The day on which pairs are compared.
pub const DAY: &str = "2026-01-01";

/// A document before a change and after it.
#[derive(Debug)]
pub struct Pair {
    /// The rule that it is about.
    pub rule: String,
    /// Which case of it: `reported`, `not-reported` (a similar change that another rule reports), or any other.
    pub case: String,
    /// The document before.
    pub before: String,
    /// The document after.
    pub after: String,
    /// The public items before and after, where the generator made the change.
    pub surfaces: Option<[String; 2]>,
}

impl Pair {
    /// The pair of a case.
    pub fn new(rule: &str, case: Case) -> Self {
        let [before, after] = case.documents;
        Self {
            rule: rule.to_owned(),
            case: case.name,
            before,
            after,
            surfaces: case.surfaces,
        }
    }

    /// Its name in a message.
    pub fn name(&self) -> String {
        format!("tests/diff/{}.md: {}", self.rule, self.case)
    }

    /// The changes on the wire.
    pub fn changes(&self) -> Vec<Change> {
        changes(&self.before, &self.after)
    }

    /// The changes on the wire and in Rust.
    pub fn all_changes(&self) -> Vec<Change> {
        let (base, head) = (side(&self.before), side(&self.after));
        let mut found = diff::changes(&base, &head, DAY);
        if let Some([before, after]) = self.surfaces.clone() {
            found.extend(snapshot::change(&[(before, after)], &base, &head));
        }
        found
    }

    /// The documents, as files.
    pub fn sources(&self) -> [Sources<'static>; 2] {
        [
            Sources::new("before.yaml", self.before.as_str()),
            Sources::new("after.yaml", self.after.as_str()),
        ]
    }

    /// The comparison of both documents, without accepted changes.
    pub fn comparison<'a>(&self, [before, after]: &'a [Sources<'_>; 2]) -> Comparison<'a> {
        let version = |text: &str| side(text).api.settings.version;
        let versions = Versions {
            released: None,
            base: version(&self.before),
            head: version(&self.after),
        };
        Comparison::new(
            (Locator::new(before), Locator::new(after)),
            &versions,
            self.all_changes(),
            (&Accepted::default(), &Accepted::default()),
        )
    }
}

/// The files of cases.
pub fn case_files() -> Vec<CaseFile> {
    CaseFile::read_all(&repository("tests/diff"))
}

/// All pairs, by rule.
pub fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for file in case_files() {
        let of_file = file.cases.into_iter();
        pairs.extend(of_file.map(|case| Pair::new(&file.name, case)));
    }
    pairs
}

/// One side of a comparison.
pub fn side(text: &str) -> Model {
    let mut report = Report::default();
    let mut sources = Sources::new("document", text);
    let model = pipeline::side(&mut sources, &mut report);
    model.unwrap_or_else(|| panic!("{text}\n{}", printed(&sources, report)))
}

/// The changes on the wire between two documents.
pub fn changes(before: &str, after: &str) -> Vec<Change> {
    wire::changes(&side(before), &side(after))
}

/// Changes in a line each, for messages.
pub fn listed(changes: &[Change]) -> String {
    changes
        .iter()
        .map(|change| {
            format!(
                "{}: {}: {}\n",
                change.rule.as_str(),
                change.subject,
                change.message
            )
        })
        .collect()
}
