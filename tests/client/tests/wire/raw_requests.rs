//! Requests that the crate has no method for, and options of one call.

use client_tests::samples::page;
use client_tests::{KEY, Reply, Server};
use probely::types::ErrorBody;
use probely::{CallOptions, Error, FakeTransport, Method};
use serde_json::{Value, json};

#[tokio::test]
async fn send_the_key_and_decode_the_response() {
    let server = Server::start(Reply::json(201, json!({"id": "t1"}))).await;
    let team = server
        .client()
        .request(Method::POST, "/teams/")
        .query("notify", "yes & no")
        .json(&json!({"name": "Red"}))
        .send::<Value>()
        .await
        .unwrap();
    assert_eq!((team.status().as_u16(), &team["id"]), (201, &json!("t1")));
    let sent = server.request();
    assert_eq!(sent.method, "POST");
    assert_eq!(sent.target, "/teams/?notify=yes%20%26%20no");
    assert_eq!(sent.header("authorization"), Some(format!("JWT {KEY}")));
    assert_eq!(sent.body, br#"{"name":"Red"}"#);
}

#[tokio::test]
async fn fail_as_every_call_does() {
    let server = Server::start(Reply::json(404, json!({"detail": "Not found."}))).await;
    let request = server.client().request(Method::GET, "/teams/x/");
    let error = request.send::<Value>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /teams/x/: 404 Not Found: Not found."
    );
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    let ErrorBody::Detail(body) = error.body() else {
        panic!("{error:?}");
    };
    assert_eq!(body.detail.as_deref(), Some("Not found."));
}

/// An error body is decoded as the operations of the API document it for the status.
#[tokio::test]
async fn have_the_documented_error_bodies() {
    let refused = json!({"labels": [{"color": ["Enter a valid value."]}]});
    let server = Server::start(Reply::json(400, refused)).await;
    let request = server.client().request(Method::POST, "/teams/");
    let error = request.send::<Value>().await.unwrap_err();
    assert!(error.is_bad_request());
    assert_eq!(error.field("labels[0].color"), ["Enter a valid value."]);
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    let ErrorBody::Validation(errors) = error.body() else {
        panic!("{error:?}")
    };
    assert_eq!(errors.field("labels[0].color"), ["Enter a valid value."]);

    // No operation documents 409, and HTML has no documented shape.
    for (status, body, is_detail) in [
        (401, r#"{"detail": "No."}"#, true),
        (409, r#"{"detail": "No."}"#, true),
        (409, r#"{"name": ["Taken."]}"#, false),
        (400, "<h1>No.</h1>", false),
    ] {
        let server = Server::start(Reply::new(status, "application/json", body)).await;
        let request = server.client().request(Method::GET, "/teams/");
        let Err(Error::Api(error)) = request.send_raw().await else {
            panic!("{status}")
        };
        match error.body() {
            ErrorBody::Detail(_) => assert!(is_detail, "{status} {body}"),
            ErrorBody::Unexpected => assert!(!is_detail, "{status} {body}"),
            other => panic!("{status} {body}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn options_are_added_to_those_that_were_set_before() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let request = server.client().users().list();
    let request = request.options(CallOptions::new().header("x-a", "1").header("x-b", "1"));
    let request = request.options(CallOptions::new().header("x-b", "2"));
    request.send().await.unwrap();
    let sent = server.request();
    assert_eq!(sent.header("x-a").as_deref(), Some("1"));
    assert_eq!(sent.header("x-b").as_deref(), Some("2"));

    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let request = server.client().users().list();
    let request = request.options(CallOptions::new().header("x-a", "1"));
    let request = request.options(CallOptions::new().query("b", "2"));
    request.exclude(["labels"]).send().await.unwrap();
    let sent = server.request();
    assert_eq!(sent.header("x-a").as_deref(), Some("1"));
    assert!(sent.target.ends_with("&b=2"), "{}", sent.target);
}

#[tokio::test]
async fn options_add_to_what_the_operation_sends() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let options = CallOptions::new()
        .header("x-trace", "abc")
        .query("fields", "id");
    let request = server.client().users().list().length(5).options(options);
    request.send().await.unwrap();
    let sent = server.request();
    assert_eq!(sent.target, "/users/?length=5&fields=id");
    assert_eq!(sent.header("x-trace").as_deref(), Some("abc"));
}

#[tokio::test]
async fn a_fake_transport_returns_values_and_errors() {
    let transport = FakeTransport::new().json(200, &page(vec![])).json(
        400,
        &json!({"search": ["Null characters are not allowed."]}),
    );
    let client = probely::Client::builder()
        .api_key("any")
        .transport(transport.clone())
        .build()
        .unwrap();
    assert_eq!(client.users().list().send().await.unwrap().count, Some(0));
    let error = client.users().list().search("\0").send().await.unwrap_err();
    assert_eq!(error.field_errors()[0].path, "search");
    assert_eq!(
        transport.requests()[1].uri(),
        "https://api.probely.com/users/?search=%00"
    );
}
