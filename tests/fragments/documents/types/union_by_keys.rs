//! Unions whose members their required keys tell apart.

use serde_json::json;

use super::types::Answer;
use crate::round_trip;

#[test]
fn the_required_keys_decide() {
    assert!(matches!(round_trip(&json!({"ids": ["1"]})), Answer::Ids(ids) if ids.ids == ["1"]));
    let thing = round_trip(&json!({"id": "1", "name": "a", "unknown": [1]}));
    assert!(matches!(thing, Answer::Thing(thing) if thing.extra.contains_key("unknown")));
}

#[test]
fn another_shape_survives() {
    for json in [json!({"other": 1}), json!([1]), json!("x"), json!(null)] {
        assert!(matches!(round_trip(&json), Answer::Unrecognized(_)), "{json}");
    }
}

#[test]
fn an_invalid_member_reports_its_location() {
    let error = serde_json::from_value::<Answer>(json!({"id": "1", "name": 2})).unwrap_err();
    assert!(error.to_string().contains("name"), "{error}");
}

/// What every user asks: which ids? One member has a list of them, the other is the one thing.
#[test]
fn a_list_and_one_of_its_items_are_asked_alike() {
    let many: Answer = serde_json::from_value(json!({"ids": ["1", "2"]})).unwrap();
    let one: Answer = serde_json::from_value(json!({"id": "3", "name": "a"})).unwrap();
    let other: Answer = serde_json::from_value(json!(null)).unwrap();
    assert_eq!(many.ids().unwrap(), ["1", "2"]);
    assert_eq!(one.ids().unwrap(), ["3"]);
    assert_eq!(other.ids(), None);
    assert_eq!(many.as_ids().map(|it| it.ids.len()), Some(2));
    assert_eq!((one.as_ids(), other.as_thing()), (None, None));
    assert_eq!(one.into_thing().map(|it| it.name), Some("a".to_owned()));
}
