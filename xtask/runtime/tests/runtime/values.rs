//! The types of fields.

use std::collections::BTreeMap;

use sdk_runtime::{BestFit, Extra, Patch, Secret, has_keys, text_member};
use serde_json::{Value, json};

use crate::support::client::{JobTitle, Scope, TeamScope, User, UserPatch};

#[test]
fn a_patch_distinguishes_absent_null_and_value() {
    for (json, patch) in [
        (json!({}), Patch::Keep),
        (json!({"expires": null}), Patch::Null),
        (
            json!({"expires": "2024-01-01T00:00:00Z"}),
            Patch::Set("2024-01-01T00:00:00Z".parse().unwrap()),
        ),
    ] {
        let read: UserPatch = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(read.expires, patch);
        assert_eq!(serde_json::to_value(&read).unwrap(), json);
    }
}

#[test]
fn a_patch_is_made_of_values_and_options() {
    assert_eq!(Patch::<u8>::default(), Patch::Keep);
    assert_eq!(Patch::from(1), Patch::Set(1));
    assert_eq!(Patch::from(Some(1)), Patch::Set(1));
    assert_eq!(Patch::<u8>::from(None), Patch::Null);
    assert_eq!(Patch::<String>::from("a"), Patch::Set("a".to_owned()));
    assert_eq!(Patch::Set(1).map(|n| n + 1), Patch::Set(2));
    assert_eq!(
        (Patch::Set(1).value(), Patch::Set(1).into_value()),
        (Some(&1), Some(1))
    );
    assert_eq!(
        (Patch::<u8>::Null.value(), Patch::<u8>::Keep.into_value()),
        (None, None)
    );
    let is = |patch: Patch<u8>| (patch.is_keep(), patch.is_null());
    assert_eq!(
        [is(Patch::Keep), is(Patch::Null), is(Patch::Set(1))],
        [(true, false), (false, true), (false, false)]
    );
}

#[test]
fn a_secret_is_written_and_not_printed() {
    let secret = Secret::from("s3cret");
    assert_eq!(
        format!("{secret:?} {:?}", Some(&secret)),
        "[redacted] Some([redacted])"
    );
    assert_eq!(secret.expose(), "s3cret");
    assert_eq!(serde_json::to_value(&secret).unwrap(), json!("s3cret"));
    assert_eq!(
        serde_json::from_value::<Secret>(json!("s3cret")).unwrap(),
        secret
    );
    for other in ["s3creT", "s3cre", "s3cret2", ""] {
        assert_ne!(secret, Secret::new(other));
    }
}

#[test]
fn unknown_fields_are_kept_and_only_named() {
    let json = json!({"id": "u1", "active": true, "deep": {"a": [1, null]}, "token": "s3cret"});
    let mut user: User = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&user).unwrap(), json);
    assert_eq!(format!("{:?}", user.extra), r#"{"deep", "token"}"#);
    user.extra.insert("more".to_owned(), Value::Null);
    assert_eq!(user.extra.len(), 3);
    let map: serde_json::Map<_, _> = user.extra.clone().into();
    assert_eq!(Extra::from(map), user.extra);
    assert_eq!(format!("{:?}", Extra::default()), "{}");
}

#[test]
fn unknown_values_of_an_enum_are_kept() {
    for (text, is_known) in [("ceo", true), ("", true), ("cfo", false), ("CEO", false)] {
        let title: JobTitle = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(title, JobTitle::from(text));
        assert_eq!(!matches!(title, JobTitle::Unrecognized(_)), is_known);
        assert_eq!(serde_json::to_value(&title).unwrap(), json!(text));
    }
    assert_eq!(
        format!("{:?}", JobTitle::from("cfo")),
        r#"Unrecognized("cfo")"#
    );
    let JobTitle::Unrecognized(value) = JobTitle::from("cfo") else {
        panic!()
    };
    assert_eq!(
        (value.to_string(), value.as_str()),
        ("cfo".to_owned(), "cfo")
    );
    assert!(serde_json::from_value::<JobTitle>(json!(1)).is_err());
    // From a reader, which lends no texts.
    assert_eq!(
        serde_json::from_reader::<_, JobTitle>(&b"\"ceo\""[..]).unwrap(),
        JobTitle::Ceo
    );
}

#[test]
fn a_union_is_decided_by_its_keys() {
    for json in [
        json!({"team": {"id": "t"}}),
        json!({"target": 1}),
        json!({"new": 1}),
        json!([1]),
        json!(null),
    ] {
        let scope: Scope = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&scope).unwrap(), json);
        assert_eq!(
            matches!(scope, Scope::Unrecognized(_)),
            json.get("team").or(json.get("target")).is_none()
        );
    }
    let error = serde_json::from_value::<Scope>(json!({"team": {"id": 42}})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at `team.id`: expected a string, found integer"
    );
}

#[test]
fn union_helpers_look_without_reading() {
    let value = json!({"a": 1, "b": null, "kind": "x"});
    assert!(has_keys(&value, &["a", "b"]) && has_keys(&value, &[]));
    assert!(
        !has_keys(&value, &["a", "c"])
            && !has_keys(&json!(["a"]), &["a"])
            && !has_keys(&json!(1), &[])
    );
    assert_eq!(text_member(&value, "kind"), Some("x"));
    assert_eq!(
        (
            text_member(&value, "a"),
            text_member(&value, "c"),
            text_member(&json!([]), "a")
        ),
        (None, None, None)
    );
    let team = json!({"team": {"id": "t"}});
    let fits = BestFit::new(&team).or(|member: TeamScope| member).finish();
    assert!(fits.is_some());
    type Numbers = BTreeMap<String, u8>;
    let fits = BestFit::new(&value).or(|member: Numbers| member).finish();
    assert!(fits.is_none());
}
