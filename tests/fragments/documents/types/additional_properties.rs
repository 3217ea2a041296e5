//! Objects with more than their properties.

use serde_json::json;

use super::types::Thing;
use crate::round_trip;

#[test]
fn what_is_not_named_is_kept() {
    let json = json!({
        "counts": {"a": 1, "b": 2}, "anything": [null, {"x": 1}], "free": {"y": "z"},
        "typed": {"name": "n", "other": "o"}, "closed": {"name": "n", "newer": [2]}, "unknown": {"deep": [1.5]}
    });
    let thing: Thing = round_trip(&json);
    assert_eq!(thing.counts.unwrap()["b"], 2);
    assert_eq!(thing.typed.unwrap().extra["other"], "o");
    assert_eq!(thing.closed.unwrap().extra["newer"], json!([2]));
    assert_eq!(thing.extra["unknown"], json!({"deep": [1.5]}));
}
