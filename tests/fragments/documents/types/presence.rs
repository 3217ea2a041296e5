//! Required, optional and nullable, in both directions.

use serde_json::json;

use super::runtime::Patch;
use super::types::{Answer, Question};
use crate::round_trip;

#[test]
fn a_response_reads_absent_and_null() {
    let full: Answer = round_trip(&json!({"must": "a", "must_or_null": "b", "may": "c", "may_or_null": "d"}));
    assert_eq!(full.may.as_deref(), Some("c"));
    let sparse: Answer = round_trip(&json!({"must": "a", "must_or_null": null}));
    assert_eq!((sparse.must_or_null, sparse.may, sparse.may_or_null), (None, None, None));
    let null: Answer = serde_json::from_value(json!({"must": "a", "must_or_null": null, "may": null})).unwrap();
    assert_eq!(null.may, None, "null where it is not documented is read as absent");
}

#[test]
fn a_response_without_a_required_field_is_refused() {
    assert!(serde_json::from_value::<Answer>(json!({"must_or_null": "b"})).is_err());
    assert!(serde_json::from_value::<Answer>(json!({"must": null, "must_or_null": "b"})).is_err());
}

#[test]
fn a_request_sends_what_is_set() {
    let question = Question::new(None, "a");
    assert_eq!(serde_json::to_value(&question).unwrap(), json!({"must": "a", "must_or_null": null}));
    let question = question.may("c").may_or_null("d");
    assert_eq!(
        serde_json::to_value(&question).unwrap(),
        json!({"must": "a", "must_or_null": null, "may": "c", "may_or_null": "d"})
    );
    let question = question.may_or_null(Patch::Null);
    assert_eq!(serde_json::to_value(&question).unwrap()["may_or_null"], json!(null));
}

#[test]
fn a_request_reads_back_all_three_states() {
    for json in [
        json!({"must": "a", "must_or_null": null}),
        json!({"must": "a", "must_or_null": null, "may_or_null": null}),
        json!({"must": "a", "must_or_null": "b", "may_or_null": "d"}),
    ] {
        round_trip::<Question>(&json);
    }
}
