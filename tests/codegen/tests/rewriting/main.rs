//! How a document is written makes no difference on the wire.

mod newer;
mod rewrite;

use codegen_tests::chance::Chance;
use codegen_tests::pairs::{listed, pairs, side};
use codegen_tests::{documents, model, read};
use newer::newer;
use proptest::prelude::*;
use rewrite::{reorder, rewrite};
use serde_json::Value;
use xtask::diff::{Change, Level, wire};
use xtask::names::Ident;
use xtask::render::{self, Root};

/// The document of this repository, those of the fragments, and one of each pair: both are nearly the same.
fn all() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = documents()
        .into_iter()
        .filter(|(path, _)| path.contains("fragments") || path.contains("spec/"))
        .collect();
    for (index, pair) in pairs().into_iter().enumerate() {
        let name = pair.name();
        let (side, text) = match index % 2 {
            0 => ("before", pair.before),
            _ => ("after", pair.after),
        };
        all.push((format!("{name}/{side}.yaml"), text));
    }
    all.retain(|(_, text)| can_be_rewritten(text));
    assert!(all.len() > 200, "only {} documents", all.len());
    all
}

fn can_be_rewritten(text: &str) -> bool {
    // What is rewritten moves, and a reference into a component would no longer lead there.
    let is_inside = |rest: &str| rest.split('\'').next().is_some_and(|it| it.contains('/'));
    let refers_inside = text.split("'#/components/schemas/").skip(1).any(is_inside);
    // The reader of these tests has no number for 1e999.
    !refers_inside && serde_yaml::from_str::<Value>(text).is_ok()
}

fn tree(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the document is YAML")
}

fn changes(before: &str, after: &str) -> Vec<Change> {
    wire::changes(&side(before), &side(after))
}

fn same_but_for_its_order(path: &str, text: &str, seed: u64) {
    let mut document = tree(text);
    reorder(&mut document, &mut Chance::new(seed));
    // As JSON in one line: another order and another format.
    let found = changes(text, &document.to_string());
    assert!(found.is_empty(), "{path}, seed {seed}:\n{}", listed(&found));
}

fn same_on_the_wire(path: &str, text: &str, seed: u64) {
    let mut document = tree(text);
    rewrite(&mut document, &mut Chance::new(seed));
    let written = serde_json::to_string_pretty(&document).expect("it can be written");
    let mut found = changes_one_way(seed, text, &written);
    found.retain(|change| change.level > Level::Docs);
    assert!(
        found.is_empty(),
        "{path}, seed {seed}:\n{}\n{written}",
        listed(&found)
    );
}

/// The changes in one direction: every other document is compared in the other one.
fn changes_one_way(seed: u64, one: &str, other: &str) -> Vec<Change> {
    match seed % 2 {
        0 => changes(one, other),
        _ => changes(other, one),
    }
}

#[test]
fn a_document_in_another_order_differs_in_nothing() {
    for (seed, (path, text)) in all().iter().enumerate() {
        same_but_for_its_order(path, text, seed as u64);
    }
}

#[test]
fn a_rewritten_document_differs_in_nothing_on_the_wire() {
    for (seed, (path, text)) in all().iter().enumerate() {
        same_on_the_wire(path, text, seed as u64);
    }
}

fn is_older(text: &str) -> bool {
    !text.starts_with("openapi: 3.1")
}

#[test]
fn a_document_in_the_spelling_of_3_1_differs_in_nothing_on_the_wire() {
    let mut written = String::new();
    let all = all().into_iter().filter(|(_, text)| is_older(text));
    for (seed, (path, text)) in (0..).zip(all) {
        let mut document = tree(&text);
        newer(&mut document);
        let new = serde_json::to_string_pretty(&document).expect("it can be written");
        let mut found = changes_one_way(seed, &text, &new);
        found.retain(|change| change.subject != "openapi");
        assert!(found.is_empty(), "{path}:\n{}\n{new}", listed(&found));
        written += &new;
    }
    for what in [
        "\"null\"",
        "\"const\"",
        "\"contentMediaType\"",
        "\"exclusiveMinimum\"",
    ] {
        assert!(written.matches(what).count() > 5, "{what}");
    }
}

/// What identifies changes, but for that of the version.
fn facts(before: &str, after: &str) -> Vec<String> {
    let changes = changes(before, after).into_iter();
    let changes = changes.filter(|change| change.subject != "openapi");
    let facts = |it: Change| {
        let (rule, operations) = (it.rule.as_str(), it.reach.len());
        format!(
            "{rule} {:?} {}: {:?}, {operations}",
            it.level, it.subject, it.facts
        )
    };
    let mut facts: Vec<String> = changes.map(facts).collect();
    facts.sort();
    facts
}

#[test]
fn a_pair_in_the_spelling_of_3_1_has_the_same_changes() {
    let is_readable = |text: &str| is_older(text) && can_be_rewritten(text);
    let mut pairs = pairs();
    pairs.retain(|it| is_readable(&it.before) && is_readable(&it.after));
    assert!(pairs.len() > 200, "only {} pairs", pairs.len());
    let mut wrong = String::new();
    for pair in pairs {
        let [before, after] = [&pair.before, &pair.after].map(|text| {
            let mut document = tree(text);
            newer(&mut document);
            serde_json::to_string_pretty(&document).expect("it can be written")
        });
        let expected = facts(&pair.before, &pair.after);
        for (versions, before) in [("3.1", &before), ("3.0 to 3.1", &pair.before)] {
            let found = facts(before, &after);
            if found != expected {
                let name = pair.name();
                wrong += &format!("{name}, {versions}:\n{found:#?}\nexpected: {expected:#?}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_document_in_the_spelling_of_3_1_gives_the_same_code() {
    let code = |path: &str, text: &str| {
        let model = model(path, text);
        let root = Root(vec![Ident::escape("fragment")]);
        let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
        tree.iter()
            .map(|(path, text)| format!("{path}\n{text}"))
            .collect::<Vec<_>>()
    };
    for (path, text) in documents().into_iter().filter(|(_, text)| is_older(text)) {
        let Ok(mut document) = serde_yaml::from_str(&text) else {
            continue;
        };
        newer(&mut document);
        // What is strict has no spellings that are left over.
        let text_of = |document: &Value| {
            document
                .to_string()
                .replace("\"strict\":true", "\"strict\":false")
        };
        let (old, new) = (
            code(&path, &text_of(&tree(&text))),
            code(&path, &text_of(&document)),
        );
        for (old, new) in old.iter().zip(&new) {
            assert_eq!(old, new, "{path}");
        }
        assert_eq!(old.len(), new.len(), "{path}");
    }
}

/// If rewriting did nothing, it would prove nothing.
#[test]
fn rewriting_rewrites() {
    // Our document has all of its responses and bodies as components already.
    let paths = [
        "spec/openapi.yaml",
        "tests/fragments/documents/operations/errors.yaml",
    ];
    let texts = paths.map(read);
    let written: String = (0..10)
        .flat_map(|seed| texts.iter().map(move |text| (seed, text)))
        .map(|(seed, text)| {
            let mut document = tree(text);
            rewrite(&mut document, &mut Chance::new(seed));
            document.to_string()
        })
        .collect();
    let before: String = texts.iter().map(|text| tree(text).to_string()).collect();
    for what in ["Extracted", "Renamed", "Hoisted", "\"allOf\"", "\"anyOf\""] {
        let count = |text: &str| text.matches(what).count();
        assert!(count(&written) > 10 * count(&before), "{what}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn our_document_however_it_is_written(seed in any::<u64>()) {
        let text = read("spec/openapi.yaml");
        same_but_for_its_order("spec/openapi.yaml", &text, seed);
        same_on_the_wire("spec/openapi.yaml", &text, seed);
    }
}
