//! A document of several files: each schema is one type, wherever it is referred to.

use serde_json::json;

use super::types::{Kind, Owner, Thing};
use crate::round_trip;

#[test]
fn schemas_of_all_files_are_types() {
    let thing: Thing =
        round_trip(&json!({"kind": "box", "owner": {"name": "Ann"}, "parts": [{"kind": "lid"}]}));
    assert_eq!(thing.kind, Kind::Box);
    let owner: Option<Owner> = thing.owner;
    assert_eq!(owner.map(|owner| owner.name).as_deref(), Some("Ann"));
    let parts: Vec<Thing> = thing.parts.unwrap_or_default();
    assert_eq!(parts.len(), 1);
}
