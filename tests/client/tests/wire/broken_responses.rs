//! Successes that cannot be used: bodies that are not the documented JSON, and broken connections.

use std::error::Error as _;
use std::time::Duration;

use client_tests::samples::{api_user, page, user, with};
use client_tests::{Reply, Server};
use probely::Error;
use probely::types::{ApiUserBulkUpdate, ApiUserPatch};
use serde_json::json;
use tokio::net::TcpSocket;

async fn list(reply: Reply) -> Error {
    let server = Server::start(reply).await;
    let request = server.client().users().list();
    request.send().await.unwrap_err()
}

#[tokio::test]
async fn a_body_that_is_not_json() {
    let cases = [
        (Reply::html(200), "expected JSON, found text/html, 27 bytes"),
        (Reply::empty(200), "expected JSON, found an empty body"),
        (
            Reply::new(200, "application/json", ""),
            "expected JSON, found an empty body",
        ),
        (
            Reply::new(200, "text/plain", "OK"),
            "expected JSON, found text/plain, 2 bytes",
        ),
        (
            Reply::new(200, "application/json", r#"{"count": 1, "results": ["#),
            "EOF while parsing a list",
        ),
        (
            Reply::new(200, "application/json", r#"{"count": 1} {}"#),
            "trailing characters",
        ),
    ];
    for (reply, problem) in cases {
        let error = list(reply.clone()).await;
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.raw().unwrap(), reply.body());
        assert!(!error.is_retryable());
        let Error::Decode(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.problem(), problem);
        // Only truncated JSON has a location.
        if !problem.starts_with("EOF") {
            assert_eq!(error.path(), "");
        }
    }
}

#[tokio::test]
async fn a_body_that_is_another_than_documented() {
    let cases = [
        (json!([]), "", "expected struct UserPage, found sequence"),
        (json!("text"), "", "expected struct UserPage, found string"),
        (
            page(vec![
                user(),
                with(user(), json!({ "is_billing_admin": "yes" })),
            ]),
            "results[1].is_billing_admin",
            "expected a boolean, found string",
        ),
        (
            page(vec![with(user(), json!({ "changed": "yesterday" }))]),
            "results[0].changed",
            "expected a date-time such as 2024-07-29T15:51:28Z, found another string",
        ),
        (
            page(vec![with(user(), json!({ "is_billing_admin": null }))]),
            "results[0].is_billing_admin",
            "expected a boolean, found null",
        ),
        (
            page(vec![with(user(), json!({ "changed_by": { "id": "a" } }))]),
            "results[0].changed_by",
            "missing field `name`",
        ),
        (
            json!({ "count": 1.5 }),
            "count",
            "expected u64, found floating point",
        ),
        (
            json!({ "count": -1 }),
            "count",
            "expected u64, found integer",
        ),
    ];
    for (body, path, problem) in cases {
        let error = list(Reply::json(200, body)).await;
        let Error::Decode(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!((error.path(), error.problem()), (path, problem));
    }
}

/// JSON is decoded whatever the content type is.
#[tokio::test]
async fn a_wrong_content_type_does_not_matter() {
    for content_type in ["", "text/html", "application/vnd.api+json"] {
        let body = page(vec![user()]).to_string();
        let server = Server::start(Reply::new(200, content_type, body)).await;
        let users = server.client().users().list().send().await;
        assert_eq!(users.unwrap().count, Some(1));
    }
}

/// The server may have carried out the request, so only idempotent requests are retryable.
#[tokio::test]
async fn a_connection_that_breaks() {
    let replies = [
        Reply::hang_up(),
        Reply::json(200, api_user()).broken_off(),
        Reply::json(500, json!({ "detail": "Sorry." })).broken_off(),
    ];
    for reply in replies {
        let server = Server::start(reply).await;
        let client = server.client();
        let patch = ApiUserPatch::new();
        let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
        let errors = [
            (client.users().list().send().await.unwrap_err(), true),
            (
                client
                    .api_users()
                    .partial_update("a", patch)
                    .send()
                    .await
                    .unwrap_err(),
                false,
            ),
            (
                client
                    .api_users()
                    .bulk_update(update)
                    .send()
                    .await
                    .unwrap_err(),
                false,
            ),
        ];
        for (error, retryable) in errors {
            assert!(matches!(error, Error::Transport(_)), "{error:?}");
            assert_eq!(error.is_retryable(), retryable);
            assert_eq!(error.status(), None);
            assert!(error.source().is_some());
            let host = server.url().strip_prefix("http://").unwrap();
            let start = format!(
                "{}: the connection to {host} broke: ",
                error.operation().unwrap()
            );
            assert!(error.to_string().starts_with(&start), "{error}");
        }
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_missing_response() {
    let server = Server::start(Reply::keep_waiting()).await;
    let limit = Duration::from_millis(100);
    let client = server.builder().timeout(limit).build().unwrap();
    let error = client.users().list().send().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    let host = server.url().strip_prefix("http://").unwrap();
    assert_eq!(
        error.to_string(),
        format!("users_list: no complete response from {host} within 100ms")
    );
}

/// The server has not received the request, so every request is retryable.
#[tokio::test]
async fn a_server_that_is_not_there() {
    // It reserves the port, but does not listen.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let host = socket.local_addr().unwrap().to_string();
    let client = probely::Client::builder()
        .api_key("key")
        .base_url(format!("http://{host}"))
        .build()
        .unwrap();
    let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
    let error = client
        .api_users()
        .bulk_update(update)
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert!(error.is_retryable());
    let start = format!("api_users_bulk_update: cannot connect to {host}: ");
    assert!(error.to_string().starts_with(&start), "{error}");
}
