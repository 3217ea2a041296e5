//! State that all calls of a client share: headers, the limit of concurrent requests, pauses, the transport.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use client_tests::samples::{page, user};
use client_tests::{KEY, Reply, Server};
use probely::types::User;
use probely::{Bytes, Client, Error, FakeTransport, Secret, Transport, TransportFuture, http};
use serde_json::json;

fn limited(seconds: &str) -> Reply {
    Reply::json(429, json!({"detail": "Request was throttled."})).header("retry-after", seconds)
}

#[tokio::test]
async fn headers_are_sent_with_every_call() {
    let replies = [Reply::json(200, page(vec![])), Reply::empty(204)];
    let server = Server::start_with(replies).await;
    let client = server.builder().header("x-tenant", Secret::new("planted"));
    assert!(!format!("{client:?}").contains("planted"));
    let client = client.build().unwrap();
    client.users().list().send().await.unwrap();
    client.users().delete("u1").send().await.unwrap();
    for request in server.requests() {
        assert_eq!(request.header("x-tenant").as_deref(), Some("planted"));
        assert_eq!(request.header("authorization"), Some(format!("JWT {KEY}")));
    }
    let error = server.builder().header("authorization", "x").build();
    assert!(matches!(error, Err(Error::Config(_))));
}

/// A call that received no 429 itself is not sent during the pause. The durations are tested with the runtime.
#[tokio::test]
async fn a_pause_applies_to_all_calls() {
    let server = Server::start(limited("3600")).await;
    let client = server.client();
    let error = client.users().list().send().await.unwrap_err();
    assert!(error.is_rate_limited());
    let error = client.api_users().list().send().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert!(error.is_retryable() && error.retry_after() > Some(Duration::from_secs(3500)));
    assert_eq!(server.requests().len(), 1);
}

/// Counts concurrent requests.
struct Gauge {
    inner: Arc<dyn Transport>,
    running: Arc<AtomicU32>,
    most: Arc<AtomicU32>,
}

impl Transport for Gauge {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async {
            let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(running, Ordering::SeqCst);
            let response = self.inner.send(request).await;
            self.running.fetch_sub(1, Ordering::SeqCst);
            response
        })
    }
}

#[tokio::test]
async fn pages_that_are_prefetched_count_as_requests() {
    let body = json!({"count": 6, "page": 1, "page_total": 6, "length": 1, "results": [user()]});
    let server = Server::start(Reply::json(200, body)).await;
    let (running, most) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let seen = most.clone();
    let client = server
        .builder()
        .max_concurrent_requests(2)
        .wrap_transport(move |inner| Gauge {
            inner,
            running: running.clone(),
            most: seen.clone(),
        })
        .build()
        .unwrap();
    let mut users = client.users().list().stream().prefetch(6);
    let mut count = 0;
    while users.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 6);
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_fake_transport_returns_the_types_of_the_crate() {
    let expected: User = serde_json::from_value(user()).unwrap();
    let transport = FakeTransport::new().timeout().ok(&expected);
    let client = Client::builder()
        .api_key("any")
        .attempt_timeout(Duration::from_millis(50))
        .transport(transport.clone())
        .build()
        .unwrap();
    let received = client.users().retrieve("u1").send().await.unwrap();
    assert_eq!(*received, expected);
    assert_eq!(received.attempts(), 2);
    assert_eq!(transport.remaining(), 0);
}
