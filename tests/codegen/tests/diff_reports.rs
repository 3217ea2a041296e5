//! What differs in Rust, the expected findings of each case, and whole comments of a pull request for some of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codegen_tests::case_file::assert_expected;
use codegen_tests::pairs::{DAY, Pair, case_files, pairs, side};
use xtask::diagnostic::{Anchor, Locator};
use xtask::diff::accepted::Entry;
use xtask::diff::{Effect, OF_RUST, Rule, changes, report};

/// The cases whose whole comment is a snapshot: one for each way of printing something.
const REPORTS: [(&str, &str); 20] = [
    ("operation-removed", "reported"),
    ("operation-added", "reported"),
    ("operation-id-changed", "user"),
    ("type-renamed", "reported"),
    ("rust-api-changed", "reported"),
    ("arguments-reordered", "reported"),
    ("generator-changed", "reported"),
    ("description-changed", "reported"),
    ("description-changed", "long"),
    ("example-changed", "reported"),
    ("request-property-became-required", "reported"),
    ("request-enum-value-added", "reported"),
    ("request-enum-value-removed", "reported"),
    ("request-default-changed", "reported"),
    ("response-enum-value-added", "reported"),
    ("required-response-property-removed", "reported"),
    ("request-pattern-changed", "reported"),
    ("parameter-became-required", "reported"),
    ("authentication-required", "reported"),
    ("paging-changed", "reported"),
];

/// Each file under `tests/diff/` says what is found in its cases; `INSTA_UPDATE=always` rewrites that part.
#[test]
fn every_case_has_its_expected_findings() {
    assert_expected(&case_files(), |file, case| {
        findings(&Pair::new(&file.name, case.clone()))
    });
}

/// The findings of a case: the version that the crate needs, then each change with its location, message, witness and
/// what it does to Rust code.
fn findings(pair: &Pair) -> String {
    let sources = pair.sources();
    let comparison = pair.comparison(&sources);
    let verdict = &comparison.verdict;
    let mut text = format!(
        "version: {}\n",
        verdict.least.as_deref().unwrap_or("unchanged")
    );
    for finding in &comparison.findings {
        let change = &finding.change;
        let line = |side: &Locator<'_>, at: &Option<Anchor>| {
            let place = at.as_ref().map(|at| side.place(at));
            place.and_then(|place| Some(place.split_once(':')?.1.to_owned()))
        };
        let lines = match (
            line(&comparison.base, &change.base),
            line(&comparison.head, &change.head),
        ) {
            (Some(before), Some(after)) => format!("{before} -> {after}"),
            (Some(before), None) => format!("{before} -> none"),
            (None, after) => format!("none -> {}", after.unwrap_or_default()),
        };
        let level = format!("{:?}", change.level).to_lowercase();
        let rule = change.rule.as_str();
        let _ = writeln!(text, "{level}[{rule}] {} ({lines})", change.subject);
        let _ = writeln!(text, "  {}", change.message);
        let also: Vec<&str> = change.also.iter().map(|it| it.subject.as_str()).collect();
        if !also.is_empty() {
            let _ = writeln!(text, "  also: {}", also.join(", "));
        }
        if let Some(witness) = &change.witness {
            let at = &witness.pointer;
            let _ = writeln!(
                text,
                "  witness: {} at {at:?}",
                shortened(&witness.value.to_string())
            );
        }
        for item in &change.rust {
            let effect = match item.effect {
                Effect::Nothing => "keeps",
                Effect::Adds => "adds",
                Effect::Warns => "warns",
                Effect::Breaks => "breaks",
            };
            let renamed = item.new_path();
            let renamed = renamed.map_or(String::new(), |path| format!(" -> {path}"));
            let _ = writeln!(text, "  Rust {effect}: {}{renamed}", item.path());
        }
    }
    text
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

#[test]
fn reports() {
    let pairs = pairs();
    for (rule, case) in REPORTS {
        let pair = pairs
            .iter()
            .find(|pair| pair.rule == rule && pair.case == case);
        let pair = pair.unwrap_or_else(|| panic!("tests/diff/{rule}.md has no case `{case}`"));
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(
                format!("report@{rule}-{case}"),
                report::markdown(&pair.comparison(&pair.sources()))
            );
        });
    }
}

/// As on the wire: see `diff::every_rule_has_a_case_that_is_reported_and_one_that_is_not`.
#[test]
fn every_rule_of_rust_has_a_case_that_is_reported_and_one_that_is_not() {
    for rule in OF_RUST {
        for case in ["reported", "not-reported"] {
            let name = rule.as_str();
            let pair = pairs()
                .into_iter()
                .find(|it| it.rule == name && it.case == case);
            let pair = pair.unwrap_or_else(|| panic!("tests/diff/{name}.md has no case `{case}`"));
            let found = pair.all_changes();
            let is_reported = found.iter().any(|change| change.rule == rule);
            assert_eq!(
                is_reported,
                case == "reported",
                "{}: {found:#?}",
                pair.name()
            );
        }
    }
}

/// Every format prints it as it is.
#[test]
fn a_message_is_one_sentence() {
    for pair in pairs() {
        for change in pair.all_changes() {
            // What documents say stands between backticks.
            let own: String = change.message.split('`').step_by(2).collect();
            let is_one = own.ends_with('.') && own.matches(". ").count() == 0;
            let is_cased = !own.starts_with(char::is_lowercase);
            assert!(is_one && is_cased, "{}: {}", pair.name(), change.message);
        }
    }
}

/// Each item of the Rust API that differs is told, and what the wire explains is told there.
#[test]
fn what_the_wire_explains_is_no_change_of_its_own() {
    let mut wrong = String::new();
    for pair in pairs() {
        if OF_RUST.iter().any(|rule| rule.as_str() == pair.rule) {
            continue;
        }
        let found = changes(&side(&pair.before), &side(&pair.after), DAY);
        for change in found
            .iter()
            .filter(|change| change.rule == Rule::RustApiChanged)
        {
            for item in &change.rust {
                wrong += &format!("{}: {:?} {}\n", pair.name(), item.effect, item.path());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Where things stand, and in which order keywords and components do, says nothing to Rust code either.
#[test]
fn the_same_differs_in_nothing() {
    for pair in pairs() {
        for text in [&pair.before, &pair.after] {
            let moved = format!("# A comment.\n\n{text}");
            let found = changes(&side(text), &side(&moved), DAY);
            assert!(found.is_empty(), "{}: {found:#?}", pair.name());
        }
    }
}

/// What a change usually does to Rust code, as the catalogue says, is the most that it does in any pair.
#[test]
fn no_pair_does_more_to_rust_code_than_its_rule_says() {
    let mut wrong = BTreeSet::new();
    // Where a component is written out, its type goes as well.
    for pair in pairs().iter().filter(|pair| pair.case != "written-out") {
        for change in changes(&side(&pair.before), &side(&pair.after), DAY) {
            if let Some(item) = change
                .rust
                .iter()
                .find(|item| item.effect > change.rule.effect())
            {
                wrong.insert(format!(
                    "{}: {} of {}",
                    pair.name(),
                    change.rule.as_str(),
                    item.path()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A removal is early or not by the day, and what is accepted stays so.
#[test]
fn an_accepted_removal_stays_accepted_on_its_sunset() {
    let pairs = pairs();
    let pair = pairs.iter().find(|it| it.case == "before-its-sunset");
    let pair = pair.expect("a removal before its date");
    let (base, head) = (side(&pair.before), side(&pair.after));
    let early = changes(&base, &head, DAY);
    let entries: Vec<Entry> = early.iter().map(|it| Entry::new(it, "why")).collect();
    let late = changes(&base, &head, "2030-01-02");
    assert_ne!(early, late);
    let late: Vec<Entry> = late.iter().map(|it| Entry::new(it, "why")).collect();
    assert_eq!(entries, late);
}
