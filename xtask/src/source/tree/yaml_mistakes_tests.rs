//! Tests of the YAML mistakes: each at its place, and in words that say what to write.

use super::Tree;
use crate::diagnostic::{Code, Report};

/// The only finding in a text: what is marked, what is said, and what is marked besides.
fn finding(text: &str) -> (String, String, Vec<String>) {
    let mut report = Report::default();
    assert!(Tree::parse(text, &mut report).is_none(), "{text}");
    let findings = report.into_sorted();
    assert_eq!(findings.len(), 1, "{findings:?}");
    let first = findings.into_iter().next().expect("a finding");
    assert_eq!(first.code, Code::Syntax);
    let related = first
        .related
        .iter()
        .map(|(at, _)| text[at.span.clone()].to_owned());
    (
        text[first.at.span.clone()].to_owned(),
        first.message,
        related.collect(),
    )
}

/// What is marked and what is said.
fn said(text: &str) -> (String, String) {
    let (marked, message, _) = finding(text);
    (marked, message)
}

#[test]
fn conflicts() {
    let message = "unresolved merge conflict";
    for text in [
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> branch\n",
        "a: |\n  text\n<<<<<<< HEAD\n  one\n=======\n  two\n>>>>>>> branch\nb: 1\n",
        "a: [\n<<<<<<< HEAD\n1,\n=======\n2\n>>>>>>> branch\n]\n",
    ] {
        let (marked, said) = said(text);
        assert_eq!((marked.trim(), said.as_str()), ("<<<<<<< HEAD", message));
    }
    // Headings, and what a text says of conflicts.
    let mut report = Report::default();
    assert!(Tree::parse("a: |\n  Title\n  =======\n  <<<<<<< HEAD\n", &mut report).is_some());
    assert!(!report.has_errors());
}

#[test]
fn missing_colons() {
    for line in [
        "operationId users_retrieve",
        "description |",
        "get",
        "$ref '#/a'",
    ] {
        for text in [
            format!("a:\n  b: 1\n  {line}\n  c: 1\n"),
            format!("a:\n  {line}\n  c: 1\n  d: 2\n"),
            format!("a:\n  b:\n    c: 1\n  {line}\n  d:\n    e: 1\n"),
        ] {
            assert_eq!(
                said(&text),
                (line.to_owned(), "missing `:` after a key".to_owned()),
                "{text}"
            );
        }
    }
}

#[test]
fn keys_further_left() {
    for (text, left) in [
        (
            "paths:\n  /a/:\n    get: 1\n/b/:\n    get: 2\n  /c/:\n    get: 3\n",
            "/b/:",
        ),
        ("r:\n    a: 1\n   '200': 2\n    b: 3\n", "'200': 2"),
        (
            "p:\n  x:\n    a:\n      c: 1\n   b:\n      c: 1\n    d: 1\n",
            "b:",
        ),
    ] {
        let (marked, _, related) = finding(text);
        assert!(
            marked == left || related == [left],
            "{text}\n{marked} {related:?}"
        );
    }
}

#[test]
fn texts_that_begin_with_signs() {
    for (value, sign) in [
        ("[Deprecated] people", "["),
        ("{id} of people", "{"),
        ("& people", "&"),
    ] {
        for next in ["", "  c: 1\n", "d: 1\n"] {
            let text = format!("a:\n  description: {value}\n{next}");
            let message = format!("an unquoted string cannot begin with `{sign}`");
            assert_eq!(said(&text), (sign.to_owned(), message), "{text}");
        }
    }
    for sign in ["|", ">"] {
        let text = format!("a:\n  description: {sign} people\n  c: 1\n");
        let message = format!("a string on the line of the `{sign}`");
        assert_eq!(said(&text), (sign.to_owned(), message));
    }
}

#[test]
fn strange_characters() {
    for (text, marked, name) in [
        (
            "a:\n  summary：text\n  b: 1\n",
            "：",
            "a full-width colon, U+FF1A",
        ),
        (
            "a:\n  summary:\u{a0}text\n  b: 1\n",
            "\u{a0}",
            "a no-break space, U+00A0",
        ),
        (
            "a:\n  summary:\u{200b}text\n  b: 1\n",
            "\u{200b}",
            "an invisible character, U+200B",
        ),
        ("a:\n  b: \"x\0y\"\n", "\0", "a control character, U+0000"),
    ] {
        let (at, message) = said(text);
        assert_eq!(at, marked, "{text}");
        assert!(message.starts_with(name), "{message}");
    }
}

#[test]
fn tabs() {
    for text in [
        "a:\n  b:\t|\n    x\n",
        "a:\n  b:\tx\n  c: 1\n",
        "a:\n  b:\tc: x\n",
    ] {
        let mut report = Report::default();
        Tree::parse(text, &mut report);
        for finding in report.into_sorted() {
            assert_eq!(&text[finding.at.span.clone()], "\t", "{finding:?}");
        }
    }
}
