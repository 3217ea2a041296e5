//! Requests and clients as values: they can be stored, sent elsewhere and dropped.

use client_tests::samples::{api_user, page};
use client_tests::{Reply, Server};
use probely::operations::api_users::{BulkUpdate, PartialUpdate};
use probely::operations::users::List;
use probely::types::{ApiUserPatch, LabelLogicalOperator};
use probely::{Client, ClientBuilder, Error, Response};
use serde_json::json;

#[test]
fn can_go_to_other_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send + Sync + 'static>() {}
    shared::<Client>();
    shared::<List>();
    shared::<PartialUpdate>();
    shared::<BulkUpdate>();
    sent::<ClientBuilder>();
    sent::<Response<probely::types::UserPage>>();
    sent::<Error>();
}

#[tokio::test]
async fn are_stored_and_sent_later() {
    /// A request does not borrow the client.
    fn requests(client: Client) -> Vec<List> {
        let all = client.users().list();
        vec![
            all.clone().active(true),
            all.clone().label_logical_operator(LabelLogicalOperator::Or),
            all,
        ]
    }
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    for request in requests(server.client()) {
        request.send().await.unwrap();
    }
    let lines = server
        .requests()
        .iter()
        .map(|request| request.line())
        .collect::<Vec<_>>();
    assert_eq!(
        lines,
        [
            "GET /users/?active=true",
            "GET /users/?label_logical_operator=or",
            "GET /users/",
        ]
    );
}

#[tokio::test]
async fn are_sent_by_other_tasks() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let client = server.client();
    let tasks: Vec<_> = ["a", "b", "c"]
        .map(|id| client.api_users().partial_update(id, ApiUserPatch::new()))
        .map(|request| tokio::spawn(request.send()))
        .into();
    drop(client);
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().id, "9xYc3gJ1kLmN");
    }
    let mut lines: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.line())
        .collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "PATCH /api-users/a/",
            "PATCH /api-users/b/",
            "PATCH /api-users/c/",
        ]
    );
}

#[tokio::test]
async fn do_nothing_until_they_are_sent() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let client = server.client();
    let list = client.users().list();
    drop(client.users().list().send());
    assert!(server.requests().is_empty());
    list.send().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

/// The client can be used after a future was dropped.
#[tokio::test]
async fn can_be_canceled() {
    let server = Server::start_with([Reply::keep_waiting(), Reply::json(200, json!({}))]).await;
    let client = server.client();
    let list = client.users().list();
    tokio::select! {
        response = list.clone().send() => panic!("unexpected response: {response:?}"),
        () = server.next_request() => {}
    }
    list.send().await.unwrap();
}
