//! `cargo xtask lint`: what it prints, and how it ends.

mod support;

use std::fs;

use serde_json::Value;
use support::{Run, xtask};
use tempfile::TempDir;
use xtask::diagnostic::Rule;

fn lint(document: &str, more: &[&str]) -> Run {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("pets.yaml"), document).unwrap();
    xtask(
        temp.path(),
        &[&["lint", "--spec", "pets.yaml"], more].concat(),
    )
}

#[test]
fn the_exit_code_tells_notes_from_warnings() {
    for (document, code, last) in [
        (
            Rule::MissingSummary.example().good,
            0,
            "pets.yaml: nothing found.\n",
        ),
        (Rule::MissingLimit.example().bad, 0, "pets.yaml: 1 note.\n"),
        (
            Rule::MissingSummary.example().bad,
            1,
            "pets.yaml: 1 warning.\n",
        ),
        ("openapi: 3.0.3\ninfo: [\n", 1, "pets.yaml: 1 error.\n"),
    ] {
        let Run {
            code: ended,
            stdout,
            stderr,
        } = lint(document, &[]);
        assert_eq!((ended, stdout.as_str()), (Some(code), ""), "{stderr}");
        assert!(stderr.ends_with(last), "{stderr}");
    }
    let strict = Rule::MissingLimit.example().bad.replacen(
        "paths:",
        "x-rust: {version: 0.1.0, strict: true}\npaths:",
        1,
    );
    let Run {
        code: ended,
        stderr,
        ..
    } = lint(&strict, &[]);
    assert_eq!(ended, Some(1), "{stderr}");
    assert!(stderr.starts_with("error[missing-limit]: "), "{stderr}");
}

/// A document with so many operations without a summary, and one without a description.
fn without_summaries(count: usize) -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\nsecurity: []\ntags: [{name: Go, description: It goes.}]\npaths:\n",
    );
    for number in 0..=count {
        let says = match number {
            0 => "summary: Go on",
            _ => "description: It goes on.",
        };
        text.push_str(&format!(
            "  /p{number}: {{put: {{operationId: go{number}, tags: [Go], {says}, responses: {{'204': {{description: Done.}}, \
             4XX: {{description: No., content: {{text/plain: {{}}}}}}}}}}}}\n"
        ));
    }
    text
}

#[test]
fn people_see_the_first_few_of_a_rule_and_how_to_see_the_others() {
    let Run {
        code,
        stdout,
        stderr,
    } = lint(&without_summaries(13), &[]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert_eq!(stderr.matches("[missing-summary]").count(), 10, "{stderr}");
    assert_eq!(stderr.matches("[missing-description]").count(), 1);
    assert!(
        stderr.ends_with(
            "\nThe meaning of a code, with an example: cargo xtask explain missing-description\n\
             3 more of missing-summary: cargo xtask lint --spec pets.yaml --only missing-summary\n\
             pets.yaml: 13 warnings, 1 note.\n"
        ),
        "{stderr}"
    );

    let Run { stderr, .. } = lint(&without_summaries(10), &[]);
    assert_eq!(stderr.matches("[missing-summary]").count(), 10, "{stderr}");
    assert!(!stderr.contains(" more of "), "{stderr}");

    let Run { code, stderr, .. } = lint(&without_summaries(13), &["--only", "missing-summary"]);
    assert_eq!(code, Some(1));
    assert_eq!(stderr.matches("[missing-summary]").count(), 13);
    assert_eq!(stderr.matches("[missing-description]").count(), 0);

    let Run { code, stderr, .. } = lint(&without_summaries(13), &["--only", "missing-description"]);
    assert_eq!(code, Some(0));
    assert!(stderr.ends_with("pets.yaml: 1 note.\n"), "{stderr}");
}

#[test]
fn programs_see_all() {
    let Run {
        code,
        stdout,
        stderr,
    } = lint(&without_summaries(13), &["--format", "json"]);
    assert_eq!(
        (code, stderr.as_str()),
        (Some(1), "pets.yaml: 13 warnings, 1 note.\n")
    );
    let findings: Value = serde_json::from_str(&stdout).unwrap();
    let findings = findings["diagnostics"].as_array().unwrap();
    let severities: Vec<&str> = findings
        .iter()
        .map(|it| it["severity"].as_str().unwrap())
        .collect();
    assert_eq!(severities.len(), 14);
    assert_eq!(severities.iter().filter(|it| **it == "note").count(), 1);

    let Run { stdout, .. } = lint(&without_summaries(1), &["--format", "github"]);
    let kinds: Vec<&str> = stdout
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(kinds, ["::notice", "::warning"]);
}

/// That a document is not made for codegen is no fault of it.
#[test]
fn what_codegen_says_is_said_too_but_for_settings() {
    let text = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {Pet: {type: object, description: It has fur.}}}\n";
    let Run { code, stderr, .. } = lint(text, &[]);
    assert_eq!(code, Some(1));
    assert_eq!(stderr.matches("[").count(), 1, "{stderr}");
    assert!(
        stderr.starts_with("warning[unused-component]: "),
        "{stderr}"
    );
}

#[test]
fn the_rules_are_listed() {
    let temp = TempDir::new().unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(temp.path(), &["lint", "--rules"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let listed: Vec<Vec<&str>> = stdout
        .lines()
        .map(|line| line.split_whitespace().take(2).collect())
        .collect();
    let rules: Vec<Vec<&str>> = Rule::ALL
        .iter()
        .map(|rule| vec![rule.as_str(), rule.severity().as_str()])
        .collect();
    assert_eq!(listed, rules);
}

#[test]
fn a_rule_is_explained_with_its_exception() {
    let temp = TempDir::new().unwrap();
    let Run { code, stdout, .. } = xtask(temp.path(), &["explain", "bare-list"]);
    assert_eq!(code, Some(0));
    let example = Rule::BareList.example();
    for text in [
        "bare-list: note, and an error in strict mode",
        "`x-lint-except: {bare-list: <reason>}`",
        "Output of lint:\n\n    note[bare-list]: `pets_list` returns a bare array\n",
    ] {
        assert!(stdout.contains(text), "{stdout}");
    }
    for line in example.bad.lines().chain(example.good.lines()) {
        assert!(stdout.contains(line), "{line:?} is not in\n{stdout}");
    }
}

#[test]
fn what_cannot_run_says_why() {
    let temp = TempDir::new().unwrap();
    for (arguments, reason) in [
        (
            &["lint", "--spec", "none.yaml"][..],
            "error: cannot read none.yaml: ",
        ),
        (
            &["lint", "--only", "missing-sumary"],
            "a similar value exists: 'missing-summary'",
        ),
        (
            &["lint", "--rules", "--spec", "pets.yaml"],
            "cannot be used with",
        ),
        (
            &["lint"],
            "is not in the repository: change the directory, or give --spec FILE\n",
        ),
    ] {
        let Run {
            code,
            stdout,
            stderr,
        } = xtask(temp.path(), arguments);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        assert!(stderr.contains(reason), "{stderr}");
    }
}
