//! Errors of calls with a response.

use std::error::Error as _;
use std::time::Duration;

use sdk_runtime::{FieldError, Operation, Request, Response};

use crate::support::client::{
    Client, Error, ErrorBody, KEY, LIST, LOGIN, RETRIEVE, UPDATE, User, UserPatch,
};
use crate::support::server::{Reply, Server};

async fn call(operation: &'static Operation<ErrorBody>, reply: Reply) -> Error {
    let server = Server::new([reply]);
    let client = Client::to(&server.url);
    let request = Request::new(operation).path("id", "u1");
    let result: Result<Response<User>, _> = client.core().send(request).await;
    result.unwrap_err()
}

fn pairs(errors: &[FieldError]) -> Vec<(&str, &str)> {
    errors
        .iter()
        .map(|error| (error.path.as_str(), error.message.as_str()))
        .collect()
}

#[tokio::test]
async fn a_rejected_body_has_errors_by_field() {
    // The keys are in order: whether serde_json keeps another order depends on what else is built.
    let body = r#"{"labels": [{}, {"color": ["Enter a valid value."]}], "name": ["Ensure this field has no more than 60 characters."]}"#;
    let headers = [
        ("content-type", "application/json"),
        ("x-request-id", "8f3a"),
    ];
    let error = call(&UPDATE, Reply::with_headers(400, &headers, body)).await;
    assert_eq!(
        error.to_string(),
        "users_partial_update: 400 Bad Request: labels[1].color: Enter a valid value.; \
         name: Ensure this field has no more than 60 characters. (request id 8f3a)"
    );
    assert_eq!(
        pairs(&error.field_errors()),
        [
            ("labels[1].color", "Enter a valid value."),
            ("name", "Ensure this field has no more than 60 characters.")
        ]
    );
    assert_eq!(error.status().unwrap(), 400);
    assert_eq!(error.request_id(), Some("8f3a"));
    assert_eq!(error.operation(), Some("users_partial_update"));
    assert_eq!(error.raw().unwrap(), body);
    assert_eq!(error.headers().unwrap()["x-request-id"], "8f3a");
    let Error::Api(failure) = error else {
        panic!("{error:?}")
    };
    let ErrorBody::Validation(fields) = failure.body() else {
        panic!("{failure:?}")
    };
    assert_eq!(fields.field("labels[1].color"), ["Enter a valid value."]);
}

#[tokio::test]
async fn each_status_has_its_meaning() {
    type Is = fn(&Error) -> bool;
    let is: [(u16, Is); 4] = [
        (401, Error::is_unauthorized),
        (403, Error::is_forbidden),
        (404, Error::is_not_found),
        (429, Error::is_rate_limited),
    ];
    for (status, expected) in is {
        let error = call(&RETRIEVE, Reply::json(status, r#"{"detail": "No."}"#)).await;
        for (other, predicate) in is {
            assert_eq!(predicate(&error), other == status, "{status} {other}");
        }
        assert!(expected(&error));
        assert!(error.to_string().ends_with(": No."), "{error}");
        let Error::Api(failure) = error else {
            panic!("{error:?}")
        };
        assert!(matches!(failure.into_body(), ErrorBody::Detail(detail) if detail.detail == "No."));
    }
}

#[tokio::test]
async fn each_kind_of_status_has_a_method() {
    type Question = fn(&Error) -> bool;
    let questions: [(&str, Question, &[u16]); 7] = [
        ("is_bad_request", Error::is_bad_request, &[400]),
        ("is_unauthorized", Error::is_unauthorized, &[401]),
        ("is_forbidden", Error::is_forbidden, &[403]),
        ("is_not_found", Error::is_not_found, &[404]),
        ("is_conflict", Error::is_conflict, &[409]),
        ("is_rate_limited", Error::is_rate_limited, &[429]),
        ("is_server_error", Error::is_server_error, &[500, 503, 599]),
    ];
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 503, 599] {
        let error = call(&LIST, Reply::json(status, "{}")).await;
        for (name, question, statuses) in questions {
            assert_eq!(
                question(&error),
                statuses.contains(&status),
                "{name} {status}"
            );
        }
    }
    // A body that does not decode is no failure of the server's, by its status.
    let undecodable = call(&RETRIEVE, Reply::json(200, "[]")).await;
    assert!(
        !questions
            .iter()
            .any(|(_, question, _)| question(&undecodable))
    );
}

#[tokio::test]
async fn messages_for_a_field_come_from_the_server_or_the_check() {
    let body = r#"{"labels": [{}, {"color": ["Bad.", "Worse."]}], "email": ["Taken."]}"#;
    let error = call(&UPDATE, Reply::json(400, body)).await;
    assert_eq!(error.field("email"), ["Taken."]);
    assert_eq!(error.field("labels[1].color"), ["Bad.", "Worse."]);
    assert!(error.field("name").is_empty());
    let Error::Api(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.field("email"), ["Taken."]);
    assert!(error.is_bad_request() && !error.is_not_found());

    let too_long = UserPatch {
        name: Some("x".repeat(61)),
        ..UserPatch::default()
    };
    let request = Request::new(&UPDATE).path("id", "u1").json(&too_long);
    let client = Client::to("http://127.0.0.1:9");
    let error = client.core().send::<User, _>(request).await.unwrap_err();
    assert_eq!(error.field("name").len(), 1, "{error}");
    assert!(error.field("email").is_empty());
    assert!(!error.is_bad_request());
}

#[tokio::test]
async fn what_is_not_json_is_described_and_not_shown() {
    let page = "<html><h1>planted-secret</h1></html>";
    for (reply, text) in [
        (
            Reply::new(502, "text/html; charset=utf-8", page),
            "users_retrieve: 502 Bad Gateway: text/html, 36 bytes",
        ),
        (
            Reply::json(500, "{\"detail\": \"cut o"),
            "users_retrieve: 500 Internal Server Error: application/json, 17 bytes",
        ),
        (
            Reply::with_headers(503, &[], ""),
            "users_retrieve: 503 Service Unavailable: empty body",
        ),
        (
            Reply::with_headers(400, &[], [0xff, 0xfe]),
            "users_retrieve: 400 Bad Request: 2 bytes",
        ),
        (
            Reply::json(400, "{}"),
            "users_retrieve: 400 Bad Request: application/json, 2 bytes",
        ),
        (
            Reply::json(599, "null"),
            "users_retrieve: 599: application/json, 4 bytes",
        ),
    ] {
        let error = call(&RETRIEVE, reply).await;
        assert_eq!(error.to_string(), text);
        assert!(error.field_errors().is_empty());
        assert!(!format!("{error:?}").contains("planted-secret"));
    }
}

#[tokio::test]
async fn messages_of_the_server_cannot_flood_or_forge_a_log() {
    let long = "x".repeat(10_000);
    let error = call(
        &RETRIEVE,
        Reply::json(404, &format!(r#"{{"detail": "{long}"}}"#)),
    )
    .await;
    assert_eq!(
        error.to_string(),
        format!("users_retrieve: 404 Not Found: {}…", "x".repeat(200))
    );

    let forged = r#"{"detail": "No.\n2024 INFO fine \u001b[31m\u202e"}"#;
    let error = call(&RETRIEVE, Reply::json(404, forged)).await;
    assert_eq!(
        error.to_string(),
        "users_retrieve: 404 Not Found: No.\\n2024 INFO fine \\u{1b}[31m\\u{202e}"
    );

    let many = format!(r#"{{"ids": ["{}"]}}"#, ["bad"; 7].join("\", \""));
    let error = call(&RETRIEVE, Reply::json(400, &many)).await;
    assert_eq!(
        error.to_string(),
        "users_retrieve: 400 Bad Request: ids: bad; ids: bad; ids: bad; ids: bad; ids: bad; and 2 more"
    );
}

#[tokio::test]
async fn only_errors_that_are_safe_to_repeat_are_retryable() {
    for (status, after_get, after_post) in [
        (400, false, false),
        (401, false, false),
        (404, false, false),
        (409, false, false),
        (429, true, true),
        (500, false, false),
        (502, true, false),
        (503, true, false),
        (504, true, false),
    ] {
        assert_eq!(
            call(&LIST, Reply::json(status, "{}")).await.is_retryable(),
            after_get,
            "GET {status}"
        );
        assert_eq!(
            call(&LOGIN, Reply::json(status, "{}")).await.is_retryable(),
            after_post,
            "POST {status}"
        );
    }
}

#[tokio::test]
async fn retry_after_is_seconds_or_a_date() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (headers, seconds) in [
        (&[("retry-after", "120")][..], Some(120)),
        (&[("retry-after", "0")], Some(0)),
        (
            &[("retry-after", "99999999999999999999999")],
            Some(u64::MAX),
        ),
        (
            &[date, ("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")],
            Some(30),
        ),
        (
            &[date, ("retry-after", "Sunday, 06-Nov-94 08:50:07 GMT")],
            Some(30),
        ),
        (
            &[date, ("retry-after", "Sun Nov  6 08:50:07 1994")],
            Some(30),
        ),
        (
            &[date, ("retry-after", "Tue, 29 Feb 2000 00:00:00 GMT")],
            Some(167_670_623),
        ),
        (
            &[date, ("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")],
            Some(0),
        ),
        (
            &[date, ("retry-after", "Sun, 30 Feb 1994 08:00:00 GMT")],
            None,
        ),
        (
            &[date, ("retry-after", "Sun, 06 Foo 1994 08:00:00 GMT")],
            None,
        ),
        (
            &[date, ("retry-after", "Sun, 06 Nov 1994 24:00:00 GMT")],
            None,
        ),
        (
            &[date, ("retry-after", "Sun, 06 Nov 1994 08:00:00 CET")],
            None,
        ),
        (&[("retry-after", "-1")], None),
        (&[("retry-after", "1.5")], None),
        (&[("retry-after", "")], None),
        (&[("retry-after", "Thu, 01 Jan 1970 00:00:00 GMT")], Some(0)),
        (&[], None),
    ] {
        let error = call(&LIST, Reply::with_headers(503, headers, "")).await;
        assert_eq!(
            error.retry_after(),
            seconds.map(Duration::from_secs),
            "{headers:?}"
        );
    }
    let error = call(
        &LIST,
        Reply::with_headers(503, &[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")], ""),
    )
    .await;
    assert!(error.retry_after().unwrap() > Duration::from_secs(1_000_000_000));
}

#[tokio::test]
async fn a_mismatch_has_the_location_and_not_the_value() {
    for (body, path, problem) in [
        (
            r#"{"id": "u1", "active": "planted-secret"}"#,
            "active",
            "expected a boolean, found string",
        ),
        (
            r#"{"id": 42424242, "active": true}"#,
            "id",
            "expected a string, found integer",
        ),
        (
            r#"{"id": null, "active": true}"#,
            "id",
            "expected a string, found null",
        ),
        (
            r#"{"id": {"planted-secret": 1}, "active": true}"#,
            "id",
            "expected a string, found map",
        ),
        (
            r#"{"id": "planted-secret, expected x", "active": "planted-secret, expected y"}"#,
            "active",
            "expected a boolean, found string",
        ),
        (r#"{"id": "u1"}"#, "", "missing field `active`"),
        (
            r#"{"id": "u1", "active": true, "changed": "planted-secret"}"#,
            "changed",
            "expected a date-time such as 2024-07-29T15:51:28Z, found another string",
        ),
        (
            r#"{"id": "u1", "active": true, "title": 42424242}"#,
            "title",
            "expected a string, found integer",
        ),
        (
            r#"{"id": "u1", "active": true, "scopes": [{"new": 1}, {"team": {"id": 42424242}}]}"#,
            "scopes[1].team.id",
            "expected a string, found integer",
        ),
        (
            r#"{"id": "u1", "active": true, "scopes": [{"target": -42424242}]}"#,
            "scopes[0].target",
            "expected u32, found integer",
        ),
        (
            r#"["planted-secret"]"#,
            "",
            "expected struct User, found sequence",
        ),
        (
            r#"{"id": "u1", "active": tr"#,
            "active",
            "EOF while parsing a value",
        ),
        (
            r#"{"id": "u1", "active": true} planted-secret"#,
            "",
            "trailing characters",
        ),
        ("", "", "expected JSON, found an empty body"),
    ] {
        let error = call(&RETRIEVE, Reply::json(200, body)).await;
        let Error::Decode(decode) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(decode.path(), path, "{body}");
        assert!(
            decode.problem().starts_with(problem),
            "{body}: {}",
            decode.problem()
        );
        assert_eq!(decode.raw(), body);
        assert_eq!(decode.status(), 200);
        assert!(error.source().is_none());
        for printed in [
            error.to_string(),
            format!("{error:?}"),
            format!("{decode:?}"),
        ] {
            assert!(
                !printed.contains("planted-secret") && !printed.contains("42424242"),
                "{printed}"
            );
        }
        assert!(!error.is_retryable());
    }
    let error = call(&RETRIEVE, Reply::json(200, r#"{"id": "u1", "active": 1}"#)).await;
    assert_eq!(
        error.to_string(),
        "users_retrieve: 200 OK: cannot read the body: active: expected a boolean, found integer"
    );
    let error = call(
        &RETRIEVE,
        Reply::new(200, "text/html", "<html>planted-secret"),
    )
    .await;
    assert_eq!(
        error.to_string(),
        "users_retrieve: 200 OK: cannot read the body: expected JSON, found text/html, 20 bytes"
    );
}

#[tokio::test]
async fn the_key_is_never_printed() {
    // A server that echoes the request in every part of the response.
    let echo = format!(r#"{{"id": "{KEY}", "active": "{KEY}", "key": "{KEY}"}}"#);
    let location = format!("https://{KEY}@example.com/?{KEY}");
    let headers = [("set-cookie", KEY), ("location", location.as_str())];
    let mut printed = Vec::new();
    for (status, body) in [
        (200, echo.as_str()),
        (202, echo.as_str()),
        (301, ""),
        (500, "not JSON"),
    ] {
        let error = call(&RETRIEVE, Reply::with_headers(status, &headers, body)).await;
        printed.push(format!("{error:?}"));
        if status != 301 {
            printed.push(error.to_string());
        }
    }
    let user = format!(r#"{{"id": "u1", "active": true, "key": "{KEY}", "token": "{KEY}"}}"#);
    let server = Server::new([Reply::with_headers(200, &headers, user)]);
    let client = Client::to(&server.url);
    let response: Response<User> = client
        .core()
        .send(Request::new(&RETRIEVE).path("id", "u1"))
        .await
        .unwrap();
    assert_eq!(response.key.as_ref().unwrap().expose(), KEY);
    printed.push(format!("{response:?}"));
    printed.push(format!("{client:?} {:#?}", client.core()));
    printed.push(format!(
        "{:?}",
        Client::builder().api_key(KEY).base_url("x")
    ));
    for text in printed {
        assert!(!text.contains(KEY), "{text}");
    }
}

#[tokio::test]
async fn one_error_type_serves_all_operations() {
    async fn both(client: &Client) -> Result<(), Error> {
        let _: Response<User> = client
            .core()
            .send(Request::new(&RETRIEVE).path("id", "u1"))
            .await?;
        let update = Request::new(&UPDATE)
            .path("id", "u1")
            .json(&UserPatch::default());
        let _: Response<User> = client.core().send(update).await?;
        Ok(())
    }
    let server = Server::new([
        Reply::json(200, r#"{"id": "u1", "active": true}"#),
        Reply::json(401, "{}"),
    ]);
    let error = both(&Client::to(&server.url)).await.unwrap_err();
    assert_eq!(error.operation(), Some("users_partial_update"));
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(
        boxed
            .to_string()
            .starts_with("users_partial_update: 401 Unauthorized")
    );
    assert_eq!(size_of::<Error>(), 2 * size_of::<usize>());
}
