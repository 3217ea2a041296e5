//! Texts that would be code, an attribute, a test or a link, if a text of a document could be.

use serde_json::json;

use super::types::{Texts, TextsKind};
use crate::round_trip;

#[test]
fn strings_are_sent_unchanged() {
    let value: Texts = round_trip(&json!({
        "plain": "*/", "a\"] `b`": "x", "": "y", "\u{202e}\0": true, "kind": "\\\""
    }));
    assert_eq!(value.plain, "*/");
    assert_eq!(value.kind.unwrap().as_str(), "\\\"");
    assert_eq!(TextsKind::from("```").as_str(), "```");
}
