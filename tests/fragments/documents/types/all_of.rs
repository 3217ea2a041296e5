//! `allOf`: one struct of all members.

use serde_json::json;

use super::types::Dog;
use crate::round_trip;

#[test]
fn members_are_merged() {
    let dog: Dog = round_trip(&json!({"name": "a", "breed": "b", "owner": {"name": "c"}}));
    assert_eq!((dog.name.as_str(), dog.breed.as_str(), dog.owner.unwrap().name.as_str()), ("a", "b", "c"));
    assert!(serde_json::from_value::<Dog>(json!({"breed": "b"})).is_err(), "one member requires what the other declares");
}
