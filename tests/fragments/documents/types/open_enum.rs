//! Enums: known, unknown, blank and null values.

use serde_json::json;

use super::types::{Kind, Thing};
use crate::round_trip;

#[test]
fn known_values_are_variants() {
    for (text, kind) in [
        ("ceo", Kind::Ceo),
        ("+1", Kind::Plus1),
        ("-1", Kind::Minus1),
        ("type", Kind::Type),
        ("2fa", Kind::N2fa),
        ("", Kind::Blank),
    ] {
        let thing: Thing = round_trip(&json!({"kind": text}));
        assert_eq!(thing.kind, Some(kind.clone()));
        assert_eq!(Kind::from(text), kind);
        assert_eq!(kind.as_str(), text);
    }
}

#[test]
fn an_unknown_value_survives() {
    let thing: Thing = round_trip(&json!({"kind": "chief"}));
    let kind = thing.kind.unwrap();
    assert!(matches!(kind, Kind::Unrecognized(_)));
    assert_eq!(kind.as_str(), "chief");
    assert_eq!(kind.to_string(), "chief");
}

#[test]
fn empty_and_null_beside_an_enum_are_one_open_enum() {
    let thing: Thing = round_trip(&json!({"nothing": ""}));
    assert_eq!(thing.nothing.as_ref().map(ToString::to_string).as_deref(), Some(""));
    round_trip::<Thing>(&json!({"nothing": "ceo"}));
    assert_eq!(serde_json::from_value::<Thing>(json!({"nothing": null})).unwrap().nothing, None);
}
