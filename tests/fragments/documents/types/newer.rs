//! What OpenAPI 3.1 writes otherwise than 3.0.

use std::collections::BTreeMap;

use serde_json::json;

use super::types::{Color, Inner, Thing, ThingShape, ThingValue, ThingWarm};
use crate::round_trip;

#[test]
fn values_survive() {
    let json = json!({
        "kind": "thing", "name": null, "size": 3, "color": "red", "warm": "yellow", "shade": null, "value": 1.5,
        "nothing": null, "level": null, "point": [1.0, 2.5], "range": ["a", null], "mixed": ["a", 1, 2],
        "counts": {"x-a": 1}, "labels": {"a": "b"}, "data": "aGk=", "anything": [1], "inner": {"deep": ["a"]},
        "shape": {"type": "square", "side": 2.5}, "parent": {"kind": "thing", "name": "a", "size": 1}, "more": true
    });
    let thing: Thing = round_trip(&json);
    assert_eq!(thing.name, None);
    assert_eq!(thing.size, 3);
    assert_eq!(thing.point, Some(vec![1.0, 2.5]));
    assert_eq!(thing.range, Some(("a".to_owned(), None)));
    assert_eq!(thing.counts, Some(BTreeMap::from([("x-a".to_owned(), 1)])));
    assert!(matches!(thing.shape, Some(ThingShape::Square(square)) if square.side == 2.5));
    assert_eq!(thing.extra.get("more"), Some(&true));
    assert_eq!(thing.parent.unwrap().name.as_deref(), Some("a"));
}

#[test]
fn values_are_made() {
    let thing = Thing::new(None, 3)
        .color(Color::Blue)
        .warm(ThingWarm::Red)
        .shade(None)
        .value(ThingValue::String("a".to_owned()))
        .range(("a".to_owned(), Some(1)))
        .point([1.0, 2.0])
        .inner(Inner::new().deep(["a"]));
    assert_eq!(
        serde_json::to_value(thing).unwrap(),
        json!({
            "kind": "thing", "name": null, "size": 3, "color": "blue", "warm": "red", "shade": null, "value": "a",
            "range": ["a", 1], "point": [1.0, 2.0], "inner": {"deep": ["a"]},
        })
    );
}
