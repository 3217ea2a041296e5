//! The same bytes from every document that says the same. (From the same document: `drift.rs`.)

use std::fs;
use std::path::PathBuf;

use codegen_tests::{printed, read, repository};
use serde_yaml::{Mapping, Value};
use xtask::diagnostic::{Report, Sources};
use xtask::output::SourceTree;
use xtask::pipeline::{self, Options};

/// The keys whose mappings a reader of the crate sees in the order of the document: operations, fields, answers, media
/// types, examples. So it is with webhooks, with the methods of a path, and with all lists but that of tags. In every
/// other mapping (components, and the keywords of any object) the order means nothing.
const ORDERED: &[&str] = &["content", "examples", "paths", "properties", "responses"];

#[test]
fn the_order_of_keywords_and_components_means_nothing() {
    let mut paths = vec![PathBuf::from("spec/openapi.yaml")];
    for topic in ["operations", "types"] {
        let folder = format!("tests/fragments/documents/{topic}");
        let entries = fs::read_dir(repository(&folder)).unwrap();
        let names = entries.map(|entry| PathBuf::from(&folder).join(entry.unwrap().file_name()));
        // One of several files has a folder of the same name.
        let is_one_file = |path: &PathBuf| {
            path.extension().is_some_and(|it| it == "yaml")
                && !repository(path.to_str().unwrap())
                    .with_extension("")
                    .is_dir()
        };
        paths.extend(names.filter(is_one_file));
    }
    assert!(paths.len() > 10, "only {} documents", paths.len());
    for path in paths {
        let path = path.to_str().unwrap();
        let document = document(path);
        let mut other = document.clone();
        reverse(&mut other, &|key| {
            !ORDERED.contains(&key) && key != "webhooks" && !key.starts_with('/')
        });
        if let Some(tags) = other.get_mut("tags").and_then(Value::as_sequence_mut) {
            tags.reverse();
        }
        assert_ne!(text(&document), text(&other), "{path}");
        same(&tree(&document), &tree(&other), path);
    }
}

#[test]
fn the_order_that_readers_see_is_that_of_the_document() {
    let document = document("spec/openapi.yaml");
    let expected = tree(&document);
    for ordered in ORDERED {
        let mut other = document.clone();
        reverse(&mut other, &|key| key == *ordered);
        assert!(
            expected != tree(&other),
            "nobody sees the order of `{ordered}`"
        );
    }
}

/// Turns around the entries of the mappings under some keys, and of what stands in lists under them.
fn reverse(value: &mut Value, is_meant: &dyn Fn(&str) -> bool) {
    reverse_below(value, "", is_meant);
}

fn reverse_below(value: &mut Value, key: &str, is_meant: &dyn Fn(&str) -> bool) {
    // An example is shown as it is.
    if matches!(key, "example" | "value") {
        return;
    }
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<(Value, Value)> = std::mem::take(mapping).into_iter().collect();
            for (key, value) in &mut entries {
                reverse_below(value, key.as_str().unwrap_or_default(), is_meant);
            }
            if is_meant(key) {
                entries.reverse();
            }
            *mapping = entries.into_iter().collect::<Mapping>();
        }
        Value::Sequence(items) => {
            for item in items {
                reverse_below(item, key, is_meant);
            }
        }
        _ => {}
    }
}

fn document(path: &str) -> Value {
    serde_yaml::from_str(&read(path)).unwrap()
}

fn text(document: &Value) -> String {
    serde_yaml::to_string(document).unwrap()
}

fn tree(document: &Value) -> SourceTree {
    let mut sources = Sources::new("openapi.yaml", text(document));
    let outcome = pipeline::generate(&mut sources, &Options::default());
    let Some(generated) = outcome.generated else {
        let mut report = Report::default();
        outcome
            .diagnostics
            .into_iter()
            .for_each(|it| report.add(it));
        panic!("{}", printed(&sources, report));
    };
    generated.tree
}

fn same(a: &SourceTree, b: &SourceTree, document: &str) {
    assert_eq!(
        a.paths().collect::<Vec<_>>(),
        b.paths().collect::<Vec<_>>(),
        "{document}"
    );
    for (path, text) in a.iter() {
        assert_eq!(Some(text), b.get(path), "{document}: {path}");
    }
}
