//! Wrapped transports.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sdk_runtime::{Bytes, FakeTransport, Request, RetryPolicy, Transport, TransportFuture};
use serde_json::{Value, json};

use crate::support::client::{Client, Error, KEY, LIST};
use crate::support::server::{Reply, Server};

struct Counted {
    inner: Arc<dyn Transport>,
    count: Arc<AtomicU32>,
}

impl Transport for Counted {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.inner.send(request)
    }
}

/// Adds a header, and to a list that it was there.
struct Marked<T> {
    inner: T,
    name: &'static str,
    seen: Arc<Mutex<Vec<&'static str>>>,
}

impl<T: Transport> Transport for Marked<T> {
    fn send(&self, mut request: http::Request<Bytes>) -> TransportFuture<'_> {
        self.seen.lock().unwrap().push(self.name);
        let value = http::HeaderValue::from_static(self.name);
        request.headers_mut().insert(self.name, value);
        self.inner.send(request)
    }
}

fn quick() -> RetryPolicy {
    RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(2))
}

#[tokio::test]
async fn the_default_transport_can_be_wrapped_and_keeps_its_settings() {
    let server = Server::new([
        Reply::json(503, "{}"),
        Reply::with_headers(302, &[("location", "/elsewhere/")], ""),
    ]);
    let count = Arc::new(AtomicU32::new(0));
    let shared = count.clone();
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .connect_timeout(Duration::from_secs(5))
        .retry(quick())
        .wrap_transport(move |inner| Counted {
            inner,
            count: shared.clone(),
        })
        .build()
        .unwrap();
    let result = client.core().send::<Value, _>(Request::new(&LIST)).await;
    // The redirect is not followed, as without the wrap.
    assert_eq!(result.unwrap_err().status().unwrap(), 302);
    assert_eq!(count.load(Ordering::Relaxed), 2);
    server.received();
    let sent = server.received();
    assert_eq!(sent.header("authorization"), Some("JWT planted-key-3f9a"));
}

#[tokio::test]
async fn several_wraps_nest_and_the_last_is_outside() {
    let transport = FakeTransport::new().ok(&json!({}));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let builder = Client::builder().api_key(KEY).transport(transport.clone());
    let client = ["x-inner", "x-outer"]
        .into_iter()
        .fold(builder, |builder, name| {
            let seen = seen.clone();
            builder.wrap_transport(move |inner| Marked {
                inner,
                name,
                seen: seen.clone(),
            })
        });
    let client = client.build().unwrap();
    client
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap();
    assert_eq!(*seen.lock().unwrap(), ["x-outer", "x-inner"]);
    let sent = &transport.requests()[0];
    assert!(sent.headers().contains_key("x-inner") && sent.headers().contains_key("x-outer"));
}

#[test]
fn a_custom_http_client_is_wrapped_too() {
    let error = Client::builder()
        .api_key(KEY)
        .http_client(sdk_runtime::reqwest::Client::new())
        .connect_timeout(Duration::from_secs(1))
        .wrap_transport(|inner| inner)
        .build()
        .unwrap_err();
    assert!(matches!(error, Error::Config(_)));
    assert_eq!(
        error.to_string(),
        "connect_timeout has no effect with `http_client`: set it there instead"
    );
}

/// They have connections of their own.
#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_go_through_the_wrap() {
    let server = Server::new([Reply::json(200, "{}")]);
    let count = Arc::new(AtomicU32::new(0));
    let shared = count.clone();
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .wrap_transport(move |inner| Counted {
            inner,
            count: shared.clone(),
        })
        .build()
        .unwrap();
    let request = Request::new(&LIST);
    client.core().send_blocking::<Value, _>(request).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);
}
