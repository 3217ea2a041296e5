//! What stands behind the feature `unconfirmed`, and that the rest does not need it.

use super::types::{ErrorBody, ThingRequest};

#[test]
fn what_is_confirmed_needs_no_feature() {
    assert_eq!(ThingRequest::new("a").name, "a");
    assert!(matches!(ErrorBody::undocumented(409, br#"{"reason": "x"}"#), ErrorBody::Refusal(_)));
}

#[cfg(feature = "unconfirmed")]
#[test]
fn the_rest_is_there_with_it() {
    use super::types::{Thing, ThingPage};

    let page: ThingPage = crate::round_trip(&serde_json::json!({"things": [{"id": "1", "name": "a"}], "last": 1}));
    let request = page.things.into_iter().next().map(|it: Thing| ThingRequest::from(it));
    assert_eq!(request, Some(ThingRequest::new("a")));
    assert!(matches!(ErrorBody::undocumented(409, br#"{"with": "x"}"#), ErrorBody::Conflict(_)));
}

#[cfg(not(feature = "unconfirmed"))]
#[test]
fn without_it_an_inferred_error_is_not_known() {
    assert!(matches!(ErrorBody::undocumented(409, br#"{"with": "x"}"#), ErrorBody::Unexpected));
}
