//! Constraints: what the check before sending finds.

use super::runtime::violations;
use super::types::{Part, Thing};

fn paths(thing: &Thing) -> Vec<String> {
    violations(thing).iter().map(|it| it.path.clone()).collect()
}

#[test]
fn what_is_not_set_breaks_nothing() {
    assert_eq!(paths(&Thing::new()), [""; 0]);
}

#[test]
fn every_violation_has_its_path() {
    let thing = Thing::new()
        .name("a")
        .code("XYZ!")
        .size(10_000_000_000)
        .ratio(0.0)
        .tags(["long!", "a", "a"])
        .parts([Part::new("a"), Part::new("ab")])
        .note("ab");
    assert_eq!(paths(&thing), ["name", "code", "size", "ratio", "tags", "tags", "tags[0]", "parts[1].name", "note"]);
}

#[test]
fn what_fits_passes() {
    let thing = Thing::new().name("ab").code("0A1F").size(1).ratio(1.5).tags(["abc"]).note("x");
    assert_eq!(paths(&thing), [""; 0]);
    assert_eq!(paths(&Thing::new().name("  abcd ")), [""; 0], "the server trims before it counts");
}
