//! `allOf`: one struct of all members.

use serde_json::json;

use super::types::{Dog, DogToys};
use crate::round_trip;

#[test]
fn members_are_merged() {
    let dog: Dog = round_trip(&json!({"name": "a", "breed": "b", "owner": {"name": "c"}}));
    assert_eq!((dog.name.as_str(), dog.breed.as_str(), dog.owner.unwrap().name.as_str()), ("a", "b", "c"));
    assert!(serde_json::from_value::<Dog>(json!({"breed": "b"})).is_err(), "one member requires what the other declares");
}

#[test]
fn a_member_narrows_what_another_says() {
    let dog: Dog = round_trip(&json!({
        "name": "a", "breed": "b", "tag": 7, "toys": [{"kind": "bone", "color": "white"}, {"kind": "stick"}]
    }));
    assert_eq!(dog.tag, Some(7));
    let toys = dog.toys.unwrap();
    assert!(matches!(&toys[0], DogToys::Bone(bone) if bone.color.as_deref() == Some("white")));
    assert!(matches!(&toys[1], DogToys::Unrecognized(_)));
}
