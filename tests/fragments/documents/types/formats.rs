//! Formats of texts and numbers as Rust types.

use serde_json::json;

use super::types::Thing;
use crate::round_trip;

#[test]
fn formats_have_types() {
    let json = json!({
        "at": "2023-08-09T13:27:43.8208302", "key": "k1", "pin": "p1", "small": 1, "large": 9007199254740993_i64,
        "ratio": 0.5, "share": 0.1, "mail": "a@example.com", "ids": ["-x"]
    });
    let thing: Thing = round_trip(&json);
    assert_eq!(thing.at.as_ref().unwrap().unix_seconds(), 1_691_587_663);
    let shown = format!("{thing:?}");
    assert!(!shown.contains("k1") && !shown.contains("p1"), "{shown}");
}
