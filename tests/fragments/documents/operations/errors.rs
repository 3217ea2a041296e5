//! Errors by status: which variant a body becomes.

use super::types::ErrorBody;

#[test]
fn a_body_that_no_operation_documents_is_recognized_by_what_it_requires() {
    assert!(matches!(ErrorBody::undocumented(br#"{"detail": "x"}"#), ErrorBody::Detail(_)));
    assert!(matches!(ErrorBody::undocumented(br#"{"name": ["x"]}"#), ErrorBody::Unexpected));
    assert!(matches!(ErrorBody::undocumented(b"<html>"), ErrorBody::Unexpected));
}
