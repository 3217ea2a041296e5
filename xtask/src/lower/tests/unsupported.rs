//! What the client does not support of the API.

use super::{document, lowered};
use crate::api::{Format, MediaKind};

fn post(rest: &str) -> String {
    document(&format!(
        "paths:\n  /t:\n    post: {{operationId: t, tags: [T], {rest}}}"
    ))
}

const DONE: &str = "responses: {'204': {description: Done}}";

/// Lowers an operation with these media types of its body, and gives those that are left; and how many findings there are.
fn media(required: bool, content: &str) -> (Option<Vec<MediaKind>>, usize) {
    let body = format!("requestBody: {{required: {required}, content: {{{content}}}}}");
    let (api, found) = lowered(&post(&format!("{body}, {DONE}")));
    let operation = api.operations.first();
    let kinds = operation.map(|operation| {
        let media = operation.body.iter().flat_map(|body| &body.media);
        media.map(|media| media.kind).collect()
    });
    (kinds, found.len())
}

const OBJECT: &str = "{schema: {type: object, properties: {a: {type: string}}}}";

#[test]
fn a_form_alone_is_sent_as_a_form() {
    for (name, kind) in [
        ("application/x-www-form-urlencoded", MediaKind::Form),
        ("multipart/form-data", MediaKind::Multipart),
    ] {
        for schema in [OBJECT, "{}", "{schema: {type: object}}"] {
            let sent = media(true, &format!("{name}: {schema}"));
            assert_eq!(sent, (Some(vec![kind]), 0));
        }
    }
}

#[test]
fn a_body_of_text_or_bytes_is_sent() {
    for (content, kind) in [
        (
            "application/octet-stream: {schema: {type: string, format: binary}}",
            MediaKind::Binary,
        ),
        (
            "'*/*': {schema: {type: string, format: binary}}",
            MediaKind::Binary,
        ),
        ("'*/*': {schema: {type: object}}", MediaKind::Json),
        ("text/plain: {schema: {type: string}}", MediaKind::Text),
        ("text/plain: {schema: {type: integer}}", MediaKind::Text),
        (
            "application/x-www-form-urlencoded: {schema: {type: string}}",
            MediaKind::Text,
        ),
    ] {
        let sent = media(true, content);
        assert_eq!(sent, (Some(vec![kind]), 0), "{content}");
    }
    let structured = "text/csv: {schema: {type: array, items: {type: string}}}";
    assert_eq!(media(true, structured), (Some(vec![MediaKind::Text]), 1));
}

#[test]
fn an_operation_without_a_supported_body_is_left_out() {
    for content in [
        "application/xml: {schema: {type: string}}",
        "application/atom+xml: {schema: {type: object}}",
        "application/x-www-form-urlencoded: {schema: {type: array, items: {type: string}}}",
        "multipart/form-data: {schema: {type: array, items: {type: string}}}",
    ] {
        let (kinds, count) = media(true, content);
        assert_eq!(kinds, None, "{content}");
        assert!(count > 0, "{content}");
    }
}

/// In JSON, what a multipart body has as a file is a string.
#[test]
fn the_binary_fields_of_a_multipart_body_are_files() {
    const BINARY: &str = "{type: string, format: binary}";
    for (schema, has_files) in [
        (
            format!("{{type: object, properties: {{a: {BINARY}}}}}"),
            true,
        ),
        (
            format!("{{type: object, properties: {{a: {{type: array, items: {BINARY}}}}}}}"),
            true,
        ),
        (
            format!("{{type: object, additionalProperties: {BINARY}}}"),
            true,
        ),
        (
            format!(
                "{{type: object, properties: {{a: {{type: object, properties: {{b: {BINARY}}}}}}}}}"
            ),
            false,
        ),
    ] {
        for (name, can_have_files) in [("multipart/form-data", true), ("application/json", false)] {
            let body = format!("requestBody: {{content: {{{name}: {{schema: {schema}}}}}}}");
            let (api, found) = lowered(&post(&format!("{body}, {DONE}")));
            assert!(found.is_empty(), "{found:?}");
            let media = &api.operations[0].body.as_ref().unwrap().media[0];
            assert_eq!(media.has_files, has_files && can_have_files, "{schema}");
        }
    }
}

#[test]
fn a_range_is_the_media_type_beside_it() {
    let content = format!("'application/*+json': {OBJECT}, text/json: {OBJECT}");
    let (api, found) = lowered(&post(&format!(
        "requestBody: {{content: {{{content}}}}}, {DONE}"
    )));
    assert!(found.is_empty(), "{found:?}");
    let media = &api.operations[0].body.as_ref().unwrap().media;
    let names: Vec<&str> = media.iter().map(|it| it.media_type.as_str()).collect();
    assert_eq!(names, ["text/json"]);
}

#[test]
fn an_optional_body_is_left_out_alone() {
    assert_eq!(
        media(false, "text/xml: {schema: {type: string}}"),
        (Some(vec![]), 2)
    );
}

#[test]
fn successes_are_read_by_their_media_types() {
    let csv = "'200': {description: Csv, content: {text/csv: {schema: {type: string}}}}";
    let zip = "'201': {description: Zip, content: {application/zip: {}}}";
    let events = "'202': {description: Events, content: {text/event-stream: {}}}";
    let file = "'200': {description: A file, content: {application/json: {schema: {type: string, format: binary}}}}";
    let json = format!("content: {{application/json: {OBJECT}}}");
    for (responses, format) in [
        (csv.to_owned(), Format::Text),
        (format!("{csv}, '204': {{description: None}}"), Format::Text),
        (
            format!("{csv}, '400': {{description: No, {json}}}"),
            Format::Text,
        ),
        (format!("{csv}, {zip}"), Format::Bytes),
        (
            format!("{csv}, '201': {{description: Json, {json}}}"),
            Format::Outcomes,
        ),
        (events.to_owned(), Format::Stream),
        (format!("{csv}, {events}"), Format::Text),
        ("'204': {description: None}".to_owned(), Format::Empty),
        (
            format!("'200': {{description: Json, {json}}}"),
            Format::Json,
        ),
        (file.to_owned(), Format::Bytes),
        (
            format!("'304': {{description: Same}}, '200': {{description: Json, {json}}}"),
            Format::Json,
        ),
        (
            format!("default: {{description: Json, {json}}}"),
            Format::Json,
        ),
        (
            format!("'204': {{description: None}}, default: {{description: No, {json}}}"),
            Format::Empty,
        ),
    ] {
        let (api, found) = lowered(&post(&format!("responses: {{{responses}}}")));
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(api.operations[0].format(), format, "{responses}");
    }
}

#[test]
fn a_body_that_cannot_be_is_reported() {
    for (status, method) in [
        ("204", "post"),
        ("304", "post"),
        ("3XX", "post"),
        ("200", "head"),
    ] {
        let responses =
            format!("'{status}': {{description: No, content: {{application/json: {OBJECT}}}}}");
        let document = post(&format!("responses: {{{responses}}}"));
        let (api, found) = lowered(&document.replacen("post:", &format!("{method}:"), 1));
        assert_eq!(found.len(), 1, "{status}: {found:?}");
        assert_eq!(api.operations[0].format(), Format::Empty);
    }
}

#[test]
fn application_json_is_preferred() {
    let patch = "application/json-patch+json: {schema: {type: array, items: {}}}";
    let content = format!("{patch}, application/json: {OBJECT}");
    let body = format!("requestBody: {{content: {{{content}}}}}");
    let answer = format!("responses: {{'200': {{description: It, content: {{{content}}}}}}}");
    let (api, found) = lowered(&post(&format!("{body}, {answer}")));
    let media = &api.operations[0].body.as_ref().unwrap().media;
    let preferred = api.operations[0].body.as_ref().unwrap().preferred();
    assert_eq!(preferred.unwrap().media_type, "application/json");
    assert_eq!(media.len(), 2);
    assert!(found.is_empty(), "{found:?}");
}
