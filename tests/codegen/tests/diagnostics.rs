//! The catalogue of diagnostics: each document under `xtask/diagnostics/<code>` with the exact text that is printed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen_tests::repository;
use xtask::diagnostic::{Code, Diagnostic};
use xtask::explain::{EXAMPLE_PATH, printed};
use xtask::pipeline::{self, Options};

const FOLDER: &str = "xtask/diagnostics";

fn findings(text: &str) -> Vec<Diagnostic> {
    pipeline::generate(EXAMPLE_PATH, text, &Options::default()).diagnostics
}

/// Every document of the catalogue: the name of its folder, its own name, its text.
fn cases() -> Vec<(String, String, String)> {
    let mut cases = Vec::new();
    for folder in fs::read_dir(repository(FOLDER)).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for path in fs::read_dir(&folder).unwrap() {
            let path = path.unwrap().path();
            if path.extension().is_some_and(|it| it == "yaml") {
                cases.push((
                    name(&folder),
                    name(&path),
                    fs::read_to_string(path).unwrap(),
                ));
            }
        }
    }
    cases.sort();
    assert!(cases.len() > Code::ALL.len(), "{cases:#?}");
    cases
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn the_exact_text() {
    insta::glob!("../../../xtask/diagnostics", "*/*.yaml", |path| {
        let text = fs::read_to_string(path).unwrap();
        if name(path) == "good" {
            return;
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(name(path), printed(EXAMPLE_PATH, &text)));
    });
}

/// That each code has a folder with both examples is seen when `xtask` is compiled.
#[test]
fn every_folder_is_a_code() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let folders: BTreeSet<String> = cases().into_iter().map(|(folder, ..)| folder).collect();
    let folders: BTreeSet<&str> = folders.iter().map(String::as_str).collect();
    assert_eq!(folders, codes);
}

#[test]
fn bad_documents_have_the_finding_and_good_ones_none_at_all() {
    for (folder, case, text) in cases() {
        let found: BTreeSet<&str> = findings(&text).iter().map(|it| it.code.as_str()).collect();
        match case.as_str() {
            "good" => assert_eq!(printed(EXAMPLE_PATH, &text), "", "{folder}/{case}"),
            "bad" => assert_eq!(found, BTreeSet::from([folder.as_str()]), "{folder}/{case}"),
            _ => assert!(
                found.contains(folder.as_str()),
                "{folder}/{case}: {found:?}"
            ),
        }
    }
}

#[test]
fn every_finding_has_a_place_and_says_what_to_write_instead() {
    for (folder, case, text) in cases() {
        for finding in findings(&text) {
            let help = finding.help.as_deref().unwrap_or_default();
            assert!(!help.is_empty(), "{folder}/{case}: {finding:?}");
            let places = [&finding.at].into_iter();
            for place in places.chain(finding.related.iter().map(|(at, _)| at)) {
                let marked = text.get(place.span.clone());
                let is_marked =
                    marked.is_some_and(|marked| !marked.trim_matches([' ', '\n']).is_empty());
                assert!(is_marked || text.is_empty(), "{folder}/{case}: {finding:?}");
            }
        }
    }
}

#[test]
fn every_document_of_the_catalogue_is_short() {
    for (folder, case, text) in cases() {
        assert!(text.lines().count() <= 30, "{folder}/{case}");
    }
}
