//! Lists in all their forms, for setters, for `new` and for parameters.

use probely::types::{Label, LabelRequest, UserCreate, UserPatch};
use probely::{Client, Empty};
use serde_json::json;

fn names(labels: &[LabelRequest]) -> Vec<&str> {
    labels.iter().map(|label| label.name.as_str()).collect()
}

#[test]
fn strings_in_any_form_are_labels() {
    let owned = vec!["a".to_owned(), "b".to_owned()];
    let made = vec![LabelRequest::new("a"), LabelRequest::new("b")];
    let borrowed: &[&str] = &["a", "b"];
    let patches = [
        UserPatch::new().labels(["a", "b"]),
        UserPatch::new().labels(vec!["a", "b"]),
        UserPatch::new().labels(owned.clone()),
        UserPatch::new().labels(&owned),
        UserPatch::new().labels(owned.as_slice()),
        UserPatch::new().labels(borrowed),
        UserPatch::new().labels(owned.iter()),
        UserPatch::new().labels(owned.iter().map(String::as_str)),
        UserPatch::new().labels(owned.iter().map(LabelRequest::new)),
        UserPatch::new().labels("a b".split(' ')),
        UserPatch::new().labels([LabelRequest::new("a"), LabelRequest::new("b")]),
        UserPatch::new().labels(&[LabelRequest::new("a"), LabelRequest::new("b")]),
        UserPatch::new().labels(&made),
        UserPatch::new().labels(made.iter().rev().rev()),
        UserPatch::new().labels(made),
    ];
    for patch in patches {
        assert_eq!(names(&patch.labels.unwrap()), ["a", "b"]);
    }
}

#[test]
fn what_a_response_has_is_sent_back() {
    let label: Label = serde_json::from_value(json!({
        "id": "1", "name": "a", "color": "#00FF00", "changed": "2025-03-11T10:21:45Z",
        "changed_by": { "id": "2", "name": "Ana" }, "new": 1,
    }))
    .unwrap();
    let request = LabelRequest::from(&label);
    assert_eq!(request, LabelRequest::from(label.clone()));
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({ "name": "a", "color": "#00FF00", "new": 1 })
    );
    let labels = vec![label];
    let by_reference = UserPatch::new().labels(&labels);
    assert_eq!(by_reference, UserPatch::new().labels([&request]));
    assert_eq!(by_reference, UserPatch::new().labels(labels));
}

#[test]
fn an_empty_list_needs_no_type() {
    assert_eq!(UserCreate::new("a@b.c", "A", Empty).labels, []);
    assert_eq!(UserPatch::new().labels(Empty).labels, Some(Vec::new()));
}

#[test]
fn parameters_of_requests_take_the_same() {
    let client = Client::new("key").unwrap();
    let teams = vec!["a".to_owned(), "b".to_owned()];
    let roles: &[String] = &teams;
    let _ = client.users().list().team(&teams).role(roles).label(["a"]);
    let _ = client.users().list().team(["a", "b"].iter()).role(Empty);
}
