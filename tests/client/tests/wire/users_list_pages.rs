//! `GET /users/` page after page, and with fields left out.

use client_tests::samples::{page, user, with};
use client_tests::{Reply, Server};
use futures_util::TryStreamExt;
use probely::types::{SparseUser, User};
use probely::{Error, Items, Pages};
use serde_json::{Value, json};

/// A page of a list with `total` pages.
fn page_of(total: u64, results: Vec<Value>) -> Reply {
    Reply::json(200, with(page(results), json!({ "page_total": total })))
}

fn called(name: &str) -> Value {
    with(user(), json!({ "name": name }))
}

fn lines(server: &Server) -> Vec<String> {
    server.requests().iter().map(|it| it.line()).collect()
}

#[tokio::test]
async fn a_stream_gives_the_users_of_all_pages() {
    let server = Server::start_with([
        page_of(2, vec![called("Ana"), called("Rui")]),
        page_of(2, vec![called("Eva")]),
    ])
    .await;
    let list = server.client().users().list().active(true).role(["r", "s"]);
    let users: Vec<User> = list.stream().try_collect().await.unwrap();
    let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
    assert_eq!(names, ["Ana", "Rui", "Eva"]);
    assert_eq!(
        lines(&server),
        [
            "GET /users/?active=true&role=r&role=s&page=1",
            "GET /users/?active=true&role=r&role=s&page=2"
        ]
    );
}

#[tokio::test]
async fn a_loop_over_a_stream_needs_nothing_else() {
    let server = Server::start_with([
        page_of(2, vec![called("Ana")]),
        page_of(2, vec![called("Eva")]),
    ])
    .await;
    let mut users: Items<User> = server.client().users().list().stream().prefetch(8);
    let mut names = Vec::new();
    while let Some(user) = users.try_next().await.unwrap() {
        names.push(user.name);
    }
    assert_eq!(names, ["Ana", "Eva"]);
}

#[tokio::test]
async fn pages_have_their_counts_and_start_anywhere() {
    let server = Server::start_with([
        page_of(4, vec![called("Ana")]).header("x-request-id", "8f3a"),
        page_of(4, vec![]),
    ])
    .await;
    let mut pages: Pages<_> = server.client().users().list().page(3).pages();
    let third = pages.try_next().await.unwrap().unwrap();
    assert_eq!((third.page_total, third.count), (Some(4), Some(1)));
    assert_eq!(third.request_id(), Some("8f3a"));
    let fourth = pages.try_next().await.unwrap().unwrap();
    assert_eq!(fourth.into_inner().results, Some(vec![]));
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(lines(&server), ["GET /users/?page=3", "GET /users/?page=4"]);
}

#[tokio::test]
async fn an_empty_list_has_no_users() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let users: Vec<User> = server
        .client()
        .users()
        .list()
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert!(users.is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_names_the_page() {
    let server = Server::start_with([
        page_of(3, vec![called("Ana")]),
        Reply::json(401, json!({ "detail": "Expired." })),
    ])
    .await;
    let mut users = server.client().users().list().stream();
    assert!(users.try_next().await.unwrap().is_some());
    let error: Error = users.try_next().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.page(), Some(2));
    assert_eq!(
        error.to_string(),
        "users_list page 2: 401 Unauthorized: Expired."
    );
    assert!(users.try_next().await.unwrap().is_none());
    // A request of a single page names no page.
    let error = server.client().users().list().page(2).send().await;
    assert_eq!(error.unwrap_err().page(), None);
}

#[tokio::test]
async fn fields_that_are_excluded_may_be_absent() {
    let sparse = json!({ "id": "7hKp2mWq5sTz", "new": true });
    let server =
        Server::start_with([page_of(2, vec![sparse.clone()]), page_of(2, vec![user()])]).await;
    let list = server.client().users().list().active(true);
    let users: Vec<SparseUser> = list
        .exclude(["labels", "email"])
        .stream()
        .try_collect()
        .await
        .unwrap();
    let ids: Vec<_> = users.iter().map(|user| user.id.as_deref()).collect();
    assert_eq!(ids, [Some("7hKp2mWq5sTz"); 2]);
    assert_eq!((&users[0].labels, &users[0].email), (&None, &None));
    assert_eq!(serde_json::to_value(&users[0]).unwrap(), sparse);
    assert_eq!(serde_json::to_value(&users[1]).unwrap(), user());
    assert_eq!(
        lines(&server),
        [
            "GET /users/?active=true&exclude=labels&exclude=email&page=1",
            "GET /users/?active=true&exclude=labels&exclude=email&page=2"
        ]
    );
}

#[tokio::test]
async fn one_sparse_page_is_sent_like_any_other() {
    let server = Server::start(page_of(9, vec![json!({ "name": "Ana" })])).await;
    let list = server.client().users().list().page(2).exclude(["id"]);
    let page = list.clone().send().await.unwrap();
    assert_eq!(page.page_total, Some(9));
    let users = page.into_inner().results.unwrap();
    assert_eq!(users[0].name.as_deref(), Some("Ana"));
    let mut pages = list.pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert_eq!(
        lines(&server),
        [
            "GET /users/?exclude=id&page=2",
            "GET /users/?exclude=id&page=2"
        ]
    );
}

/// Without `exclude`, required fields stay required.
#[tokio::test]
async fn without_the_parameter_nothing_may_be_absent() {
    let server = Server::start(page_of(1, vec![json!({ "id": "7hKp2mWq5sTz" })])).await;
    let mut users = server.client().users().list().stream();
    let error = users.try_next().await.unwrap_err();
    let Error::Item(error) = error else {
        panic!("{error}")
    };
    assert_eq!((error.index(), error.path()), (0, ""));
    assert_eq!(error.problem(), "missing field `email`");
}
