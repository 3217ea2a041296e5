//! Errors by status: which variant a body becomes.

use super::types::ErrorBody;

#[test]
fn a_body_that_no_operation_documents_is_recognized_by_what_it_requires() {
    assert!(matches!(ErrorBody::undocumented(409, br#"{"detail": "x"}"#), ErrorBody::Detail(_)));
    assert!(matches!(ErrorBody::undocumented(409, br#"{"name": ["x"]}"#), ErrorBody::Unexpected));
    assert!(matches!(ErrorBody::undocumented(409, b"<html>"), ErrorBody::Unexpected));
}

/// One operation documents 400, so a request that the document does not have is refused in that shape.
#[test]
fn a_body_is_read_as_other_operations_document_the_status() {
    let fields = br#"{"name": ["x"]}"#;
    for status in [400, 403, 404, 405] {
        assert!(matches!(ErrorBody::undocumented(status, fields), ErrorBody::Validation(_)), "{status}");
    }
    assert!(matches!(ErrorBody::undocumented(401, fields), ErrorBody::Unexpected));
    assert!(matches!(ErrorBody::undocumented(503, fields), ErrorBody::Unexpected));
    assert!(matches!(ErrorBody::undocumented(503, br#"{"detail": "x"}"#), ErrorBody::Detail(_)));
    assert!(matches!(ErrorBody::undocumented(400, b"<html>"), ErrorBody::Unexpected));
}
