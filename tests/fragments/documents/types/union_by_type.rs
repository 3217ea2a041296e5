//! Unions whose members their JSON types tell apart.

use serde_json::json;

use super::types::Value;
use crate::round_trip;

#[test]
fn the_json_type_tells() {
    for json in [json!("x"), json!(1), json!(["x"]), json!({"name": "a"})] {
        assert!(!matches!(round_trip(&json), Value::Unrecognized(_)), "{json}");
    }
    assert!(matches!(round_trip(&json!(true)), Value::Unrecognized(_)));
}
