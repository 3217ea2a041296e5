//! The documents of a catalogue: a folder for each entry, with documents that have the finding and one that has none.

use std::fs;
use std::path::Path;

use xtask::diagnostic::Diagnostic;

use crate::repository;

/// A document of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The entry that it is an example of: the name of its folder.
    pub entry: String,
    /// Its own name, as `good` and `bad`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Every document of a catalogue.
pub fn cases(catalogue: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in fs::read_dir(repository(catalogue)).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for path in fs::read_dir(&folder).unwrap() {
            let path = path.unwrap().path();
            if path.extension().is_some_and(|it| it == "yaml") {
                cases.push(Case {
                    entry: stem(&folder),
                    name: stem(&path),
                    text: fs::read_to_string(path).unwrap(),
                });
            }
        }
    }
    cases.sort();
    cases
}

impl Case {
    /// How a snapshot of it is written: beside it, and as short as can be.
    pub fn settings(&self, catalogue: &str) -> insta::Settings {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(repository(catalogue).join(&self.entry));
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings
    }
}

/// Fails unless each finding in a document has a place in it, and says what to write instead.
pub fn assert_helpful(case: &Case, findings: &[Diagnostic]) {
    let Case { entry, name, text } = case;
    for finding in findings {
        let help = finding.help.as_deref().unwrap_or_default();
        assert!(!help.is_empty(), "{entry}/{name}: {finding:?}");
        let places = [&finding.at].into_iter();
        for place in places.chain(finding.related.iter().map(|(at, _)| at)) {
            let marked = text.get(place.span.clone());
            let is_marked =
                marked.is_some_and(|marked| !marked.trim_matches([' ', '\n']).is_empty());
            assert!(is_marked || text.is_empty(), "{entry}/{name}: {finding:?}");
        }
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}
