//! More required fields than `new` takes.

use serde_json::json;

use super::runtime::{Patch, violations};
use super::types::Thing;

fn problems(thing: &Thing) -> Vec<String> {
    violations(thing).iter().map(ToString::to_string).collect()
}

#[test]
fn beyond_four_the_check_asks_for_the_rest() {
    let thing = Thing::new("a", 1, true, ["d"]);
    let found = problems(&thing);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("e") && found[1].starts_with("f"), "{found:?}");
    let thing = thing.e("abc").f(Patch::Null);
    assert_eq!(problems(&thing), [""; 0]);
    let sent = serde_json::to_value(&thing).unwrap();
    assert_eq!(sent, json!({"a": "a", "b": 1, "c": true, "d": ["d"], "e": "abc", "f": null}));
    assert_eq!(problems(&thing.e("abcd")).len(), 1);
}
