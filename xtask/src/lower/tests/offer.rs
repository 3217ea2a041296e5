//! What the API offers and the client does not.

use super::{document, lowered};

fn post(rest: &str) -> String {
    document(&format!(
        "paths:\n  /t:\n    post: {{operationId: t, tags: [T], {rest}}}"
    ))
}

const DONE: &str = "responses: {'204': {description: Done}}";

#[test]
fn an_operation_that_takes_no_json_is_left_out() {
    let body =
        "requestBody: {required: true, content: {multipart/form-data: {schema: {type: object}}}}";
    let (api, found) = lowered(&post(&format!("{body}, {DONE}")));
    assert!(api.operations.is_empty());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.contains("`t` takes no JSON"), "{found:?}");
}

#[test]
fn a_body_that_may_be_absent_is_left_out_alone() {
    let body = "requestBody: {content: {text/plain: {schema: {type: string}}}}";
    let (api, found) = lowered(&post(&format!("{body}, {DONE}")));
    assert!(api.operations[0].body.is_none());
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn answers_that_are_not_decoded_are_said() {
    for (responses, message) in [
        (
            "'200': {description: Csv, content: {text/csv: {schema: {type: string}}}}",
            "other than JSON",
        ),
        (
            "'200': {description: A, content: {application/json: {schema: {type: string}}}}, \
             '202': {description: B, content: {application/json: {schema: {type: integer}}}}",
            "several types",
        ),
        (
            "'204': {description: Done}, '400': {description: No, content: {application/json: {schema: {type: string}}}}",
            "no object",
        ),
    ] {
        let (_, found) = lowered(&post(&format!("responses: {{{responses}}}")));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.contains(message), "{found:?}");
    }
}

#[test]
fn a_client_has_one_credential() {
    let schemes = "components: {securitySchemes: {A: {type: http, scheme: bearer}, B: {type: http, scheme: basic}}}";
    let text = document(&format!(
        "paths:\n  /t:\n    get: {{operationId: g, tags: [T], security: [{{A: []}}], {DONE}}}\n    \
         post: {{operationId: p, tags: [T], security: [{{B: []}}], {DONE}}}\n    \
         put: {{operationId: u, tags: [T], security: [{{B: []}}, {{A: []}}], {DONE}}}\n{schemes}\n"
    ));
    let (_, found) = lowered(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].message.starts_with("`p` needs the credential `B`"),
        "{found:?}"
    );
}
