//! Constraints that are checked before sending.

use std::collections::BTreeMap;

use sdk_runtime::{ApiClient, Check, CheckReport, FieldCheck, Patch, Request, Secret};
use serde_json::{Value, json};

use crate::support::client::{Client, Label, UPDATE, UserPatch};

/// Runs a check, and returns what it reports.
fn report(check: impl FnOnce(&mut CheckReport<'_>)) -> Vec<String> {
    let request = Request::new(&UPDATE).path("id", "..").check(check);
    let client = Client::to("http://127.0.0.1:9");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    // The id makes sure that nothing is sent.
    let error = runtime
        .block_on(client.core().send::<Value, _>(request))
        .unwrap_err();
    let mut lines: Vec<_> = error
        .field_errors()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(lines.pop().unwrap().starts_with("id: must not be `..`"));
    lines
}

fn field<T: ?Sized>(value: &T, check: impl FnOnce(&mut FieldCheck<'_, T>)) -> Vec<String> {
    report(|report| check(&mut report.field("f", value)))
}

#[test]
fn lengths_are_counted_as_the_server_counts() {
    for (text, length) in [
        ("", 0),
        ("abc", 3),
        ("äöü", 3),
        ("日本語", 3),
        ("👩‍🚀", 3),
        (" abc\t\u{1f}\u{a0}", 3),
    ] {
        assert!(
            field(text, |f| _ = f.max_length(length)).is_empty(),
            "{text}"
        );
        if length > 0 {
            let expected = format!(
                "f: must have at most {}",
                ["0 characters", "1 character", "2 characters"][length - 1]
            );
            assert_eq!(
                field(text, |f| _ = f.max_length(length - 1)),
                [expected],
                "{text}"
            );
        }
    }
    // Spaces may count for the server, so the least length is counted with them.
    assert!(field(" a ", |f| _ = f.min_length(3)).is_empty());
    assert_eq!(
        field("ab", |f| _ = f.min_length(3)),
        ["f: must have at least 3 characters"]
    );
    assert_eq!(
        field("", |f| _ = f.min_length(1)),
        ["f: must have at least 1 character"]
    );
}

#[test]
fn patterns_match_trimmed_or_untrimmed_strings() {
    let is_lower = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    assert!(field(" abc ", |f| _ = f.pattern("^[a-z]*$", is_lower)).is_empty());
    let is_blank = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte == b' ');
    assert!(field("  ", |f| _ = f.pattern("^ +$", is_blank)).is_empty());
    assert_eq!(
        field("s3cret", |f| _ = f.pattern("^[a-z]*$", is_lower)),
        ["f: must match ^[a-z]*$"]
    );
}

#[test]
fn numbers_have_bounds() {
    assert!(field(&1, |f| _ = f.minimum(1).maximum(1)).is_empty());
    assert_eq!(field(&0, |f| _ = f.minimum(1)), ["f: must be at least 1"]);
    assert_eq!(
        field(&2_u64, |f| _ = f.maximum(1)),
        ["f: must be at most 1"]
    );
    assert_eq!(
        field(&1, |f| _ = f.exclusive_minimum(1)),
        ["f: must be greater than 1"]
    );
    assert_eq!(
        field(&1, |f| _ = f.exclusive_maximum(1)),
        ["f: must be less than 1"]
    );
    assert_eq!(field(&0.5, |f| _ = f.minimum(1)), ["f: must be at least 1"]);
    assert_eq!(
        field(&1_i64, |f| _ = f.minimum(1.5)),
        ["f: must be at least 1.5"]
    );
    assert_eq!(
        field(&f64::NAN, |f| _ = f.minimum(0)),
        ["f: must be at least 0"]
    );
    assert!(field(&u64::MAX, |f| _ = f.minimum(i64::MIN).maximum(u64::MAX)).is_empty());
    assert_eq!(field(&i64::MAX, |f| _ = f.maximum(i64::MAX - 1)).len(), 1);
}

#[test]
fn numbers_are_multiples() {
    assert!(field(&9, |f| _ = f.multiple_of(3)).is_empty());
    assert!(field(&0.3, |f| _ = f.multiple_of(0.1)).is_empty());
    assert_eq!(
        field(&10, |f| _ = f.multiple_of(3)),
        ["f: must be a multiple of 3"]
    );
    assert_eq!(
        field(&0.35, |f| _ = f.multiple_of(0.1)),
        ["f: must be a multiple of 0.1"]
    );
    assert_eq!(field(&1, |f| _ = f.multiple_of(0)).len(), 1);
}

#[test]
fn lists_and_maps_have_sizes() {
    let list = vec!["a", "b", "a"];
    assert!(field(&list, |f| _ = f.min_items(3).max_items(3)).is_empty());
    assert_eq!(
        field(&list, |f| _ = f.min_items(4)),
        ["f: must have at least 4 items"]
    );
    assert_eq!(
        field(&list, |f| _ = f.max_items(1)),
        ["f: must have at most 1 item"]
    );
    assert_eq!(
        field(&list, |f| _ = f.unique_items()),
        ["f: must not have duplicate items"]
    );
    assert!(
        field(&vec![json!({"a": 1}), json!({"a": 2})], |f| _ =
            f.unique_items())
        .is_empty()
    );
    let map = BTreeMap::from([("a".to_owned(), 1)]);
    assert_eq!(
        field(&map, |f| _ = f.min_properties(2)),
        ["f: must have at least 2 properties"]
    );
    assert_eq!(
        field(&map, |f| _ = f.max_properties(0)),
        ["f: must have at most 0 properties"]
    );
}

#[test]
fn items_are_checked_with_their_path() {
    let list = vec!["ok".to_owned(), "too long".to_owned()];
    assert_eq!(
        field(&list, |f| _ = f.items(|item| _ = item.max_length(3))),
        ["f[1]: must have at most 3 characters"]
    );
    let map = BTreeMap::from([("k".to_owned(), vec![5, 50])]);
    assert_eq!(
        field(&map, |f| _ =
            f.items(|list| _ = list.items(|n| _ = n.maximum(9)))),
        ["f.k[1]: must be at most 9"]
    );
}

#[test]
fn wrapped_values_are_checked_and_absent_ones_are_valid() {
    assert_eq!(
        field(&Some("abc".to_owned()), |f| _ = f.max_length(2)).len(),
        1
    );
    assert_eq!(
        field(&Patch::Set("abc".to_owned()), |f| _ = f.max_length(2)).len(),
        1
    );
    assert_eq!(
        field(&Box::new("abc".to_owned()), |f| _ = f.max_length(2)).len(),
        1
    );
    assert_eq!(field(&Some(vec![1]), |f| _ = f.min_items(2)).len(), 1);
    assert_eq!(field(&Patch::Set(1), |f| _ = f.minimum(2)).len(), 1);
    assert_eq!(
        field(&vec![Some("abc".to_owned())], |f| _ =
            f.items(|i| _ = i.max_length(2)))
        .len(),
        1
    );
    assert!(
        field(&None::<String>, |f| _ =
            f.min_length(9).pattern("x", |_| false))
        .is_empty()
    );
    assert!(field(&Patch::<u32>::Null, |f| _ = f.minimum(9)).is_empty());
    assert!(field(&Patch::<u32>::Keep, |f| _ = f.minimum(9)).is_empty());
    assert!(field(&None::<Vec<u8>>, |f| _ = f.min_items(9)).is_empty());
    let secret = field(&Secret::new("s3cret"), |f| {
        _ = f.max_length(2).pattern("x", |_| false)
    });
    assert_eq!(
        secret,
        ["f: must have at most 2 characters", "f: must match x"]
    );
}

#[test]
fn nested_values_are_checked_with_their_path() {
    let label = |color: &str| Label {
        name: "n".to_owned(),
        color: Some(color.to_owned()),
    };
    let labels = vec![label("red"), label("RED")];
    let patch = UserPatch {
        labels: Some(labels.clone()),
        ..UserPatch::default()
    };
    assert_eq!(
        field(&patch, |f| _ = f.nested()),
        ["f.labels[1].color: must match ^[a-z#]*$"]
    );
    assert_eq!(
        report(|report| labels.check(report)),
        ["[1].color: must match ^[a-z#]*$"]
    );
    let map = BTreeMap::from([("k".to_owned(), Patch::Set(Box::new(label("RED"))))]);
    assert_eq!(
        report(|report| map.check(report)),
        ["k.color: must match ^[a-z#]*$"]
    );
    assert!(report(|report| None::<Label>.check(report)).is_empty());
}

#[test]
fn missing_required_fields_are_reported() {
    assert_eq!(
        report(|report| {
            report.required("there", true);
            report.required("sixth", false);
        }),
        ["sixth: is required"]
    );
}

#[test]
fn values_without_constraints_report_nothing() {
    assert!(report(|report| json!({"a": [1]}).check(report)).is_empty());
    assert!(report(|report| vec!["a".to_owned()].check(report)).is_empty());
    assert_eq!(Client::SERVICE.base_url_variable, "EXAMPLE_API_BASE_URL");
}
