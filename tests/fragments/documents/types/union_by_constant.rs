//! Constants: they tell the members of unions apart, and are sent without being asked for.

use serde_json::{Value, json};

use super::types::{
    Cat, Circle, Dog, First, Off, On, Second, Shapes, ShapesMapped, ShapesMixed, ShapesOptional,
    ShapesSwitched, ShapesVersioned, Square,
};
use crate::round_trip;

fn sent(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn a_constant_decides_whether_it_is_required_or_not() {
    let square = round_trip(&json!({"kind": "square", "size": 1.5}));
    assert!(matches!(square, ShapesOptional::Square(_)));
    let bare = round_trip(&json!({"size": 1.5}));
    assert!(matches!(bare, ShapesOptional::Circle(_)));
    let other = round_trip(&json!({"kind": "triangle", "size": 1.5}));
    assert!(matches!(other, ShapesOptional::Unrecognized(_)));
}

#[test]
fn integers_and_booleans_decide_too() {
    let second = round_trip(&json!({"version": 2, "name": "a"}));
    assert!(matches!(second, ShapesVersioned::Second(_)));
    let third = round_trip(&json!({"version": 3, "name": "a"}));
    assert!(matches!(third, ShapesVersioned::Unrecognized(_)));
    assert!(matches!(round_trip(&json!({"on": true})), ShapesSwitched::On(_)));
    assert!(matches!(round_trip(&json!({"on": false})), ShapesSwitched::Off(_)));
    assert!(matches!(round_trip(&json!({})), ShapesSwitched::Off(_)));
}

#[test]
fn a_string_beside_objects_is_told_by_its_type() {
    assert!(matches!(round_trip(&json!("x")), ShapesMixed::String(_)));
    let square = round_trip(&json!({"kind": "square", "size": 2.0}));
    assert!(matches!(square, ShapesMixed::Square(_)));
}

#[test]
fn a_constant_is_sent_without_being_asked_for() {
    assert_eq!(sent(Circle::new(2.5)), json!({"kind": "circle", "size": 2.5}));
    assert_eq!(sent(Square::new(2.5)), json!({"kind": "square", "size": 2.5}));
    assert_eq!(sent(First::new("a")), json!({"version": 1, "name": "a"}));
    assert_eq!(sent(Second::new("a")), json!({"version": 2, "name": "a"}));
    assert_eq!(sent(On::new()), json!({"on": true}));
    assert_eq!(sent(Off::default()), json!({"on": false}));
    assert_eq!(sent(Cat::default()), json!({"species": "cat"}));
    assert_eq!(sent(Dog::new("Rex")), json!({"species": "dog", "name": "Rex"}));
}

#[test]
fn all_of_it_round_trips() {
    let shapes: Shapes = round_trip(&json!({
        "optional": {"kind": "square", "size": 1.0}, "mapped": {"species": "dog", "name": "Rex"},
    }));
    assert!(matches!(shapes.mapped, Some(ShapesMapped::Dog(_))));
}
