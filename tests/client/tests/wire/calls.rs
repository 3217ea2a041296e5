//! The ways to make a call: awaited, from a task, with options, with a response that may lack fields.

use client_tests::samples::{page, user};
use client_tests::{Reply, Server};
use probely::CallOptions;
use serde_json::json;

#[tokio::test]
async fn a_request_is_sent_when_it_is_awaited() {
    let server = Server::start(Reply::json(200, user())).await;
    let user = server.client().users().retrieve("u1").await.unwrap();
    assert_eq!(user.name, "Ana Sousa");
    assert_eq!(server.request().line(), "GET /users/u1/");

    // It does nothing before.
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let future = server.client().users().list().search("ana").into_future();
    assert!(server.requests().is_empty());
    future.await.unwrap();
    assert_eq!(server.request().query(), "search=ana");
}

#[tokio::test]
async fn an_error_is_that_of_send() {
    let reply = || Reply::json(404, json!({"detail": "Not found."}));
    let server = Server::start_with([reply(), reply()]).await;
    let users = server.client().users();
    let awaited = users.retrieve("u1").await.unwrap_err();
    let sent = users.retrieve("u1").send().await.unwrap_err();
    assert!(awaited.is_not_found());
    assert_eq!(awaited.to_string(), sent.to_string());
}

#[tokio::test]
async fn a_group_moves_into_a_task() {
    let server = Server::start(Reply::json(200, page(vec![user()]))).await;
    let users = {
        let client = server.client();
        client.users()
    };
    let task = tokio::spawn(async move { users.list().await });
    let page = task.await.unwrap().unwrap();
    assert_eq!(page.results.as_ref().map(Vec::len), Some(1));
}

#[tokio::test]
async fn exclude_may_be_anywhere() {
    let server = Server::start(Reply::json(200, page(vec![json!({"name": "Ana"})]))).await;
    let list = server.client().users().list().search("ana");
    let page = list
        .exclude(["id", "labels"])
        .length(5)
        .page(2)
        .await
        .unwrap();
    let users = page.results.as_ref().unwrap();
    assert_eq!(
        (users[0].id.as_deref(), users[0].name.as_deref()),
        (None, Some("Ana"))
    );
    assert_eq!(
        server.request().query(),
        "exclude=id&exclude=labels&length=5&page=2&search=ana"
    );
}

#[tokio::test]
async fn what_is_set_before_exclude_is_checked_after_it() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let list = server.client().users().list().length(0);
    let error = list.exclude(["id"]).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_list: not sent: length: must be at least 1"
    );
}

#[tokio::test]
async fn options_add_up() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let first = CallOptions::new().header("x-a", "1").query("q", "1");
    let second = CallOptions::new().header("x-b", "2");
    let list = server.client().users().list();
    list.options(first).options(second).await.unwrap();
    let request = server.request();
    assert_eq!(request.query(), "q=1");
    let sent = |name: &str| request.headers.iter().any(|(it, _)| it == name);
    assert!(sent("x-a") && sent("x-b"), "{:?}", request.headers);
}

#[tokio::test]
async fn a_setter_is_called_only_with_a_value() {
    for (search, query) in [(Some("ana"), "length=5&search=ana"), (None, "length=5")] {
        let server = Server::start(Reply::json(200, page(vec![]))).await;
        let list = server.client().users().list();
        let list = list
            .when_some(search, |it, value| it.search(value))
            .length(5);
        list.await.unwrap();
        assert_eq!(server.request().query(), query);
    }
}
