//! Blocking calls.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use sdk_runtime::{FakeTransport, Method, RawRequest, Request};
use serde_json::{Value, json};

use crate::support::client::{Client, DELETE, EXPORT, Error, ErrorBody, KEY, LIST, RETRIEVE, User};
use crate::support::list::{items, page, pages};
use crate::support::server::{Reply, Server};

const USER: &str = r#"{"id": "u1", "active": true}"#;

fn retrieve(client: &Client) -> Result<User, Error> {
    let request = Request::new(&RETRIEVE).path("id", "u1");
    Ok(client
        .core()
        .send_blocking::<User, _>(request)?
        .into_inner())
}

#[test]
fn a_call_blocks_until_the_response() {
    let server = Server::new([
        Reply::json(200, USER),
        Reply::with_headers(204, &[], ""),
        Reply::with_headers(204, &[], ""),
        Reply::json(200, "[]"),
        Reply::new(200, "text/csv", "a,b\n"),
    ]);
    let client = Client::to(&server.url);
    assert_eq!(retrieve(&client).unwrap().id, "u1");
    let delete = Request::new(&DELETE).path("id", "u1");
    assert_eq!(
        client.core().send_empty_blocking(delete).unwrap().status(),
        204
    );
    let export = client
        .core()
        .send_optional_blocking::<Value, _>(Request::new(&EXPORT));
    assert_eq!(export.unwrap().into_inner(), None);
    let raw = RawRequest::new(client.core(), Method::GET, "/teams/", ErrorBody::decode);
    assert_eq!(
        raw.clone().send_blocking::<Value>().unwrap().into_inner(),
        json!([])
    );
    assert_eq!(raw.send_raw_blocking().unwrap().raw(), "a,b\n");
}

#[test]
fn errors_are_the_same_as_of_async_calls() {
    let server = Server::new([Reply::json(404, r#"{"detail": "Not found."}"#)]);
    let error = retrieve(&Client::to(&server.url)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_retrieve: 404 Not Found: Not found."
    );
}

#[tokio::test]
async fn it_does_not_block_a_single_threaded_runtime() {
    let client = Client::to("http://127.0.0.1:9");
    let error = retrieve(&client).unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_retrieve: not sent: a blocking call would block the async runtime of this thread: use `send().await`, or call it on a thread of its own (`std::thread::spawn`)"
    );
}

/// The suggested fix.
#[tokio::test]
async fn a_separate_thread_can_block_beside_any_runtime() {
    let server = Server::new([Reply::json(200, USER)]);
    let client = Client::to(&server.url);
    let thread = std::thread::spawn(move || retrieve(&client).map(|user| user.active));
    assert!(thread.join().unwrap().unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_of_a_multi_threaded_runtime_can_block() {
    let server = Server::new([Reply::json(200, USER), Reply::json(200, USER)]);
    let client = Client::to(&server.url);
    // The client's connections of async code are others.
    client
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap();
    let user = tokio::task::spawn_blocking(move || retrieve(&client))
        .await
        .unwrap();
    assert_eq!(user.unwrap().id, "u1");
}

#[tokio::test]
async fn connections_of_a_blocked_runtime_are_not_used() {
    let url = keep_alive();
    let client = Client::to(&url);
    client
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap();
    // While this runtime waits for the thread, it does nothing for the connection that it has open.
    let user = thread::spawn(move || retrieve(&client)).join().unwrap();
    assert_eq!(user.unwrap().id, "u1");
}

/// A server that keeps its connections open and returns the same response to every request.
fn keep_alive() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                // No request here has a body, so each ends with its head.
                for _ in lines.map_while(Result::ok).filter(String::is_empty) {
                    let length = USER.len();
                    write!(
                        stream,
                        "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{USER}"
                    )
                    .unwrap();
                }
            });
        }
    });
    url
}

#[test]
fn a_custom_http_client_needs_another_for_blocking_calls() {
    let server = Server::new([Reply::json(200, USER)]);
    let builder = || {
        Client::builder()
            .api_key(KEY)
            .base_url(&server.url)
            .http_client(reqwest::Client::new())
    };
    let error = retrieve(&builder().build().unwrap()).unwrap_err();
    assert!(matches!(error, Error::Config(_)));
    assert!(
        error
            .to_string()
            .starts_with("blocking_http_client is missing: "),
        "{error}"
    );
    let client = builder().blocking_http_client(reqwest::Client::new());
    assert_eq!(retrieve(&client.build().unwrap()).unwrap().id, "u1");
}

#[test]
fn a_custom_transport_is_used_by_both() {
    let transport = FakeTransport::new().json(200, &json!({"id": "u1", "active": true}));
    let client = Client::builder()
        .api_key(KEY)
        .base_url("https://api.example.com")
        .transport(transport.clone());
    assert_eq!(retrieve(&client.build().unwrap()).unwrap().id, "u1");
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn a_provider_that_panics_is_an_error() {
    let client = Client::builder()
        .base_url("https://api.example.com")
        .api_key_provider(|| async {
            assert!(std::hint::black_box(false), "planted");
            Ok::<_, std::io::Error>(KEY.into())
        })
        .build()
        .unwrap();
    let error = retrieve(&client).unwrap_err();
    assert!(error.to_string().ends_with("panicked"), "{error}");
}

#[tokio::test]
async fn it_can_be_dropped_in_async_code() {
    let server = Server::new([Reply::json(200, USER)]);
    let client = Client::to(&server.url);
    let client = thread::spawn(move || {
        retrieve(&client).unwrap();
        client
    })
    .join()
    .unwrap();
    drop(client);
}

#[test]
fn lists_are_iterators() {
    let server = Server::new([page(1, 3), page(2, 3), page(3, 3)]);
    let found: Result<Vec<u32>, Error> = items(&server.url, None).prefetch(2).blocking().collect();
    assert_eq!(found.unwrap(), [10, 11, 20, 21, 30, 31]);

    let server = Server::new([
        page(2, 3),
        Reply::json(404, r#"{"detail": "Invalid page."}"#),
    ]);
    let mut pages = pages(&server.url, Some(2)).blocking();
    assert_eq!(pages.next().unwrap().unwrap().page_total, Some(3));
    let error = pages.next().unwrap().unwrap_err();
    assert_eq!(error.page(), Some(3));
    assert!(pages.next().is_none());
}

#[tokio::test]
async fn an_iterator_does_not_block_a_single_threaded_runtime() {
    let mut items = items("http://127.0.0.1:9", None).blocking();
    let error = items.next().unwrap().unwrap_err();
    assert!(error.to_string().contains("use `send().await`"), "{error}");
    assert!(items.next().is_none());
}
