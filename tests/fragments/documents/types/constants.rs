//! Enums whose values are described one by one, as members of a union.

use serde_json::json;

use super::types::{Thing, ThingColor, ThingLevel, ThingSize};
use crate::round_trip;

#[test]
fn members_that_are_one_value_each_are_the_values_of_an_enum() {
    let thing: Thing =
        round_trip(&json!({"level": 10, "color": "r", "size": 2, "unnamed": 1}));
    assert_eq!(thing.level, ThingLevel::VeryHigh);
    assert_eq!(thing.color, Some(ThingColor::R));
    assert_eq!(thing.size, Some(ThingSize::Large));
    assert_eq!(thing.unnamed, Some(1));
    let sent = serde_json::to_value(Thing::new(ThingLevel::Low).size(ThingSize::Small)).unwrap();
    assert_eq!(sent, json!({"level": 0, "size": 1}));
}

#[test]
fn an_unknown_value_is_kept() {
    let thing: Thing = round_trip(&json!({"level": 7, "color": "b", "size": 3, "unnamed": 9}));
    assert!(matches!(thing.level, ThingLevel::Unrecognized(_)));
    assert!(matches!(thing.color, Some(ThingColor::Unrecognized(_))));
}
