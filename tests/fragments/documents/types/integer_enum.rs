//! Enums of integers, whose values have names.

use serde_json::json;

use super::types::{Level, Thing, ThingEither};
use crate::round_trip;

#[test]
fn the_values_have_names_in_rust_and_are_integers_on_the_wire() {
    for (json, level) in [(0, Level::Low), (10, Level::High), (-1, Level::None)] {
        let thing: Thing = round_trip(&json!({"level": json, "either": json, "unnamed": 2}));
        assert_eq!(thing.level, level);
        assert!(matches!(thing.either, Some(ThingEither::Level(it)) if it == level));
    }
    let sent = serde_json::to_value(Thing::new(Level::High)).unwrap();
    assert_eq!(sent, json!({"level": 10}));
    assert_eq!(Level::High.to_string(), "10");
}

#[test]
fn an_unknown_integer_is_kept_and_nothing_else_is_sent() {
    let thing: Thing = round_trip(&json!({"level": 7, "either": "x"}));
    assert!(matches!(thing.level, Level::Unrecognized(_)));
    assert!(serde_json::from_value::<Thing>(json!({"level": "7"})).is_err());
    assert!(serde_json::to_value(Thing::new("seven")).is_err());
}
