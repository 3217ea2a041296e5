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

/// An integer is unsigned where its schema allows no negative one.
#[test]
fn integers_that_are_never_negative_are_unsigned() {
    let json = json!({ "count": 0, "page": 1, "after": 0, "offset": -1, "total": u64::MAX });
    let thing: Thing = round_trip(&json);
    let unsigned: (Option<u64>, Option<u32>, Option<u64>) = (thing.count, thing.page, thing.after);
    assert_eq!(unsigned, (Some(0), Some(1), Some(0)));
    let offset: Option<i64> = thing.offset;
    assert_eq!((offset, thing.total), (Some(-1), Some(u64::MAX)));
    for negative in [json!({ "count": -1 }), json!({ "total": -1 })] {
        assert!(serde_json::from_value::<Thing>(negative).is_err());
    }
}
