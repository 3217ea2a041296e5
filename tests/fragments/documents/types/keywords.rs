//! Names that Rust keeps for itself.

use serde_json::json;

use super::types::Type;
use crate::round_trip;

#[test]
fn names_that_rust_keeps_for_itself_are_kept_on_the_wire() {
    let json = json!({
        "type": "a", "self": "b", "extra": "c", "new": "d", "kebab-case": "e", "camelCase": "f", "2fa": true, "@id": "g",
        "move": {"String": {"text": "h"}}, "unknown": 1
    });
    let value: Type = round_trip(&json);
    assert_eq!((value.r#type.as_str(), value.self_.as_str()), ("a", "b"));
    assert_eq!(value.extra_.as_deref(), Some("c"));
    assert_eq!(value.extra.len(), 1);
    let value = Type::new("a", "b").kebab_case("e").n2fa(true).new_("d");
    let sent = json!({"type": "a", "self": "b", "kebab-case": "e", "2fa": true, "new": "d"});
    assert_eq!(serde_json::to_value(value).unwrap(), sent);
}
