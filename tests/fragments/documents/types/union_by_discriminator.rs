//! Unions whose members a property tells apart.

use serde_json::json;

use super::types::Pet;
use crate::round_trip;

#[test]
fn the_discriminator_decides() {
    assert!(matches!(round_trip(&json!({"kind": "feline", "name": "a"})), Pet::Cat(_)));
    assert!(matches!(round_trip(&json!({"kind": "Dog"})), Pet::Dog(_)));
    assert!(matches!(round_trip(&json!({"kind": "Bird"})), Pet::Unrecognized(_)));
}

#[test]
fn what_all_members_have_is_asked_of_any() {
    let pet = |json| serde_json::from_value::<Pet>(json).unwrap();
    let cat = pet(json!({"kind": "feline", "name": "Tom"}));
    assert_eq!((cat.kind(), cat.name()), (Some("feline"), Some("Tom")));
    assert_eq!(cat.as_dog(), None);
    let dog = pet(json!({"kind": "Dog"}));
    assert_eq!((dog.kind(), dog.name()), (Some("Dog"), None));
    assert!(dog.into_dog().is_some());
    let other = pet(json!({"kind": "bird", "name": "Polly"}));
    assert_eq!((other.kind(), other.name()), (None, None));
}
