//! `ARCHITECTURE.md` is true as far as a test can tell: what it names is there.

use std::collections::BTreeSet;

use codegen_tests::{read, repository};
use syn::visit::{self, Visit};

use crate::source::rust_files;

const INVARIANT: &str = "**Architecture Invariant:**";

/// The pieces of code in a text: `like this`.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_invariant_names_a_test_that_holds_it() {
    let tests = tests();
    let text = read("ARCHITECTURE.md");
    let mut count = 0;
    for paragraph in text.split("\n\n").filter(|it| it.starts_with(INVARIANT)) {
        let paragraph = paragraph.replace('\n', " ");
        let (_, holders) = paragraph
            .split_once("*Held by*")
            .unwrap_or_else(|| panic!("nothing holds this: {paragraph}"));
        let holders: Vec<&str> = code(holders).collect();
        assert!(!holders.is_empty(), "nothing holds this: {paragraph}");
        for holder in holders {
            assert!(
                tests.contains(holder),
                "there is no test {holder:?}, as `file::name` (or `folder::file::name`)"
            );
        }
        count += 1;
    }
    assert_eq!(text.matches(INVARIANT).count(), count, "one a paragraph");
    assert!(count > 10, "only {count} invariants");
}

#[test]
fn every_path_that_it_names_is_there() {
    let text = read("ARCHITECTURE.md");
    let tops = [
        "xtask/",
        "generated/",
        "spec/",
        "tests/",
        ".ci/",
        ".github/",
    ];
    let paths: BTreeSet<&str> = code(&text)
        .filter(|it| tops.iter().any(|top| it.starts_with(top)))
        .filter(|it| !it.contains(['<', '*', ' ']))
        .collect();
    assert!(paths.len() > 30, "only {} paths", paths.len());
    for path in paths {
        assert!(repository(path).exists(), "there is no {path}");
    }
}

#[test]
fn every_part_of_xtask_has_its_place_in_it() {
    let text = read("ARCHITECTURE.md");
    for entry in std::fs::read_dir(repository("xtask/src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = match name.contains('.') {
            true => format!("`xtask/src/{name}`"),
            false => format!("`xtask/src/{name}/`"),
        };
        assert!(text.contains(&path), "ARCHITECTURE.md lacks {path}");
    }
}

/// Every test of the repository as `file::name`, and with the folder before it where several files are one program.
fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in ["tests", "xtask"].into_iter().flat_map(rust_files) {
        let mut found = Tests(Vec::new());
        found.visit_file(&syn::parse_file(&read(&path)).unwrap());
        let mut parts = path.trim_end_matches(".rs").rsplit('/');
        let (file, folder) = (parts.next().unwrap(), parts.next().unwrap_or_default());
        for name in found.0 {
            names.insert(format!("{file}::{name}"));
            names.insert(format!("{folder}::{file}::{name}"));
        }
    }
    names
}

struct Tests(Vec<String>);

impl<'ast> Visit<'ast> for Tests {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let is_test = |attribute: &syn::Attribute| {
            attribute
                .path()
                .segments
                .last()
                .is_some_and(|it| it.ident == "test")
        };
        if item.attrs.iter().any(is_test) {
            self.0.push(item.sig.ident.to_string());
        }
        visit::visit_item_fn(self, item);
    }
}
