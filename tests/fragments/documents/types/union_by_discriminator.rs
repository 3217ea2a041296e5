//! Unions whose members a property tells apart.

use serde_json::json;

use super::types::Pet;
use crate::round_trip;

#[test]
fn the_discriminator_tells() {
    assert!(matches!(round_trip(&json!({"kind": "feline", "name": "a"})), Pet::Cat(_)));
    assert!(matches!(round_trip(&json!({"kind": "Dog"})), Pet::Dog(_)));
    assert!(matches!(round_trip(&json!({"kind": "Bird"})), Pet::Unrecognized(_)));
}
