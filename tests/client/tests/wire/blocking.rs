//! The same requests without async code.

use std::thread;

use client_tests::samples::{api_user, page, user, with};
use client_tests::{KEY, Reply, Server};
use probely::types::ApiUserPatch;
use probely::{Client, Error, FakeTransport};
use serde_json::{Value, json};

/// Calls a server that runs on the runtime of another thread.
async fn apart<T: Send + 'static>(
    reply: Reply,
    call: impl FnOnce(Client) -> T + Send + 'static,
) -> (T, Server) {
    let server = Server::start(reply).await;
    let client = server.client();
    let result = tokio::task::spawn_blocking(move || {
        // A separate thread belongs to no runtime.
        thread::spawn(move || call(client))
            .join()
            .expect("it did not panic")
    });
    (result.await.expect("it did not panic"), server)
}

#[tokio::test]
async fn a_list() {
    let reply = Reply::json(200, page(vec![user()]));
    let (page, server) = apart(reply, |client| {
        client.users().list().active(true).send_blocking()
    })
    .await;
    assert_eq!(page.unwrap().count, Some(1));
    let sent = server.request();
    assert_eq!(sent.target, "/users/?active=true");
    assert_eq!(sent.header("authorization"), Some(format!("JWT {KEY}")));
}

#[tokio::test]
async fn every_page_of_a_list() {
    let collect = |client: Client| {
        let users = client.users().list().stream().blocking();
        users
            .map(|user| user.map(|user| user.email))
            .collect::<Result<Vec<_>, _>>()
    };
    let (emails, _) = apart(Reply::json(200, page(vec![user(), user()])), collect).await;
    assert_eq!(emails.unwrap(), ["ana.sousa@example.com"; 2]);
}

#[tokio::test]
async fn a_list_with_an_item_that_does_not_decode() {
    let reply = || {
        let undecodable = with(user(), json!({ "labels": 3 }));
        Reply::json(200, page(vec![undecodable, user(), user()]))
    };
    let collect = |client: Client| {
        let users = || client.users().list().stream().blocking();
        let one_by_one: Vec<bool> = users().map(|user| user.is_ok()).collect();
        let unique = users().unique_by(|user| user.id.clone());
        let (unique, rejected) = unique.collect_lenient(9).unwrap();
        (
            one_by_one,
            unique.len(),
            rejected.len(),
            users().collect_all(9),
        )
    };
    let ((one_by_one, unique, rejected, strict), _) = apart(reply(), collect).await;
    assert_eq!(one_by_one, [false, true, true]);
    assert_eq!((unique, rejected), (1, 1));
    assert!(matches!(strict, Err(Error::Item(error)) if error.path() == "labels"));

    let send = |client: Client| client.users().list().send_lenient_blocking();
    let (page, _) = apart(reply(), send).await;
    let page = page.unwrap();
    assert_eq!((page.items().len(), page.rejected().len()), (2, 1));
}

/// `probely::BlockingIter` can be named.
#[test]
fn an_iterator_can_be_stored() {
    fn users(client: &Client) -> probely::BlockingIter<probely::Items<probely::types::User>> {
        client.users().list().stream().blocking()
    }
    let transport = FakeTransport::new().json(200, &page(vec![user()]));
    let builder = Client::builder().api_key("any").transport(transport);
    let mut users = users(&builder.build().unwrap());
    assert_eq!(users.next().unwrap().unwrap().name, "Ana Sousa");
}

#[tokio::test]
async fn an_update_that_fails() {
    let reply = Reply::json(404, json!({"detail": "Not found."}));
    let update = |client: Client| {
        let patch = ApiUserPatch::new().name("CI");
        client
            .api_users()
            .partial_update("x", patch)
            .send_blocking()
    };
    let (result, _) = apart(reply, update).await;
    assert!(result.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_raw_request() {
    let get = |client: Client| {
        client
            .request(probely::Method::GET, "/teams/")
            .send_blocking::<Value>()
    };
    let (teams, _) = apart(Reply::json(200, json!([])), get).await;
    assert_eq!(teams.unwrap().into_inner(), json!([]));
}

#[tokio::test]
async fn is_refused_where_it_would_block_the_runtime() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let error = server.client().users().list().send_blocking().unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(error.to_string().contains("use `send().await`"), "{error}");
    assert!(server.requests().is_empty());
}

/// A raw request whose body is not JSON.
#[test]
fn raw_bodies_are_returned_as_they_are() {
    let transport = probely::FakeTransport::new().response(probely::http::Response::new("a,b\n"));
    let client = probely::Client::builder()
        .api_key("any")
        .transport(transport)
        .build()
        .unwrap();
    let request = client.request(probely::Method::GET, "/export/");
    assert_eq!(request.send_raw_blocking().unwrap().raw(), "a,b\n");
}

#[test]
fn a_fake_needs_no_runtime() {
    let client = Client::builder()
        .api_key("any")
        .transport(FakeTransport::new().json(200, &api_user()))
        .build()
        .unwrap();
    let patch = ApiUserPatch::new().name("CI");
    let user = client
        .api_users()
        .partial_update("a", patch)
        .send_blocking();
    assert!(user.is_ok());
}
