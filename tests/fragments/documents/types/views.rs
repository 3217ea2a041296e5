//! One schema for both directions, and its two views.

use serde_json::json;

use super::types::{Label, LabelRequest, Thing, ThingRequest};
use crate::round_trip;

#[test]
fn each_direction_has_its_fields() {
    let thing: Thing = round_trip(&json!({"id": "1", "name": "a", "labels": [{"id": "2", "text": "x"}]}));
    assert_eq!(thing.id, "1");
    let request = ThingRequest::new("a", [LabelRequest::new("x")]).password("secret");
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({"name": "a", "labels": [{"text": "x"}], "password": "secret"})
    );
    assert!(!format!("{request:?}").contains("secret"), "a password is not shown");
}

#[test]
fn what_was_read_can_be_written() {
    let thing: Thing = serde_json::from_value(json!({
        "id": "1", "name": "a", "labels": [{"id": "2", "text": "x", "color": "red", "new": 1}], "note": "n", "newer": true
    }))
    .unwrap();
    assert_eq!(
        serde_json::to_value(ThingRequest::from(thing)).unwrap(),
        json!({"name": "a", "labels": [{"text": "x", "color": "red", "new": 1}], "note": "n", "newer": true})
    );
    let label: Label = serde_json::from_value(json!({"id": "2", "text": "x"})).unwrap();
    assert_eq!(LabelRequest::from(label), LabelRequest::new("x"));
}

#[test]
fn what_was_read_can_be_copied() {
    let label = json!({"id": "2", "text": "x", "color": "red", "new": 1});
    let thing: Thing = serde_json::from_value(json!({
        "id": "1", "name": "a", "labels": [label], "note": "n", "main": label, "more": [label], "other": label,
        "done": true, "newer": null
    }))
    .unwrap();
    let copied = ThingRequest::from(&thing);
    let by_reference = ThingRequest::new("a", &thing.labels);
    let by_value = ThingRequest::new("a", thing.labels.clone());
    assert_eq!(copied, ThingRequest::from(thing));
    assert_eq!(by_reference, by_value);
    assert_eq!(by_value.labels, copied.labels);
    let label = json!({"text": "x", "color": "red", "new": 1});
    assert_eq!(
        serde_json::to_value(copied).unwrap(),
        json!({
            "name": "a", "labels": [label], "note": "n", "main": label, "more": [label], "other": label, "done": true,
            "newer": null
        })
    );
}
