//! Unions whose members their JSON types tell apart.

use serde_json::json;

use super::types::{Nested, Value};
use crate::round_trip;

#[test]
fn the_json_type_decides() {
    for json in [json!("x"), json!(1), json!(["x"]), json!({"name": "a"})] {
        assert!(!matches!(round_trip(&json), Value::Unrecognized(_)), "{json}");
    }
    assert!(matches!(round_trip(&json!(true)), Value::Unrecognized(_)));
}

#[test]
fn a_member_that_is_a_union_is_decoded_by_all_of_its_types() {
    for json in [json!("x"), json!(1), json!({"name": "a"}), json!(true), json!([true])] {
        assert!(!matches!(round_trip(&json), Nested::Unrecognized(_)), "{json}");
    }
}
