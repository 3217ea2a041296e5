//! Unsuccessful responses: error statuses, documented or not, redirects, and an undocumented 2xx.

use std::time::Duration;

use client_tests::samples::api_user;
use client_tests::{Reply, Server};
use probely::types::{ApiUserBulkUpdate, ApiUserPatch, ErrorBody};
use probely::{ApiError, Client, Error};
use serde_json::json;

/// The errors of three operations for the same response.
async fn errors(reply: Reply) -> [Error; 3] {
    let server = Server::start(reply).await;
    // After a 429, one client would pause for all three.
    let [first, second, third] = [server.client(), server.client(), server.client()];
    let patch = ApiUserPatch::new().active(false);
    let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
    [
        first.users().list().send().await.unwrap_err(),
        second
            .api_users()
            .partial_update("a", patch)
            .send()
            .await
            .unwrap_err(),
        third
            .api_users()
            .bulk_update(update)
            .send()
            .await
            .unwrap_err(),
    ]
}

fn api_error(error: Error) -> ApiError {
    match error {
        Error::Api(error) => *error,
        other => panic!("expected an error of the API: {other:?}"),
    }
}

#[tokio::test]
async fn a_400_is_about_the_request() {
    let body = json!({ "name": ["This field is required."] });
    for error in errors(Reply::json(400, body.clone())).await {
        let error = api_error(error);
        assert_eq!(error.status(), 400);
        let ErrorBody::Validation(fields) = error.body() else {
            panic!("{:?}", error.body());
        };
        assert_eq!(fields.value(), &body);
        assert_eq!(fields.field("name"), ["This field is required."]);
    }
}

/// 401 and 500 are documented; the others have the same form.
#[tokio::test]
async fn other_statuses_have_a_detail() {
    let cases = [
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "Not Found"),
        (405, "Method Not Allowed"),
        (406, "Not Acceptable"),
        (415, "Unsupported Media Type"),
        (429, "Too Many Requests"),
        (500, "Internal Server Error"),
        (503, "Service Unavailable"),
    ];
    for (status, reason) in cases {
        let reply = Reply::json(status, json!({ "detail": "So it is.", "code": "x" }));
        for error in errors(reply.header("x-request-id", "8f3a")).await {
            let line = error.to_string();
            let error = api_error(error);
            let ErrorBody::Detail(detail) = error.body() else {
                panic!("{status}: {:?}", error.body());
            };
            assert_eq!(detail.detail.as_deref(), Some("So it is."));
            assert_eq!(detail.extra["code"], "x");
            assert_eq!(error.status(), status);
            assert_eq!(error.request_id(), Some("8f3a"));
            let operation = error.operation();
            let expected = format!("{operation}: {status} {reason}: So it is. (request id 8f3a)");
            assert_eq!(line, expected);
        }
    }
}

#[tokio::test]
async fn names_the_operation() {
    let [list, patch, bulk] = errors(Reply::json(401, json!({ "detail": "Wrong key." }))).await;
    let lines = [list, patch, bulk].map(|error| error.to_string());
    assert_eq!(
        lines,
        [
            "users_list: 401 Unauthorized: Wrong key.",
            "api_users_partial_update: 401 Unauthorized: Wrong key.",
            "api_users_bulk_update: 401 Unauthorized: Wrong key.",
        ]
    );
}

/// The error is the same if the body is not as documented, and the body is kept.
#[tokio::test]
async fn bodies_of_other_forms_are_unexpected() {
    let replies = [
        Reply::html(400),
        Reply::html(404),
        Reply::html(500),
        Reply::html(502),
        Reply::empty(400),
        Reply::empty(401),
        Reply::empty(404),
        Reply::empty(500),
        Reply::new(400, "application/json", r#"{"name": ["This fi"#),
        Reply::new(500, "application/json", "\u{feff}"),
        Reply::new(404, "application/json", [0xff, 0xfe]),
        Reply::json(404, json!({ "message": "no detail" })),
        Reply::json(401, json!({ "detail": ["a list"] })),
        Reply::json(500, json!(["a list"])),
        Reply::json(404, json!(null)),
    ];
    for reply in replies {
        for error in errors(reply.clone()).await {
            let error = api_error(error);
            assert_eq!(error.body(), &ErrorBody::Unexpected, "{reply:?}");
            assert_eq!(error.raw(), reply.body(), "{reply:?}");
        }
    }
}

#[tokio::test]
async fn an_undocumented_body_is_described() {
    let cases = [
        (
            Reply::html(404),
            "users_list: 404 Not Found: text/html, 27 bytes",
        ),
        (Reply::empty(502), "users_list: 502 Bad Gateway: empty body"),
        (
            Reply::json(404, json!({ "reason": "none" })),
            "users_list: 404 Not Found: application/json, 17 bytes",
        ),
        (
            Reply::json(403, json!({ "message": "Forbidden", "token": "t" })),
            "users_list: 403 Forbidden: message: Forbidden",
        ),
        (
            Reply::new(400, "text/plain", "no"),
            "users_list: 400 Bad Request: text/plain, 2 bytes",
        ),
        (Reply::empty(599), "users_list: 599: empty body"),
    ];
    for (reply, line) in cases {
        let [error, ..] = errors(reply).await;
        assert_eq!(error.to_string(), line);
    }
}

/// JSON is decoded whatever the content type is.
#[tokio::test]
async fn the_content_type_of_an_error_does_not_matter() {
    for content_type in [
        "",
        "text/html",
        "text/plain; charset=utf-8",
        "application/problem+json",
    ] {
        let reply = Reply::new(401, content_type, r#"{"detail": "Wrong key."}"#);
        for error in errors(reply).await {
            assert!(matches!(api_error(error).body(), ErrorBody::Detail(_)));
        }
    }
}

#[tokio::test]
async fn statuses_have_names() {
    type Predicate = fn(&Error) -> bool;
    let predicates: [(u16, Predicate); 4] = [
        (401, Error::is_unauthorized),
        (403, Error::is_forbidden),
        (404, Error::is_not_found),
        (429, Error::is_rate_limited),
    ];
    for status in [400, 401, 403, 404, 429, 500] {
        for error in errors(Reply::empty(status)).await {
            assert_eq!(error.status().unwrap(), status);
            for (named, predicate) in predicates {
                assert_eq!(predicate(&error), status == named, "{status} {named}");
            }
        }
    }
}

/// After 429 nothing was done; after 502 to 504 something may have been, so only a GET may be sent again.
#[tokio::test]
async fn reports_what_may_be_retried() {
    let cases = [
        (400, [false; 3]),
        (401, [false; 3]),
        (404, [false; 3]),
        (429, [true; 3]),
        (500, [false; 3]),
        (502, [true, false, false]),
        (503, [true, false, false]),
        (504, [true, false, false]),
        (201, [false; 3]),
        (301, [false; 3]),
    ];
    for (status, expected) in cases {
        let retryable = errors(Reply::empty(status))
            .await
            .map(|error| error.is_retryable());
        assert_eq!(retryable, expected, "{status}");
    }
}

#[tokio::test]
async fn has_the_delay_to_wait() {
    let cases = [
        ("120", Some(Duration::from_secs(120))),
        ("0", Some(Duration::ZERO)),
        (
            "Tue, 04 Mar 2025 09:15:30 GMT",
            Some(Duration::from_secs(3)),
        ),
        ("Tue, 04 Mar 2025 09:15:00 GMT", Some(Duration::ZERO)),
        ("soon", None),
        ("-1", None),
    ];
    for (retry_after, expected) in cases {
        let reply = Reply::empty(429)
            .header("date", "Tue, 04 Mar 2025 09:15:27 GMT")
            .header("retry-after", retry_after);
        for error in errors(reply).await {
            assert_eq!(error.retry_after(), expected, "{retry_after}");
        }
    }
}

/// A path without its final slash gets a 301, as do requests that a proxy redirects.
#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::start(Reply::json(200, api_user())).await;
        let location = format!("{}/users/?token=1", elsewhere.url());
        let reply = Reply::empty(status).header("location", &location);
        for error in errors(reply).await {
            assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
            assert_eq!(error.status().unwrap(), status);
            let line = error.to_string();
            let end = format!(
                ": redirects are not followed (location: {}/users/)",
                elsewhere.url()
            );
            assert!(line.ends_with(&end), "{line}");
        }
        assert!(elsewhere.requests().is_empty());
    }
}

/// The effect of the request is unknown: it is neither a success, nor an error of the API, nor retryable.
#[tokio::test]
async fn an_undocumented_success_is_an_error() {
    let replies = [
        Reply::json(201, api_user()),
        Reply::json(202, json!({ "ids": [] })),
        Reply::empty(204),
        Reply::json(206, json!({})),
        Reply::empty(304),
    ];
    for reply in replies {
        for error in errors(reply.clone()).await {
            assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
            assert_eq!(error.raw().unwrap(), reply.body());
            assert!(!error.is_retryable());
        }
    }
    let [error, ..] = errors(Reply::json(201, json!({}))).await;
    assert_eq!(
        error.to_string(),
        "users_list: 201 Created: undocumented response (application/json, 2 bytes)"
    );
}

/// One function calls two operations, and `?` returns the errors of both: directly, and boxed.
#[tokio::test]
async fn of_two_operations_are_returned_by_one_function() {
    async fn direct(client: &Client) -> Result<String, Error> {
        let page = client.users().list().send().await?;
        let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
        client.api_users().bulk_update(update).send().await?;
        Ok(format!("{:?}", page.count))
    }
    async fn boxed(client: &Client) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let page = client.users().list().send().await?;
        let patch = ApiUserPatch::new();
        client.api_users().partial_update("a", patch).send().await?;
        Ok(String::from_utf8(page.raw().to_vec())?)
    }
    let failure = Reply::json(500, json!({ "detail": "Sorry." }));

    let server = Server::start_with([Reply::json(200, json!({})), failure.clone()]).await;
    let error = direct(&server.client()).await.unwrap_err();
    assert_eq!(error.operation(), Some("api_users_bulk_update"));

    let server = Server::start_with([Reply::json(200, json!({})), failure.clone()]).await;
    let error = boxed(&server.client()).await.unwrap_err();
    let error: Box<Error> = error.downcast().expect("an error of the client");
    assert_eq!(error.operation(), Some("api_users_partial_update"));

    let server = Server::start(failure).await;
    let error = direct(&server.client()).await.unwrap_err();
    assert_eq!(error.operation(), Some("users_list"));
}
