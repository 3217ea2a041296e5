//! Pairs of documents: what a change makes of one, under `tests/diff/<rule>/<case>/`.

use std::fs;

use xtask::diagnostic::Report;
use xtask::diff::{Change, wire};
use xtask::pipeline::{self, Model};

use crate::{printed, read, repository};

/// A document before a change and after it.
#[derive(Debug)]
pub struct Pair {
    /// The rule that it is about.
    pub rule: String,
    /// Which case of it: `fires`, or `near`, where another rule has to be told from it.
    pub case: String,
    /// The document before.
    pub before: String,
    /// The document after.
    pub after: String,
}

impl Pair {
    /// What to call it in a message.
    pub fn name(&self) -> String {
        format!("tests/diff/{}/{}", self.rule, self.case)
    }

    /// What differs on the wire.
    pub fn changes(&self) -> Vec<Change> {
        changes(&self.before, &self.after)
    }
}

/// All pairs, by rule and case.
pub fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for rule in folders("tests/diff") {
        for case in folders(&format!("tests/diff/{rule}")) {
            let folder = format!("tests/diff/{rule}/{case}");
            pairs.push(Pair {
                before: read(&format!("{folder}/before.yaml")),
                after: read(&format!("{folder}/after.yaml")),
                rule: rule.clone(),
                case,
            });
        }
    }
    pairs
}

fn folders(path: &str) -> Vec<String> {
    let entries = fs::read_dir(repository(path)).expect("the folder can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be read").file_name())
        .map(|name| name.into_string().expect("names are texts"))
        .collect();
    names.sort();
    names
}

/// One side of a comparison.
pub fn side(text: &str) -> Model {
    let mut report = Report::default();
    let model = pipeline::side("document", text, &mut report);
    model.unwrap_or_else(|| panic!("{text}\n{}", printed("document", text, report)))
}

/// What differs on the wire between two documents.
pub fn changes(before: &str, after: &str) -> Vec<Change> {
    wire::changes(&side(before).api, &side(after).api)
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
