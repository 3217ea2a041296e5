//! What differs in Rust, and all of it as the comment that a pull request would get: `report.snap` beside each pair.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen_tests::pairs::{pairs, side};
use codegen_tests::repository;
use xtask::diff::accepted::Accepted;
use xtask::diff::{Change, Comparison, OF_RUST, Rule, Side, changes, report, snapshot};

#[test]
fn reports() {
    for pair in pairs() {
        let folder = repository(&pair.name());
        let markdown = markdown(&pair.before, &pair.after, &folder);
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => false,
            snapshot_path => folder,
        }, {
            insta::assert_snapshot!("report", markdown);
        });
    }
}

/// As on the wire: see `diff::every_rule_has_a_pair_that_fires_and_one_that_nearly_does`.
#[test]
fn every_rule_of_rust_has_a_pair_that_fires_and_one_that_nearly_does() {
    for rule in OF_RUST {
        for case in ["fires", "near"] {
            let name = format!("tests/diff/{}/{case}", rule.as_str());
            let pair = pairs().into_iter().find(|pair| pair.name() == name);
            let pair = pair.unwrap_or_else(|| panic!("there is no {name}"));
            let found = all(&pair.before, &pair.after, &repository(&name));
            let fires = found.iter().any(|change| change.rule == rule);
            assert_eq!(fires, case == "fires", "{name}: {found:#?}");
        }
    }
}

/// Every format prints it as it is.
#[test]
fn a_message_is_one_sentence() {
    for pair in pairs() {
        for change in all(&pair.before, &pair.after, &repository(&pair.name())) {
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
        let found = changes(&side(&pair.before), &side(&pair.after));
        for change in found
            .iter()
            .filter(|change| change.rule == Rule::RustApiChanged)
        {
            for item in &change.rust {
                wrong += &format!("{}: {:?} {}\n", pair.name(), item.effect, item.path);
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
            let found = changes(&side(text), &side(&moved));
            assert!(found.is_empty(), "{}: {found:#?}", pair.name());
        }
    }
}

/// What a change usually does to Rust code, as the catalogue says, is the most that it does in any pair.
#[test]
fn no_pair_does_more_to_rust_code_than_its_rule_says() {
    let mut wrong = BTreeSet::new();
    for pair in pairs() {
        for change in changes(&side(&pair.before), &side(&pair.after)) {
            if let Some(item) = change
                .rust
                .iter()
                .find(|item| item.effect > change.rule.effect())
            {
                wrong.insert(format!(
                    "{}: {} of {}",
                    pair.name(),
                    change.rule.as_str(),
                    item.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn all(before: &str, after: &str, folder: &Path) -> Vec<Change> {
    let (base, head) = (side(before), side(after));
    let mut found = changes(&base, &head);
    let snapshots = ["before.snap", "after.snap"].map(|name| fs::read_to_string(folder.join(name)));
    if let [Ok(before), Ok(after)] = snapshots {
        found.extend(snapshot::change(&[(before, after)], &base, &head));
    }
    found
}

fn markdown(before: &str, after: &str, folder: &Path) -> String {
    let version = |text: &str| side(text).api.settings.version;
    let comparison = Comparison::new(
        (Side::new(None, "before.yaml", before), &version(before)),
        (Side::new(None, "after.yaml", after), &version(after)),
        all(before, after, folder),
        &Accepted::default(),
    );
    report::markdown(&comparison)
}
