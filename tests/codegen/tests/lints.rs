//! The rules of the linter: the examples in `xtask/lints/<rule>`, as the list prints them, the cases in
//! `tests/lints/<rule>.md` with their exact findings, and exceptions.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use codegen_tests::case_file::assert_expected;
use codegen_tests::catalogue::{self, Document};
use codegen_tests::{documents, repository};
use xtask::diagnostic::{Code, Diagnostic, Rule, Severity, Sources};
use xtask::explain::{EXAMPLE_PATH, linted, severity};
use xtask::pipeline::{self, Lint, Options};

const CATALOGUE: &str = "lints";
const FOLDER: &str = "xtask/lints";

fn documents_of_rules() -> Vec<Document> {
    let documents = catalogue::documents(CATALOGUE);
    assert!(documents.len() > 2 * Rule::ALL.len(), "{documents:#?}");
    documents
}

fn findings(text: &str) -> Vec<Diagnostic> {
    pipeline::lint(&mut Sources::new(EXAMPLE_PATH, text))
}

/// What is printed for the wrong examples is in the list: see [`the_list_is_up_to_date`].
#[test]
fn every_case_has_its_expected_findings() {
    assert_expected(&catalogue::case_files(CATALOGUE), |_, case| {
        let [_, text] = &case.documents;
        catalogue::listed(text, &findings(text))
    });
}

/// That each rule has a folder with both examples is seen when `xtask` is compiled.
#[test]
fn every_folder_is_a_rule() {
    let rules: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    let entries = documents_of_rules().into_iter().map(|it| it.entry);
    let entries: BTreeSet<String> = entries.collect();
    let entries: BTreeSet<&str> = entries.iter().map(String::as_str).collect();
    assert_eq!(entries, rules);
}

/// A rule and a code of one name could not be told apart by `explain` and `--only`.
#[test]
fn no_rule_is_called_like_a_code() {
    for rule in Rule::ALL {
        assert_eq!(rule.as_str().parse(), Ok(Code::Lint(*rule)));
    }
}

#[test]
fn bad_documents_break_their_rule_and_no_other_and_good_ones_none() {
    for Document { entry, name, text } in documents_of_rules() {
        let found: BTreeSet<&str> = findings(&text).iter().map(|it| it.code.as_str()).collect();
        match name.as_str() {
            "good" => assert_eq!(linted(EXAMPLE_PATH, &text), "", "{entry}/{name}"),
            _ => assert_eq!(found, BTreeSet::from([entry.as_str()]), "{entry}/{name}"),
        }
    }
}

#[test]
fn every_finding_has_a_location_and_a_help() {
    for document in documents_of_rules() {
        catalogue::assert_helpful(&document, &findings(&document.text));
    }
}

#[test]
fn every_document_of_the_rules_is_short() {
    for Document { entry, name, text } in documents_of_rules() {
        assert!(text.lines().count() <= 45, "{entry}/{name}");
    }
}

/// The document with an exception in the object at a pointer.
fn excepted(text: &str, pointer: &str, rule: &str) -> String {
    let mut document: serde_json::Value = serde_yaml::from_str(text).unwrap();
    let holder = document.pointer_mut(pointer).unwrap();
    holder["x-lint-except"][rule] = "For a test.".into();
    serde_json::to_string_pretty(&document).unwrap()
}

/// The pointers of the objects around a place, from the inside out.
fn around(text: &str, pointer: &str) -> Vec<String> {
    let document: serde_json::Value = serde_yaml::from_str(text).unwrap();
    let mut places = Vec::new();
    let mut place = pointer;
    loop {
        let keys: Vec<&str> = place.split('/').skip(1).collect();
        // Mappings whose keys are names are no objects.
        let is_object = match keys.as_slice() {
            [] => true,
            [
                ..,
                "properties" | "content" | "schemas" | "responses" | "parameters",
            ] => false,
            _ => document
                .pointer(place)
                .is_some_and(serde_json::Value::is_object),
        };
        if is_object {
            places.push(place.to_owned());
        }
        match place.rsplit_once('/') {
            Some((around, _)) => place = around,
            None => return places,
        }
    }
}

/// An exception at the place of a finding, or in any object around it, silences it, and is needed there.
#[test]
fn every_rule_can_be_excepted_at_its_place_and_around_it() {
    for Document { entry, name, text } in documents_of_rules() {
        // Exceptions are added as JSON, which has no aliases: `yaml-alias.md` has some.
        let found = findings(&text);
        let [finding] = found.as_slice() else {
            continue;
        };
        if finding.code == Code::Lint(Rule::YamlAlias) {
            continue;
        }
        let places = around(&text, &finding.at.pointer);
        assert!(places.len() > 1, "{entry}/{name}: {places:?}");
        for place in places {
            let text = excepted(&text, &place, &entry);
            let left = findings(&text);
            assert_eq!(left, [], "{entry}/{name}: excepted at {place:?}\n{text}");
        }
    }
}

/// Where the rule has nothing to say, the exception is an error: in the mended document, and at another place.
#[test]
fn every_exception_that_is_not_needed_is_an_error() {
    for Document { entry, name, text } in documents_of_rules() {
        if name != "good" {
            continue;
        }
        let found = findings(&excepted(&text, "", &entry));
        let [stale] = found.as_slice() else {
            panic!("{entry}: {found:?}");
        };
        let expected = (Code::StaleException, Severity::Error);
        assert_eq!((stale.code, stale.severity), expected, "{entry}");
        assert_eq!(stale.at.pointer, format!("/x-lint-except/{entry}"));
    }
}

/// The setting makes the linter a part of codegen, and strict mode its findings errors; both also say what `lint` says.
#[test]
fn codegen_lints_if_the_document_requests_it() {
    let example = Rule::MissingSummary.example().bad;
    let with =
        |settings: &str| example.replacen("paths:", &format!("x-rust: {settings}\npaths:"), 1);
    let found = |text: &str, lint| {
        let options = Options {
            lint,
            ..Options::default()
        };
        let outcome = pipeline::generate(&mut Sources::new(EXAMPLE_PATH, text), &options);
        let of_rules = outcome
            .diagnostics
            .iter()
            .map(|it| (it.code.as_str(), it.severity));
        (of_rules.collect::<Vec<_>>(), outcome.generated.is_some())
    };
    let (silent, lenient, strict) = (
        with("{version: 0.1.0}"),
        with("{version: 0.1.0, lint: true}"),
        with("{version: 0.1.0, lint: true, strict: true}"),
    );
    let said = |severity| vec![("missing-summary", severity)];
    assert_eq!(found(&silent, Lint::InDocument), (vec![], true));
    assert_eq!(
        found(&silent, Lint::Always),
        (said(Severity::Warning), true)
    );
    assert_eq!(
        found(&lenient, Lint::InDocument),
        (said(Severity::Warning), true)
    );
    assert_eq!(
        found(&strict, Lint::InDocument),
        (said(Severity::Error), false)
    );
    assert_eq!(found(&strict, Lint::Never), (vec![], true));
}

/// Notes are errors in strict mode as well: a strict document breaks no rule, or says why.
#[test]
fn strict_mode_makes_notes_errors() {
    let text = Rule::MissingExample.example().bad;
    let strict = text.replacen(
        "paths:",
        "x-rust: {version: 0.1.0, strict: true}\npaths:",
        1,
    );
    let severities =
        |text: &str| -> Vec<Severity> { findings(text).iter().map(|it| it.severity).collect() };
    assert_eq!(severities(text), [Severity::Note]);
    assert_eq!(severities(&strict), [Severity::Error]);
}

/// What an earlier stage says is not said again.
#[test]
fn nothing_is_reported_twice() {
    for (path, text) in documents() {
        let found = findings(&text);
        let mut seen = BTreeSet::new();
        for finding in &found {
            let key = (
                finding.at.span.start,
                finding.at.span.end,
                finding.message.clone(),
            );
            assert!(seen.insert(key), "{path}: {finding:?}");
        }
    }
}

#[test]
fn our_own_document_breaks_no_rule() {
    let path = "spec/openapi.yaml";
    let text = fs::read_to_string(repository(path)).unwrap();
    assert!(
        text.contains("\n  lint: true\n"),
        "{path} is not linted by codegen"
    );
    assert_eq!(linted(path, &text), "");
}

/// The list in the docs is made of the examples.
#[test]
fn the_list_is_up_to_date() {
    let path = repository(FOLDER).join("README.md");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let list = list();
    if committed == list {
        return;
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, list).unwrap();
        return;
    }
    panic!(
        "{FOLDER}/README.md differs; to write it anew, run: \
         INSTA_UPDATE=always cargo test -p codegen-tests --test lints"
    );
}

const HEAD: &str = "\
# The rules of the linter

Style rules for a document that clients are generated from. `cargo xtask lint` applies them to `spec/openapi.yaml`, or with
`--spec` to any document; `cargo xtask lint --rules` lists them, and `cargo xtask explain RULE` prints one of them. With
`x-rust: {lint: true}`, as in our document, codegen applies them too.

A **warning** is about the generated code, and `lint` exits with 1. A **note** is about the document. In strict mode
(`x-rust: {strict: true}`) both are errors. Names, styles and types are compared with most of the document, so a document
with another convention is not measured by ours.

`lint` also reports what codegen reports: examples that do not match their schemas (`invalid-example`), unused components
(`unused-component`), names and enum values that collide in Rust, as those do that differ only in case
(`name-collision`). Their list is [beside the diagnostics](../diagnostics/README.md).

## Exceptions

An exception is in the document, with its reason:

```yaml
requestBody:
  x-lint-except:
    missing-example: The body is the file itself.
```

An exception applies to its object and everything in it; at the top of the document, to the whole document. It moves with
the object, and a reviewer sees the reason beside the change. An unknown rule, an exception without a reason and an
unnecessary one are errors.

Each folder here has a document that breaks the rule (`bad.yaml`) and the same document corrected (`good.yaml`). This list
is generated from them by `INSTA_UPDATE=always cargo test -p codegen-tests --test lints`. More documents that break a rule are in
`tests/lints`.
";

fn list() -> String {
    let mut list = format!("{HEAD}\n| rule | | meaning |\n| --- | --- | --- |\n");
    for rule in Rule::ALL {
        let name = rule.as_str();
        let severity = rule.severity().as_str();
        writeln!(
            list,
            "| [`{name}`](#{name}) | {severity} | {} |",
            rule.summary()
        )
        .unwrap();
    }
    for rule in Rule::ALL {
        let example = rule.example();
        write!(
            list,
            "\n## {}\n\nA {}.\n\n{}\n\n```yaml\n{}```\n\n```text\n{}```\n\nRight:\n\n```yaml\n{}```\n",
            rule.as_str(),
            severity(Code::Lint(*rule)),
            rule.meaning(),
            example.bad,
            linted(EXAMPLE_PATH, example.bad),
            example.good,
        )
        .unwrap();
    }
    list
}
