//! The body of a 400, in each form that Django REST framework sends.

use client_tests::{Reply, Server};
use probely::types::{ApiUserBulkUpdate, ErrorBody};
use probely::{ApiError, Error};
use serde_json::{Value, json};

async fn refused(body: &Value) -> ApiError {
    let server = Server::start(Reply::json(400, body.clone())).await;
    let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
    let request = server.client().api_users().bulk_update(update);
    match request.send().await {
        Err(Error::Api(error)) => *error,
        other => panic!("expected an error of the API: {other:?}"),
    }
}

#[tokio::test]
async fn every_form_has_paths_and_messages() {
    type PathsAndMessages = [(&'static str, &'static str)];
    let cases: [(&str, Value, &PathsAndMessages); 16] = [
        (
            "a field",
            json!({ "name": ["Ensure this field has no more than 60 characters."] }),
            &[("name", "Ensure this field has no more than 60 characters.")],
        ),
        (
            "several fields and messages",
            json!({ "ids": ["This list may not be empty."], "name": ["Too long.", "Odd."] }),
            &[
                ("ids", "This list may not be empty."),
                ("name", "Too long."),
                ("name", "Odd."),
            ],
        ),
        (
            "an item of a list of strings",
            json!({ "ids": { "1": ["This field may not be blank."] } }),
            &[("ids[1]", "This field may not be blank.")],
        ),
        (
            "an item of a list of objects, up to 3.17",
            json!({ "labels": [{}, { "color": ["Enter a valid value."] }] }),
            &[("labels[1].color", "Enter a valid value.")],
        ),
        (
            "an item of a list of objects, from 3.18",
            json!({ "labels": { "1": { "color": ["Enter a valid value."] } } }),
            &[("labels[1].color", "Enter a valid value.")],
        ),
        (
            "an item as a whole",
            json!({ "labels": [{ "non_field_errors": ["Invalid data."] }, {}] }),
            &[("labels[0]", "Invalid data.")],
        ),
        (
            "another type than a list",
            json!({ "labels": { "non_field_errors": ["Expected a list of items but got type \"dict\"."] } }),
            &[("labels", "Expected a list of items but got type \"dict\".")],
        ),
        (
            "deeper, up to 3.17",
            json!({ "user_roles": [{ "role": { "id": ["Odd."] }, "scope": { "tier": ["Wrong."] } }] }),
            &[
                ("user_roles[0].role.id", "Odd."),
                ("user_roles[0].scope.tier", "Wrong."),
            ],
        ),
        (
            "deeper, from 3.18",
            json!({ "user_roles": { "0": { "role": { "id": ["Odd."] } } } }),
            &[("user_roles[0].role.id", "Odd.")],
        ),
        (
            "the whole body",
            json!({ "non_field_errors": ["Invalid data. Expected a dictionary, but got list."] }),
            &[("", "Invalid data. Expected a dictionary, but got list.")],
        ),
        (
            "a body that cannot be parsed",
            json!({ "detail": "JSON parse error - Expecting value: line 1 column 1 (char 0)" }),
            &[(
                "",
                "JSON parse error - Expecting value: line 1 column 1 (char 0)",
            )],
        ),
        (
            "a check outside any field",
            json!(["Null characters are not allowed."]),
            &[("", "Null characters are not allowed.")],
        ),
        (
            "a field named detail",
            json!({ "detail": ["This field is required."] }),
            &[("detail", "This field is required.")],
        ),
        (
            "a message that is not in a list",
            json!({ "name": "Too long." }),
            &[("name", "Too long.")],
        ),
        ("nothing", json!({}), &[]),
        ("nothing about an item", json!({ "labels": [{}, {}] }), &[]),
    ];
    for (form, body, expected) in cases {
        let error = refused(&body).await;
        let ErrorBody::Validation(fields) = error.body() else {
            panic!("{form}: {:?}", error.body());
        };
        assert_eq!(fields.value(), &body, "{form}");
        let errors = error.field_errors();
        assert_eq!(fields.iter().collect::<Vec<_>>(), errors, "{form}");
        let errors: Vec<(&str, &str)> = errors
            .iter()
            .map(|error| (error.path.as_str(), error.message.as_str()))
            .collect();
        assert_eq!(errors, expected, "{form}");
    }
}

#[tokio::test]
async fn are_printed_on_one_line() {
    let messages: Vec<String> = (1..=7).map(|n| format!("Problem {n}.")).collect();
    let cases = [
        (
            json!({ "labels": [{}, { "color": ["Enter a valid value."] }] }),
            "labels[1].color: Enter a valid value.",
        ),
        (
            json!({ "ids": { "0": ["Blank."] }, "name": ["Too long.", "Odd."] }),
            "ids[0]: Blank.; name: Too long.; name: Odd.",
        ),
        (
            json!(["Null characters are not allowed."]),
            "Null characters are not allowed.",
        ),
        (json!({ "detail": "JSON parse error" }), "JSON parse error"),
        // Line breaks of the server are escaped.
        (
            json!({ "name": ["a\nusers_list: 200 OK\u{1b}[2J\u{202e}"] }),
            r"name: a\nusers_list: 200 OK\u{1b}[2J\u{202e}",
        ),
        (
            json!({ "name": messages }),
            "name: Problem 1.; name: Problem 2.; name: Problem 3.; name: Problem 4.; name: Problem 5.; and 2 more",
        ),
        (json!({}), "application/json, 2 bytes"),
    ];
    for (body, text) in cases {
        let line = refused(&body).await.to_string();
        assert_eq!(
            line,
            format!("api_users_bulk_update: 400 Bad Request: {text}")
        );
    }
    let long = refused(&json!({ "name": ["x".repeat(10_000)] })).await;
    assert!(long.to_string().chars().count() < 300);
}

#[tokio::test]
async fn can_be_selected_by_path() {
    let error = refused(&json!({
        "labels": [{}, { "color": ["Enter a valid value."] }],
        "non_field_errors": ["Odd."],
    }))
    .await;
    let ErrorBody::Validation(fields) = error.body() else {
        panic!("{:?}", error.body());
    };
    assert_eq!(fields.field("labels[1].color"), ["Enter a valid value."]);
    assert_eq!(fields.field("labels"), [""; 0]);
    assert_eq!(fields.non_field_errors(), ["Odd."]);
    assert_eq!(fields.detail(), None);
}
