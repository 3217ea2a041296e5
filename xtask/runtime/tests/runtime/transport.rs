//! Calls without a response, or with the response to another request.

use std::time::Duration;

use sdk_runtime::{Request, Response, RetryPolicy};
use serde_json::{Value, json};

use crate::support::client::{
    Client, Error, ErrorBody, KEY, LIST, LOGIN, PartialUpdate, User, UserPatch,
};
use crate::support::retrieve::{USER, retrieve};
use crate::support::server::{Reply, Server};

#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed() {
    let elsewhere = Server::new([Reply::json(200, USER)]);
    let location = format!("{}/users/u1/?token=x", elsewhere.url);
    let error = retrieve(Reply::with_headers(301, &[("location", &location)], ""))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)));
    assert_eq!(
        error.to_string(),
        format!(
            "users_retrieve: 301 Moved Permanently: redirects are not followed (location: {}/users/u1/)",
            elsewhere.url
        )
    );
    assert!(!error.is_retryable());
    assert!(elsewhere.is_idle());
}

#[tokio::test]
async fn a_redirect_that_a_custom_http_client_follows_is_an_error() {
    // reqwest follows a 301 of a POST with a GET, whose response is not that of the call.
    let server = Server::new([
        Reply::with_headers(301, &[("location", "/login/elsewhere/")], ""),
        Reply::json(200, r#"{"a": 1}"#),
    ]);
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    let request = Request::new(&LOGIN).json(&json!({}));
    let error = client.core().send::<Value, _>(request).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "login: 200 OK: the HTTP client followed a redirect to another URL, so this response belongs to another request"
    );
    assert_eq!(error.raw().unwrap(), r#"{"a": 1}"#);
    assert_eq!(
        (server.received().method, server.received().method),
        ("POST".to_owned(), "GET".to_owned())
    );
}

#[tokio::test]
async fn an_undocumented_success_is_an_error() {
    let error = retrieve(Reply::json(202, "{}")).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)));
    assert_eq!(
        error.to_string(),
        "users_retrieve: 202 Accepted: undocumented response (application/json, 2 bytes)"
    );
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn no_connection_is_a_connect_error() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let client = Client::to(&format!("http://127.0.0.1:{port}"));
    let error = client
        .core()
        .send::<Value, _>(Request::new(&LOGIN))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("login: cannot connect to 127.0.0.1:{port}: ")),
        "{text}"
    );
    assert!(text.contains("refused"), "{text}");
    assert!(
        error.is_retryable(),
        "the server has received nothing, so a POST can be repeated"
    );
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_server_without_a_response_is_a_timeout() {
    for (operation, is_retryable) in [(&LIST, true), (&LOGIN, false)] {
        let server = Server::new([Reply::Stall(Vec::new())]);
        let timeout = Duration::from_millis(50);
        let client = Client::builder()
            .api_key(KEY)
            .base_url(&server.url)
            .attempt_timeout(timeout)
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        let error = client
            .core()
            .send::<Value, _>(Request::new(operation))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        let host = server.url.trim_start_matches("http://");
        let id = operation.id;
        assert_eq!(
            error.to_string(),
            format!("{id}: no complete response from {host} within 50ms")
        );
        assert_eq!(error.is_retryable(), is_retryable);
    }
}

#[tokio::test]
async fn a_body_that_stops_coming_ends_with_a_timeout() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    let server = Server::new([Reply::Stall(head)]);
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .attempt_timeout(Duration::from_millis(100))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let result = client.core().send::<Value, _>(Request::new(&LIST)).await;
    assert!(matches!(result, Err(Error::Timeout(_))), "{result:?}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_transport_error() {
    let truncated = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\": \"u1\"".to_vec();
    let error = retrieve(Reply::Bytes(truncated)).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(
        error
            .to_string()
            .starts_with("users_retrieve: the connection to 127.0.0.1:"),
        "{error}"
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_connection_that_closes_without_a_response_is_a_transport_error() {
    let error = retrieve(Reply::Bytes(Vec::new())).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn a_call_can_be_dropped_and_the_client_used_again() {
    let server = Server::new([Reply::Stall(Vec::new()), Reply::json(200, "{}")]);
    let client = Client::to(&server.url);
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.core().send::<Value, _>(Request::new(&LIST)).await }
    });
    let arrived = tokio::task::spawn_blocking(move || server.received());
    assert_eq!(arrived.await.unwrap().method, "GET");
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert!(
        client
            .core()
            .send::<Value, _>(Request::new(&LIST))
            .await
            .is_ok()
    );
}

#[test]
fn calls_and_clients_can_move_between_threads() {
    fn is_send<T: Send + 'static>(_: &T) {}
    fn is_sync<T: Send + Sync + 'static>() {}
    let client = Client::to("http://127.0.0.1:9");
    is_send(
        &PartialUpdate {
            client,
            id: String::new(),
            body: UserPatch::default(),
        }
        .send(),
    );
    is_sync::<Client>();
    is_sync::<PartialUpdate>();
    is_sync::<Error>();
    is_sync::<Request<ErrorBody>>();
    is_sync::<Response<User>>();
}
