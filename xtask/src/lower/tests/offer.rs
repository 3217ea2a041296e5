//! What the API offers and the client does not.

use super::{document, lowered};
use crate::api::MediaKind;

fn post(rest: &str) -> String {
    document(&format!(
        "paths:\n  /t:\n    post: {{operationId: t, tags: [T], {rest}}}"
    ))
}

const DONE: &str = "responses: {'204': {description: Done}}";

/// Lowers an operation with these media types of its body; gives those that are left, and the messages.
fn media(required: bool, content: &str) -> (Option<Vec<MediaKind>>, Vec<String>) {
    let body = format!("requestBody: {{required: {required}, content: {{{content}}}}}");
    let (api, found) = lowered(&post(&format!("{body}, {DONE}")));
    let operation = api.operations.first();
    let kinds = operation.map(|operation| {
        let media = operation.body.iter().flat_map(|body| &body.media);
        media.map(|media| media.kind).collect()
    });
    let messages = found.into_iter().map(|it| it.message).collect();
    (kinds, messages)
}

const OBJECT: &str = "{schema: {type: object, properties: {a: {type: string}}}}";

#[test]
fn a_form_alone_is_sent_as_a_form() {
    for (name, kind) in [
        ("application/x-www-form-urlencoded", MediaKind::Form),
        ("multipart/form-data", MediaKind::Multipart),
    ] {
        for schema in [OBJECT, "{}", "{schema: {type: object}}"] {
            let (kinds, messages) = media(true, &format!("{name}: {schema}"));
            assert_eq!(kinds, Some(vec![kind]));
            assert!(messages.is_empty(), "{messages:?}");
        }
    }
}

#[test]
fn an_operation_that_takes_nothing_that_is_sent_is_left_out() {
    for content in [
        "application/octet-stream: {schema: {type: string, format: binary}}",
        "text/plain: {schema: {type: string}}",
        "application/x-www-form-urlencoded: {schema: {type: string}}",
        "multipart/form-data: {schema: {type: array, items: {type: string}}}",
        "multipart/form-data: {schema: {type: object, properties: {a: {type: string, format: binary}}}}",
        "multipart/form-data: {schema: {type: object, properties: {a: {type: array, items: {type: string, format: binary}}}}}",
        "multipart/form-data: {schema: {type: object, additionalProperties: {type: string, format: binary}}}",
    ] {
        let (kinds, messages) = media(true, content);
        assert_eq!(kinds, None, "{content}");
        let is_said = messages.iter().any(|it| it.contains("it is left out"));
        assert!(is_said, "{content}: {messages:?}");
    }
}

/// A request has one body type, so what another schema describes would be sent as something else.
#[test]
fn a_form_with_another_schema_than_json_is_not_offered() {
    let other = "{schema: {type: object, properties: {b: {type: string}}}}";
    let (kinds, messages) = media(
        true,
        &format!(
            "multipart/form-data: {other}, application/x-www-form-urlencoded: {OBJECT}, application/json: {OBJECT}"
        ),
    );
    assert_eq!(kinds, Some(vec![MediaKind::Form, MediaKind::Json]));
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(
        messages[0].starts_with("`t` is not sent as `multipart/form-data`"),
        "{messages:?}"
    );
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
            "'200': {description: Csv, content: {text/csv: {schema: {type: string}}}}, \
             '202': {description: Json, content: {application/json: {schema: {type: string}}}}",
            "is not JSON",
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
fn a_response_without_json_is_returned_as_bytes() {
    let csv = "'200': {description: Csv, content: {text/csv: {schema: {type: string}}}}";
    let json = format!("content: {{application/json: {OBJECT}}}");
    for (responses, bytes) in [
        (csv.to_owned(), true),
        (format!("{csv}, '204': {{description: None}}"), true),
        (format!("{csv}, '400': {{description: No, {json}}}"), true),
        ("'204': {description: None}".to_owned(), false),
        (format!("'200': {{description: Json, {json}}}"), false),
    ] {
        let (api, found) = lowered(&post(&format!("responses: {{{responses}}}")));
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(api.operations[0].returns_bytes(), bytes, "{responses}");
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

#[test]
fn json_itself_goes_before_other_json() {
    let patch = "application/json-patch+json: {schema: {type: array, items: {}}}";
    let content = format!("{patch}, application/json: {OBJECT}");
    let body = format!("requestBody: {{content: {{{content}}}}}");
    let answer = format!("responses: {{'200': {{description: It, content: {{{content}}}}}}}");
    let (api, found) = lowered(&post(&format!("{body}, {answer}")));
    let media = &api.operations[0].body.as_ref().unwrap().media;
    let names: Vec<&str> = media.iter().map(|it| it.media_type.as_str()).collect();
    assert_eq!(names, ["application/json"]);
    assert_eq!(media[0].json_type(), None);
    let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].starts_with("`t` is not sent as `application/json-patch+json`"));
    assert!(messages[1].starts_with("the answer is decoded as `application/json`"));
}
