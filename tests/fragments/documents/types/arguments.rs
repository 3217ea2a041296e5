//! What `new`, setters and parameters take.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::runtime::{Empty, Patch};
use super::types::{Kind, Owner, ThingPatch, User};

fn written(patch: &ThingPatch) -> Value {
    serde_json::to_value(patch).unwrap()
}

#[test]
fn a_string_makes_the_types_that_need_nothing_else() {
    let owner = Owner::new(User::new("u1"));
    let string = "u1".to_owned();
    for other in [Owner::from("u1"), Owner::from(string.clone()), Owner::from(&string), Owner::new("u1")] {
        assert_eq!(other, owner);
    }
    let (small, code) = ("small".to_owned(), "c".to_owned());
    let patches = [
        ThingPatch::new().kind("small").owner("u1").code("c"),
        ThingPatch::new().kind(Kind::Small).owner(owner.clone()).code(String::from("c")),
        ThingPatch::new().kind(&small).owner(&string).code(Cow::Borrowed("c")),
        ThingPatch::new().kind(String::from("small")).owner(User::new("u1").code).code(&code),
    ];
    assert_eq!((small, code), ("small".to_owned(), "c".to_owned()));
    for patch in &patches {
        assert_eq!(written(patch), json!({"kind": "small", "owner": {"user": {"code": "u1"}}, "code": "c"}));
    }
}

#[test]
fn a_nullable_value_takes_the_same_and_null() {
    let string = "u1".to_owned();
    for patch in [
        ThingPatch::new().kind_or_null("large").owner_or_null("u1"),
        ThingPatch::new().kind_or_null(Kind::Large).owner_or_null(&string),
        ThingPatch::new().kind_or_null(Some(Kind::Large)).owner_or_null(string.clone()),
        ThingPatch::new().kind_or_null(Patch::Set(Kind::Large)).owner_or_null(Owner::new("u1")),
    ] {
        assert_eq!(written(&patch), json!({"kind_or_null": "large", "owner_or_null": {"user": {"code": "u1"}}}));
    }
    let null = ThingPatch::new().kind_or_null(None).owner_or_null(Patch::Null).names_or_null(None);
    assert_eq!(written(&null), json!({"kind_or_null": null, "owner_or_null": null, "names_or_null": null}));
}

#[test]
fn lists_take_any_form_of_their_items() {
    let owned = vec!["a".to_owned()];
    let boxed: Box<str> = "a".into();
    let slice: &[&str] = &["a"];
    let patches = [
        ThingPatch::new().owners(["a"]).tags(["a"]).owners_or_null(["a"]).names_or_null(["a"]),
        ThingPatch::new().owners(&owned).tags(&owned).owners_or_null(&owned).names_or_null(&owned),
        ThingPatch::new().owners(slice).tags(owned.as_slice()).owners_or_null(owned.as_slice()).names_or_null(owned.clone()),
        ThingPatch::new().owners([boxed]).tags([Cow::Borrowed("a")]).owners_or_null(vec![Owner::new("a")]).names_or_null(Some(owned.clone())),
        ThingPatch::new().owners([&Owner::new("a")]).tags(owned.iter()).owners_or_null([Owner::new("a")]).names_or_null([&owned[0]]),
    ];
    let owner = json!({"user": {"code": "a"}});
    for patch in &patches {
        assert_eq!(
            written(patch),
            json!({"owners": [owner], "tags": ["a"], "owners_or_null": [owner], "names_or_null": ["a"]})
        );
    }
    let others = ThingPatch::new().secrets(["s"]).flags([true]).grid([vec![1], vec![]]).gaps([Some("a".to_owned()), None]);
    assert_eq!(written(&others), json!({"secrets": ["s"], "flags": [true], "grid": [[1], []], "gaps": ["a", null]}));
    let empty = ThingPatch::new().owners(Empty).tags(Empty).owners_or_null(Empty).flags(Empty).grid(Empty);
    assert_eq!(written(&empty), json!({"owners": [], "tags": [], "owners_or_null": [], "flags": [], "grid": []}));
}

#[test]
fn parameters_take_the_same() {
    let client = super::Client::new().unwrap();
    for kind in ["small", "other"] {
        let request = client.things().patch(kind, ThingPatch::new());
        let slice: &[&str] = &["a"];
        let _ = request.kinds(["small"]).sizes([1, 2]).tags(slice);
    }
    let sizes = vec![1_u64];
    let _ = client.things().patch(Kind::Large, ThingPatch::new()).kinds([Kind::Small]).sizes(&sizes).tags(Empty);
    let _ = client.things().patch(Kind::Large, ThingPatch::new()).sizes(sizes);
}

#[test]
fn a_value_that_may_be_absent_is_set_if_it_is_there() {
    let patch = |kind: Option<&str>| {
        ThingPatch::new()
            .when_some(kind, |it, kind| it.kind(kind))
            .when_some(kind, ThingPatch::kind_or_null)
            .when_some_("a field of that name")
    };
    assert_eq!(written(&patch(None)), json!({"when_some": "a field of that name"}));
    let all = json!({"kind": "small", "kind_or_null": "small", "when_some": "a field of that name"});
    assert_eq!(written(&patch(Some("small"))), all);
}
