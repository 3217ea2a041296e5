//! Retries of generated operations, as the server sees them. The rules are tested with the runtime, in
//! `xtask/runtime/tests/runtime/retries.rs`.

use std::time::Duration;

use client_tests::samples::{api_user, page};
use client_tests::{Reply, Server};
use probely::types::{ApiUserBulkUpdate, ApiUserPatch};
use probely::{CallOptions, Client, Error, RetryPolicy};
use serde_json::json;

fn client(server: &Server) -> Client {
    let soon = Duration::from_millis(1);
    server
        .builder()
        .retry(RetryPolicy::new().backoff(soon, soon))
        .build()
        .unwrap()
}

fn unavailable() -> Reply {
    Reply::html(503)
}

#[tokio::test]
async fn a_list_is_retried_after_503_twice() {
    let replies = [unavailable(), unavailable(), Reply::json(200, page(vec![]))];
    let server = Server::start_with(replies).await;
    let page = client(&server)
        .users()
        .list()
        .search("ana")
        .send()
        .await
        .unwrap();
    assert_eq!(page.attempts(), 3);
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests.iter().all(|it| it.target == "/users/?search=ana"),
        "{requests:#?}"
    );
}

#[tokio::test]
async fn an_update_is_retried_after_429_and_not_after_503() {
    let server = Server::start(unavailable()).await;
    let error = client(&server)
        .api_users()
        .partial_update("a", ApiUserPatch::new().name("CI"))
        .send()
        .await
        .unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));

    let limited = Reply::json(429, json!({"detail": "Throttled."})).header("retry-after", "0");
    let server = Server::start_with([limited, Reply::json(200, api_user())]).await;
    let user = client(&server)
        .api_users()
        .partial_update("a", ApiUserPatch::new().name("CI"))
        .send()
        .await
        .unwrap();
    assert_eq!(user.attempts(), 2);
    let requests = server.requests();
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn a_bulk_update_is_not_retried_after_a_broken_connection() {
    let server = Server::start(Reply::hang_up()).await;
    let body = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
    let request = client(&server).api_users().bulk_update(body);
    let error = request.clone().send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && !error.is_retryable());
    assert_eq!(server.requests().len(), 1);

    let again = CallOptions::new().retry(
        RetryPolicy::new()
            .every_method(true)
            .backoff(Duration::ZERO, Duration::ZERO),
    );
    let error = request.options(again).send().await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (3, 4));
}

#[tokio::test]
async fn a_body_received_byte_by_byte_is_one_response() {
    let server = Server::start(Reply::json(200, page(vec![])).byte_by_byte()).await;
    let page = client(&server).users().list().send().await.unwrap();
    assert_eq!((page.count, page.attempts()), (Some(0), 1));
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_key() {
    let elsewhere = Server::start(Reply::json(200, page(vec![]))).await;
    for status in [301, 302, 307, 308] {
        let location = format!("{}/users/", elsewhere.url());
        let server = Server::start(Reply::empty(status).header("location", &location)).await;
        let error = client(&server).users().list().send().await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
        assert_eq!(server.requests().len(), 1);
    }
    assert!(elsewhere.requests().is_empty());
}
