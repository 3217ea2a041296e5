//! `POST /api-users/bulk/update/`: the request, and both forms of the response.

use client_tests::samples::api_user;
use client_tests::{Reply, Server, assert_kept};
use probely::types::{ApiUserBulkUpdate, ApiUserBulkUpdateResult, JobTitle, LabelRequest};
use serde_json::{Value, json};

#[tokio::test]
async fn sends_what_is_set_as_json() {
    let cases = [
        (
            ApiUserBulkUpdate::new(["a", "b"], "CI", [LabelRequest::new("prod")]),
            r#"{"ids":["a","b"],"name":"CI","labels":[{"name":"prod"}]}"#,
        ),
        (
            ApiUserBulkUpdate::new([""; 0], "", probely::Empty),
            r#"{"ids":[],"name":"","labels":[]}"#,
        ),
        (
            ApiUserBulkUpdate::new(["a"], "CI", [LabelRequest::new("prod").color("#00FF00")])
                .title(JobTitle::Dev)
                .active(false),
            r##"{"ids":["a"],"name":"CI","title":"dev","active":false,"labels":[{"name":"prod","color":"#00FF00"}]}"##,
        ),
        (
            ApiUserBulkUpdate::new(["a"], "CI", probely::Empty).title(JobTitle::Blank),
            r#"{"ids":["a"],"name":"CI","title":"","labels":[]}"#,
        ),
    ];
    for (update, body) in cases {
        let server = Server::start(Reply::json(200, json!({ "ids": [] }))).await;
        let request = server.client().api_users().bulk_update(update);
        request.send().await.unwrap();

        let request = server.request();
        assert_eq!(request.line(), "POST /api-users/bulk/update/");
        assert_eq!(request.header("content-type").unwrap(), "application/json");
        assert_eq!(request.text(), body);
    }
}

#[tokio::test]
async fn sends_more_ids_than_a_form_can_hold() {
    let ids: Vec<String> = (0..5_000).map(|n| format!("api-user-{n}")).collect();
    let server = Server::start(Reply::json(200, json!({ "ids": ids }))).await;
    let update = ApiUserBulkUpdate::new(ids.clone(), "CI", probely::Empty);
    let result = server.client().api_users().bulk_update(update).send().await;

    assert_eq!(server.request().json()["ids"], json!(ids));
    let ApiUserBulkUpdateResult::UpdatedIds(updated) = result.unwrap().into_inner() else {
        panic!("expected ids");
    };
    assert_eq!(updated.ids, ids);
}

#[tokio::test]
async fn reads_ids() {
    let body = json!({ "ids": ["9xYc3gJ1kLmN", "4tRw8bQ2zVpA"], "skipped": 1 });
    let ApiUserBulkUpdateResult::UpdatedIds(updated) = read(&body).await else {
        panic!("expected ids");
    };
    assert_eq!(updated.ids, ["9xYc3gJ1kLmN", "4tRw8bQ2zVpA"]);
    assert_eq!(updated.extra["skipped"], 1);
}

#[tokio::test]
async fn reads_an_api_user() {
    let ApiUserBulkUpdateResult::ApiUser(user) = read(&api_user()).await else {
        panic!("expected an API user");
    };
    assert_eq!(user.id, "9xYc3gJ1kLmN");
}

/// The update was carried out, so a response of another form is not an error.
#[tokio::test]
async fn keeps_a_response_of_another_form() {
    for body in [
        json!({}),
        json!({ "updated": 2 }),
        json!([]),
        json!(null),
        json!("done"),
    ] {
        let ApiUserBulkUpdateResult::Unrecognized(value) = read(&body).await else {
            panic!("{body} is of no documented form");
        };
        assert_eq!(value.as_value(), &body);
    }
}

#[tokio::test]
async fn reports_where_a_response_is_not_as_documented() {
    let cases = [
        (
            json!({ "ids": ["a", 7] }),
            "api_users_bulk_update: 200 OK: cannot read the body: ids[1]: expected a string, found integer",
        ),
        (
            json!({ "ids": "a" }),
            "api_users_bulk_update: 200 OK: cannot read the body: ids: expected a sequence, found string",
        ),
    ];
    for (body, message) in cases {
        let server = Server::start(Reply::json(200, body)).await;
        let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
        let request = server.client().api_users().bulk_update(update);
        assert_eq!(request.send().await.unwrap_err().to_string(), message);
    }
}

/// Sends an update and decodes the response. Checks that encoding gives the same JSON.
async fn read(body: &Value) -> ApiUserBulkUpdateResult {
    let server = Server::start(Reply::json(200, body.clone())).await;
    let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
    let request = server.client().api_users().bulk_update(update);
    let result = request.send().await.unwrap().into_inner();
    assert_kept(body, &serde_json::to_value(&result).unwrap());
    result
}
