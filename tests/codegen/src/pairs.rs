//! Pairs of documents: the cases of `tests/diff/<rule>.md`, and their comparison.

use std::fs;

use xtask::diagnostic::Report;
use xtask::diff::accepted::Accepted;
use xtask::diff::{self, Change, Comparison, Side, snapshot, wire};
use xtask::pipeline::{self, Model};

use crate::case_file::{Case, CaseFile};
use crate::{printed, repository};

/// A document before a change and after it.
#[derive(Debug)]
pub struct Pair {
    /// The rule that it is about.
    pub rule: String,
    /// Which case of it: `fires`, or `near`, where another rule reports the change.
    pub case: String,
    /// The document before.
    pub before: String,
    /// The document after.
    pub after: String,
    /// The public items before and after, where the generator made the change.
    pub surfaces: Option<[String; 2]>,
    /// The expected findings.
    pub expected: String,
}

impl Pair {
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
        let mut found = diff::changes(&base, &head);
        if let Some([before, after]) = self.surfaces.clone() {
            found.extend(snapshot::change(&[(before, after)], &base, &head));
        }
        found
    }

    /// The comparison of both documents, without accepted changes.
    pub fn comparison(&self) -> Comparison<'_> {
        let version = |text: &str| side(text).api.settings.version;
        Comparison::new(
            (
                Side::new(None, "before.yaml", &self.before),
                &version(&self.before),
            ),
            (
                Side::new(None, "after.yaml", &self.after),
                &version(&self.after),
            ),
            self.all_changes(),
            (&Accepted::default(), &Accepted::default()),
        )
    }
}

/// The files of cases: each rule with its text, sorted.
pub fn case_files() -> Vec<(String, String)> {
    let entries = fs::read_dir(repository("tests/diff")).expect("the folder can be read");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.expect("the folder can be read").path();
            let rule = path.file_stem().and_then(|stem| stem.to_str());
            let rule = rule.expect("file names are ASCII").to_owned();
            (
                rule,
                fs::read_to_string(&path).expect("the file can be read"),
            )
        })
        .collect();
    files.sort();
    files
}

/// All pairs, by rule.
pub fn pairs() -> Vec<Pair> {
    let files = case_files().into_iter();
    files
        .flat_map(|(rule, text)| pairs_of(&rule, &text))
        .collect()
}

/// The pairs of one file.
pub fn pairs_of(rule: &str, text: &str) -> Vec<Pair> {
    let cases = CaseFile::parse(text).cases.into_iter();
    let pair = |case: Case| {
        let [before, after] = case.documents;
        Pair {
            rule: rule.to_owned(),
            case: case.name,
            before,
            after,
            surfaces: case.surfaces,
            expected: case.expected,
        }
    };
    cases.map(pair).collect()
}

/// One side of a comparison.
pub fn side(text: &str) -> Model {
    let mut report = Report::default();
    let model = pipeline::side("document", text, &mut report);
    model.unwrap_or_else(|| panic!("{text}\n{}", printed("document", text, report)))
}

/// The changes on the wire between two documents.
pub fn changes(before: &str, after: &str) -> Vec<Change> {
    wire::changes(&side(before), &side(after))
}

/// Changes in a line each, for messages.
pub fn told(changes: &[Change]) -> String {
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
