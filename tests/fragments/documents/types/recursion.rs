//! A type that holds itself.

use serde_json::json;

use super::types::{Tree, TreeRequest};
use crate::round_trip;

#[test]
fn a_tree_holds_trees() {
    let json = json!({"id": "1", "name": "a", "left": {"name": "b"}, "branches": [{"name": "c"}], "by_name": {"d": {"name": "d"}}});
    let tree: Tree = round_trip(&json);
    assert_eq!(tree.left.unwrap().name, "b");
    let request = TreeRequest::new("a").left(TreeRequest::new("b")).branches([TreeRequest::new("c")]);
    round_trip::<TreeRequest>(&serde_json::to_value(request).unwrap());
}
