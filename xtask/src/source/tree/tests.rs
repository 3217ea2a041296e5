//! Tests of the located tree: what the nodes say, where they stand, and what is refused.

use serde_json::json;

use super::{Node, NodeKind, Scalar, Tree};
use crate::diagnostic::{Code, Diagnostic, Report};

/// The tree of a text without findings.
fn tree(text: &str) -> Tree {
    let mut report = Report::default();
    let tree = Tree::parse(text, &mut report);
    assert_eq!(report.into_sorted(), []);
    tree.expect("a document")
}

/// The findings in a text, and whether there is a tree nevertheless.
fn findings(text: &str) -> (Vec<Diagnostic>, bool) {
    let mut report = Report::default();
    let tree = Tree::parse(text, &mut report);
    (report.into_sorted(), tree.is_some())
}

/// The code, the marked text and the pointer of the only finding in a text.
fn finding(text: &str) -> (Code, &str, String) {
    let (mut findings, _) = findings(text);
    let first = findings.remove(0);
    assert_eq!(findings, [], "more than one finding");
    (first.code, &text[first.at.span], first.at.pointer)
}

fn value<'a>(text: &'a str, pointer: &str) -> &'a str {
    &text[tree(text).value(pointer).span]
}

fn key<'a>(text: &'a str, pointer: &str) -> &'a str {
    &text[tree(text).key(pointer).span]
}

#[test]
fn spans_of_block_style() {
    let text = "\
info:   # the title page
  title: 'It''s'   # a comment
  version: \"1.0\"
list:
- one two
- k: v
  l:
empty:
";
    assert_eq!(value(text, ""), text.trim_end_matches(":\n"));
    assert_eq!(key(text, "/info"), "info");
    assert_eq!(
        value(text, "/info"),
        "title: 'It''s'   # a comment\n  version: \"1.0\""
    );
    assert_eq!(value(text, "/info/title"), "'It''s'");
    assert_eq!(value(text, "/info/version"), "\"1.0\"");
    assert_eq!(value(text, "/list"), "one two\n- k: v\n  l");
    assert_eq!(value(text, "/list/0"), "one two");
    assert_eq!(key(text, "/list/1"), "k: v\n  l");
    assert_eq!(key(text, "/list/1/k"), "k");
    assert_eq!(tree(text).value("/list/1/l").span.len(), 0);
    assert_eq!(
        tree(text).root.to_json()["info"],
        json!({"title": "It's", "version": "1.0"})
    );
}

#[test]
fn spans_of_json() {
    let text = "{\n\t\"a\\\"b\":{\"x\":[1, {\"y\" : null} ],\"z\":true},\n\t\"c\": \"d\\\\\"\n}\n";
    assert_eq!(value(text, ""), text.trim_end());
    assert_eq!(key(text, "/a\"b"), "\"a\\\"b\"");
    assert_eq!(value(text, "/a\"b/x"), "[1, {\"y\" : null} ]");
    assert_eq!(value(text, "/a\"b/x/1"), "{\"y\" : null}");
    assert_eq!(key(text, "/a\"b/x/1/y"), "\"y\"");
    assert_eq!(value(text, "/c"), "\"d\\\\\"");
    assert_eq!(
        tree(text).root.to_json(),
        serde_json::from_str::<serde_json::Value>(text).expect("JSON")
    );
}

#[test]
fn spans_of_block_scalars() {
    let text = "a: |\n  one\n  two\n\nb: >-\n  three\n  four\nc: |+\n";
    assert_eq!(value(text, "/a"), "one\n  two");
    assert_eq!(value(text, "/b"), "three\n  four");
    assert_eq!(value(text, "/c"), "|+");
    assert_eq!(
        tree(text).root.to_json(),
        json!({"a": "one\ntwo\n", "b": "three four", "c": ""})
    );
}

#[test]
fn spans_are_bytes_of_any_text() {
    for text in [
        "ключ: größe # naïve\nемодзі: [🦀, 'ß']\nlast: ok\n",
        "\u{feff}ключ: größe # naïve\nемодзі: [🦀, 'ß']\nlast: ok\n",
        "ключ: größe # naïve\r\nемодзі: [🦀, 'ß']\r\nlast: ok\r\n",
    ] {
        assert_eq!(key(text, "/ключ"), "ключ");
        assert_eq!(value(text, "/ключ"), "größe");
        assert_eq!(value(text, "/емодзі"), "[🦀, 'ß']");
        assert_eq!(value(text, "/емодзі/0"), "🦀");
        assert_eq!(value(text, "/емодзі/1"), "'ß'");
        assert_eq!(key(text, "/last"), "last");
        assert_eq!(value(text, "/last"), "ok");
    }
}

#[test]
fn pointers() {
    let text = "paths:\n  /users/{id}:\n    a~b: [x]\n'': empty\n200: ok\n";
    assert_eq!(value(text, "/paths/~1users~1{id}/a~0b/0"), "x");
    assert_eq!(value(text, "/"), "empty");
    assert_eq!(value(text, "/200"), "ok");
    let tree = tree(text);
    for absent in [
        "/paths/x",
        "/paths/~1users~1{id}/a~0b/1",
        "/paths/~1users~1{id}/a~0b/00",
        "/200/x",
        "200",
        "/paths/",
    ] {
        assert!(tree.get(absent).is_none(), "{absent}");
    }
    assert!(tree.get("/paths/~1users~1{id}").is_some());
}

#[test]
fn absent_nodes_have_the_place_of_their_ancestor() {
    let text = "paths:\n  /users:\n    get: {}\n";
    assert_eq!(value(text, "/paths/~1users/get/responses/200"), "{}");
    assert_eq!(key(text, "/paths/~1users/get/responses/200"), "get");
    assert_eq!(key(text, "/components/schemas/User"), text.trim_end());
    assert_eq!(
        tree(text).key("/paths/~1users/get/tags").pointer,
        "/paths/~1users/get/tags"
    );
}

#[test]
fn scalars() {
    let text = "\
null: [null, ~, Null, , '', 'null']
bool: [true, False, TRUE, yes, on, 'true']
int: [0, -1, +2, 0x1F, 0o17, 18446744073709551615, -9223372036854775808, 007, '1', 0b101, 1_000]
float: [1.5, 1e3, .5, -1., 1.0.0, e5, infinity, nan, 00.5]
date: 2024-01-02
";
    // An empty item in a flow sequence is not YAML.
    let text = text.replace("Null, ,", "Null,");
    let expected = json!({
        "null": [null, null, null, "", "null"],
        "bool": [true, false, true, "yes", "on", "true"],
        "int": [0, -1, 2, 31, 15, 18446744073709551615u64, -9223372036854775808i64, "007", "1", 5, "1_000"],
        "float": [1.5, 1e3, 0.5, -1.0, "1.0.0", "e5", "infinity", "nan", 0.5],
        "date": "2024-01-02",
    });
    assert_eq!(tree(&text).root.to_json(), expected);
    assert_eq!(
        serde_yaml::from_str::<serde_json::Value>(&text).expect("YAML"),
        expected,
        "serde_yaml reads it otherwise"
    );
}

#[test]
fn numbers_that_json_cannot_hold() {
    for number in [".inf", "-.INF", ".nan", "1e999", "0x10000000000000000"] {
        let text = format!("a:\n  b: {number}\n");
        assert_eq!(
            finding(&text),
            (Code::InvalidValue, number, "/a/b".to_owned())
        );
    }
}

#[test]
fn integers_beyond_64_bits_are_floats() {
    for number in ["18446744073709551616", "-9223372036854775809"] {
        for text in [format!("a: {number}\n"), format!("{{\"a\": {number}}}")] {
            assert_eq!(
                finding(&text),
                (Code::InvalidValue, number, "/a".to_owned())
            );
            let tree = Tree::parse(&text, &mut Report::default()).expect("a tree");
            let float: f64 = number.parse().expect("a number");
            assert_eq!(tree.root.to_json(), json!({"a": float}));
        }
    }
}

#[test]
fn duplicate_keys() {
    let text = "a: {b: 1, c: 2, \"b\": 3}\nb: 4\na: 5\n";
    let (findings, usable) = findings(text);
    assert!(usable, "the rest of the document can still be checked");
    let marked: Vec<_> = findings
        .iter()
        .map(|finding| {
            let (first, label) = &finding.related[0];
            (
                finding.code,
                finding.at.span.clone(),
                &*finding.at.pointer,
                first.span.clone(),
                &**label,
            )
        })
        .collect();
    assert_eq!(
        marked,
        [
            (
                Code::DuplicateKey,
                16..19,
                "/a/b",
                4..5,
                "first defined here"
            ),
            (Code::DuplicateKey, 29..30, "/a", 0..1, "first defined here"),
        ]
    );
}

#[test]
fn a_key_twice_with_one_value() {
    let text = "a: {b: [1], c: 2, \"b\": [ 1 ]}\n";
    assert_eq!(
        finding(text),
        (Code::DuplicateKey, "\"b\"", "/a/b".to_owned())
    );
    let tree = Tree::parse(text, &mut Report::default()).expect("a tree");
    let entries = tree
        .get("/a")
        .and_then(Node::as_mapping)
        .expect("a mapping");
    assert_eq!(entries.len(), 2);
}

#[test]
fn yaml_that_json_has_not() {
    let text = "a: [!thing {}]\n";
    assert_eq!(
        finding(text),
        (Code::YamlFeature, "!thing", "/a/0".to_owned())
    );
    assert!(findings(text).1, "the tag is ignored");
    for (text, marked, pointer) in [
        ("? [a]\n: 1\n", "[", ""),
        ("? {a: 1}\n: 1\n", "{", ""),
        ("a: &a {b: *a}\n", "*a", "/a/b"),
        ("a: &a [1]\n*a : 2\n", "*a", ""),
        ("<<: [1]\n", "<<", ""),
        ("a: 1\n---\nb: 2\n", "---", ""),
    ] {
        assert_eq!(
            finding(text),
            (Code::YamlFeature, marked, pointer.to_owned()),
            "{text:?}"
        );
        assert!(!findings(text).1, "{text:?}");
    }
    tree("---\n'<<': 1\n...\n");
}

#[test]
fn anchors_aliases_merge_keys_and_tags() {
    for (text, expected) in [
        ("a: &x 1\nb: *x\n", json!({"a": 1, "b": 1})),
        (
            "a: &x {k: &y [1]}\nb: [*x, *y]\n",
            json!({"a": {"k": [1]}, "b": [{"k": [1]}, [1]]}),
        ),
        ("&k a: 1\nb: {*k : 2}\n", json!({"a": 1, "b": {"a": 2}})),
        ("a: &x 1\nb: &x 2\nc: *x\n", json!({"a": 1, "b": 2, "c": 2})),
        ("a: &x\nb: *x\n", json!({"a": null, "b": null})),
        (
            "a: &x {k: 1, l: 1}\nb: &y {l: 2, m: 2}\nc:\n  <<: [*x, *y]\n  k: 3\n",
            json!({"a": {"k": 1, "l": 1}, "b": {"l": 2, "m": 2}, "c": {"l": 1, "m": 2, "k": 3}}),
        ),
        (
            "a:\n  <<: {k: 1}\n  <<: {l: 2}\n",
            json!({"a": {"k": 1, "l": 2}}),
        ),
        (
            "a: !!str 1\nb: !!int \"2\"\nc: !!map {d: ! e}\n",
            json!({"a": "1", "b": 2, "c": {"d": "e"}}),
        ),
    ] {
        assert_eq!(tree(text).root.to_json(), expected, "{text}");
    }
    let text = "a: &x\n  k: 'one'\nb: &y !!str \"two\"\nc: [*x, *y]\n";
    assert_eq!(value(text, "/c/0/k"), "'one'");
    assert_eq!(key(text, "/c/0/k"), "k");
    assert_eq!(value(text, "/c/0"), "k: 'one'");
    assert_eq!(value(text, "/c/1"), "\"two\"");
}

#[test]
fn an_alias_bomb() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..60 {
        bomb.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    let (code, at, _) = finding(&bomb);
    assert_eq!(code, Code::YamlFeature);
    assert!(at.starts_with("*a"), "{at}");
    assert!(!findings(&bomb).1);
}

#[test]
fn json_is_json() {
    for (text, expected) in [
        (
            r#"{"a": "\ud83d\udea7\u00e4\/\b", "b": ["🦀", "\\u"]}"#,
            json!({"a": "🚧ä/\u{8}", "b": ["🦀", "\\u"]}),
        ),
        (
            "{\n\t\"a\"\t:[\t1,-0.5e1 ,true],\n\t\"b\":{}}\n",
            json!({"a": [1, -5.0, true], "b": {}}),
        ),
        (
            "\u{feff}{\"<<\": {\"a\": null}}",
            json!({"<<": {"a": null}}),
        ),
    ] {
        assert_eq!(tree(text).root.to_json(), expected, "{text}");
    }
    let long = "k".repeat(3000);
    assert_eq!(
        tree(&format!("{{\"{long}\": [1, {{\"a\": 2}}]}}"))
            .root
            .to_json(),
        json!({long: [1, {"a": 2}]})
    );
    let text = r#"{"ä": {"\ud83d\udea7": [10, "x"]}}"#;
    assert_eq!(value(text, "/ä/🚧/1"), "\"x\"");
    assert_eq!(value(text, "/ä/🚧"), "[10, \"x\"]");
    assert_eq!(key(text, "/ä/🚧"), r#""\ud83d\udea7""#);
    for half in [r"\ud83d", r"\udea7"] {
        let text = format!("{{\"a\": \"-{half}\\n\"}}");
        assert_eq!(finding(&text), (Code::InvalidValue, half, "/a".to_owned()));
    }
}

#[test]
fn surrogate_pairs_in_yaml() {
    let text = "a: \"\\ud83d\\udea7 \\\\\\ud83d\\udea7\"\nb: [two, \"ä\\uD83D\\uDEA7\"]\nc: '\\ud83d\\udea7'\n";
    assert_eq!(
        tree(text).root.to_json(),
        json!({"a": "🚧 \\🚧", "b": ["two", "ä🚧"], "c": "\\ud83d\\udea7"})
    );
    assert_eq!(value(text, "/b/0"), "two");
    assert_eq!(finding("a: \"\\ud83d\"\n").0, Code::Syntax);
}

/// YAML 1.2 wants them indented further; libyaml, and what is built on it, does not.
#[test]
fn brackets_at_the_indentation_of_their_key() {
    for (text, expected) in [
        (
            "a:\n  b: {\n    c: 1\n  }\n  d: 2\n",
            json!({"a": {"b": {"c": 1}, "d": 2}}),
        ),
        (
            "a:\n  b: {\n  c: 1,\n  e: 'it''s  \"}'\n  }\n  d: 2\n",
            json!({"a": {"b": {"c": 1, "e": "it's  \"}"}, "d": 2}}),
        ),
        (
            "a:\n- b: [ # é ]\n    {x: 1, # é }\n    y: \"#\"},\n  one\n  two\n  ]\n  d: 2\n",
            json!({"a": [{"b": [{"x": 1, "y": "#"}, "one two"], "d": 2}]}),
        ),
        ("a:\n    b: [\n  1\n]\n", json!({"a": {"b": [1]}})),
    ] {
        assert_eq!(tree(text).root.to_json(), expected, "{text}");
    }
    let text = "a:\n  b: { # é\n    c: 1\n  }\n  d: two\n";
    assert_eq!(value(text, "/a/d"), "two");
    assert_eq!(value(text, "/a/b"), "{ # é\n    c: 1\n  }");
}

#[test]
fn endless_nesting() {
    let deep = 10_000;
    for text in [
        "[".repeat(deep),
        "{a: ".repeat(deep),
        "- ".repeat(deep),
        format!("[{}", "{\"a\":[".repeat(deep)),
        (0..2_000)
            .map(|level| format!("{}a:\n", " ".repeat(level)))
            .collect(),
    ] {
        let (findings, usable) = findings(&text);
        assert_eq!(
            findings
                .iter()
                .map(|finding| finding.code)
                .collect::<Vec<_>>(),
            [Code::TooDeep]
        );
        assert!(!usable);
    }
    tree(&format!("{}{}", "[".repeat(64), "]".repeat(64)));
}

#[test]
fn syntax_errors() {
    for (text, marked) in [
        ("", ""),
        ("# nothing\n", "# nothing"),
        ("a: [1, 2\n", "["),
        ("a: \"x\n", "\""),
        ("a: b: c\n", ":"),
        ("ключ: {a: 1]\n", "]"),
        ("a: @x\n", "@"),
    ] {
        let (code, at, _) = finding(text);
        assert_eq!((code, at), (Code::Syntax, marked), "{text:?}");
    }
    let (findings, _) = findings("a:\n\tb: 1\n");
    assert_eq!(
        findings[0].help.as_deref(),
        Some("replace the tab with spaces")
    );
}

#[test]
fn many_keys_are_looked_up_fast() {
    // Without an index this is 1,600,000,000 comparisons.
    let keys = 40_000;
    let text: String = (0..keys).map(|key| format!("key-{key}: {key}\n")).collect();
    let tree = tree(&text);
    for key in 0..keys {
        let node = tree.get(&format!("/key-{key}"));
        assert!(
            matches!(node, Some(Node { kind: NodeKind::Scalar(Scalar::Number(number)), .. }) if number.as_u64() == Some(key))
        );
    }
}
