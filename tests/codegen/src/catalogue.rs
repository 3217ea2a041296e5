//! The documents of a catalogue: a right and a wrong example of each entry, and more cases of it in `tests/`.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;

use xtask::diagnostic::{Diagnostic, Locator, Sources};

use crate::case_file::CaseFile;
use crate::repository;

/// A document of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// The entry that it is a document of.
    pub entry: String,
    /// Its own name: `good` and `bad` are the examples.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The files with more cases of the entries of a catalogue, `diagnostics` or `lints`.
pub fn case_files(catalogue: &str) -> Vec<CaseFile> {
    CaseFile::read_all(&repository("tests").join(catalogue))
}

/// Every document of a catalogue: the examples and the cases.
pub fn documents(catalogue: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    for folder in fs::read_dir(repository("xtask").join(catalogue)).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for name in ["bad", "good"] {
            documents.push(Document {
                entry: folder.file_name().unwrap().to_str().unwrap().to_owned(),
                name: name.to_owned(),
                text: fs::read_to_string(folder.join(format!("{name}.yaml"))).unwrap(),
            });
        }
    }
    for file in case_files(catalogue) {
        for case in file.cases {
            let [_, text] = case.documents;
            documents.push(Document {
                entry: file.name.clone(),
                name: case.name,
                text,
            });
        }
    }
    documents.sort();
    documents
}

/// Findings without excerpts: location, message and related locations, below them the help.
pub fn listed(text: &str, findings: &[Diagnostic]) -> String {
    let sources = Sources::new("document", text);
    let lines = Locator::new(&sources);
    let location = |span: &Range<usize>| {
        let (start, end) = (lines.position(span.start), lines.position(span.end));
        let line = match end.line == start.line {
            true => String::new(),
            false => format!("{}:", end.line),
        };
        format!("{}:{}-{line}{}", start.line, start.column, end.column)
    };
    let mut listed = String::new();
    for finding in findings {
        let (severity, code) = (finding.severity.as_str(), finding.code.as_str());
        let at = location(&finding.at.span);
        let _ = write!(listed, "{severity}[{code}] {at}: {}", finding.message);
        for (at, label) in &finding.related {
            let _ = write!(listed, " ({}: {label})", location(&at.span));
        }
        listed.push('\n');
        if let Some(help) = &finding.help {
            let _ = writeln!(listed, "  help: {help}");
        }
    }
    listed
}

/// Fails unless each finding in a document has a location in it and a help.
pub fn assert_helpful(document: &Document, findings: &[Diagnostic]) {
    let Document { entry, name, text } = document;
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
