//! Merge patches: null removes.

use std::collections::BTreeMap;

use sdk_runtime::Patch;
use serde_json::json;

use super::types::{LimitPatch, NodePatch, Shared};
use crate::round_trip;

#[test]
fn members_and_values_of_maps_are_removed_by_null() {
    let labels = BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some("c".to_owned()))]);
    let limit = LimitPatch::new().least(None);
    let patch = NodePatch::new().name(None).labels(labels).parts([limit]);
    assert_eq!(
        json!(patch),
        json!({"kind": "node", "name": null, "labels": {"a": null, "b": "c"}, "parts": [{"least": null}]})
    );
    let json = json!({"kind": "node", "limits": {"cpu": null}, "shared": null});
    assert_eq!(round_trip::<NodePatch>(&json).shared, Patch::Null);
}

/// What responses have too is what its schema says.
#[test]
fn shared_types_stay_as_they_are() {
    let shared: Shared = round_trip(&json!({"note": "a", "by_name": {"a": "b"}}));
    let _: Option<BTreeMap<String, String>> = shared.by_name;
}
