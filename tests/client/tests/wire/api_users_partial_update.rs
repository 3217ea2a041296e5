//! `PATCH /api-users/{id}/`: the request, and the returned API user.

use client_tests::samples::{api_user, with};
use client_tests::spec::user_agent;
use client_tests::{KEY, Reply, Server};
use probely::types::{ApiUserPatch, JobTitle, LabelRequest};
use serde_json::{Value, json};

#[tokio::test]
async fn sends_what_is_set_as_json() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let patch = ApiUserPatch::new()
        .name("CI")
        .labels([LabelRequest::new("prod").color("#00FF00")]);
    server
        .client()
        .api_users()
        .partial_update("9xYc3gJ1kLmN", patch)
        .send()
        .await
        .unwrap();

    let request = server.request();
    assert_eq!(request.line(), "PATCH /api-users/9xYc3gJ1kLmN/");
    let body = r##"{"name":"CI","labels":[{"name":"prod","color":"#00FF00"}]}"##;
    assert_eq!(request.text(), body);
    let host = server.url().strip_prefix("http://").unwrap();
    let headers = [
        ("accept", "application/json"),
        ("authorization", &format!("JWT {KEY}")),
        ("content-length", &body.len().to_string()),
        ("content-type", "application/json"),
        ("host", host),
        ("user-agent", &user_agent()),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(request.headers, headers);
}

/// Only fields that were set are sent: no default is filled in, in particular not that of `active`.
#[tokio::test]
async fn sends_each_field_and_no_other() {
    let cases = [
        (ApiUserPatch::new(), "{}"),
        (ApiUserPatch::new().name(""), r#"{"name":""}"#),
        (
            ApiUserPatch::new().name("José \"😀\"\n"),
            r#"{"name":"José \"😀\"\n"}"#,
        ),
        (
            ApiUserPatch::new().title(JobTitle::Seceng),
            r#"{"title":"seceng"}"#,
        ),
        (
            ApiUserPatch::new().title(JobTitle::Blank),
            r#"{"title":""}"#,
        ),
        (
            ApiUserPatch::new().title("astronaut"),
            r#"{"title":"astronaut"}"#,
        ),
        (ApiUserPatch::new().active(false), r#"{"active":false}"#),
        (ApiUserPatch::new().active(true), r#"{"active":true}"#),
        (
            ApiUserPatch::new().labels(probely::Empty),
            r#"{"labels":[]}"#,
        ),
        (
            ApiUserPatch::new()
                .labels([LabelRequest::new("prod"), LabelRequest::new("b").color("")]),
            r#"{"labels":[{"name":"prod"},{"name":"b","color":""}]}"#,
        ),
    ];
    for (patch, body) in cases {
        let server = Server::start(Reply::json(200, api_user())).await;
        let request = server.client().api_users().partial_update("a", patch);
        request.send().await.unwrap();
        assert_eq!(server.request().text(), body);
    }
}

#[tokio::test]
async fn sends_fields_that_the_crate_does_not_know() {
    let mut patch = ApiUserPatch::new().name("CI");
    patch.extra.insert("nickname".to_owned(), json!("robot"));
    let server = Server::start(Reply::json(200, api_user())).await;
    let request = server.client().api_users().partial_update("a", patch);
    request.send().await.unwrap();
    assert_eq!(
        server.request().text(),
        r#"{"name":"CI","nickname":"robot"}"#
    );
}

/// A label of a response is sent back without its read-only fields.
#[tokio::test]
async fn sends_labels_of_a_response_back() {
    let label = json!({
        "id": "3vNc8dLq6RyE",
        "name": "prod",
        "color": "#00FF00",
        "changed_by": { "id": "7hKp2mWq5sTz", "name": "Ana Sousa" },
        "changed": "2025-01-20T16:02:11.093348Z",
    });
    let body = with(api_user(), json!({ "labels": [label] }));
    let server = Server::start(Reply::json(200, body)).await;
    let (client, nothing) = (server.client(), ApiUserPatch::new());
    let user = client.api_users().partial_update("a", nothing).send().await;
    let labels = user.unwrap().into_inner().labels;

    let patch = ApiUserPatch::new().labels(labels.into_iter().map(LabelRequest::from));
    let request = client.api_users().partial_update("b", patch);
    request.send().await.unwrap();
    assert_eq!(
        server.requests()[1].text(),
        r##"{"labels":[{"name":"prod","color":"#00FF00"}]}"##
    );
}

#[tokio::test]
async fn reads_the_api_user() {
    let server = Server::start(Reply::json(200, api_user()).header("x-request-id", "8f3a")).await;
    let patch = ApiUserPatch::new().active(true);
    let request = server.client().api_users().partial_update("a", patch);
    let user = request.send().await.unwrap();

    assert_eq!(user.status(), 200);
    assert_eq!(user.request_id(), Some("8f3a"));
    assert_eq!(user.headers()["content-type"], "application/json");
    assert_eq!(
        serde_json::from_slice::<Value>(user.raw()).unwrap(),
        api_user()
    );
    assert_eq!(
        (user.id.as_str(), user.name.as_str()),
        ("9xYc3gJ1kLmN", "CI")
    );
}
