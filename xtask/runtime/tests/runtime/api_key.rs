//! The API key provider.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sdk_runtime::{FakeTransport, Request, RetryPolicy, Secret};
use serde_json::{Value, json};

use crate::support::client::{Client, ClientBuilder, Error, KEY, LIST, LOGIN};

fn builder(transport: &FakeTransport) -> ClientBuilder {
    Client::builder()
        .base_url("https://api.example.com")
        .retry(RetryPolicy::new().backoff(std::time::Duration::ZERO, std::time::Duration::ZERO))
        .transport(transport.clone())
}

#[tokio::test]
async fn it_is_called_for_each_attempt() {
    let transport = FakeTransport::new()
        .json(503, &json!({}))
        .json(200, &json!({}));
    let calls = Arc::new(AtomicU32::new(0));
    let client = builder(&transport)
        .api_key_provider(move || {
            let number = calls.fetch_add(1, Ordering::Relaxed);
            async move { Ok::<_, std::io::Error>(Secret::new(format!("key-{number}"))) }
        })
        .build()
        .unwrap();
    client
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap();
    let sent = transport.requests();
    assert_eq!(sent[0].headers()["authorization"], "JWT key-0");
    assert_eq!(sent[1].headers()["authorization"], "JWT key-1");
}

#[tokio::test]
async fn it_is_not_called_for_operations_without_authentication() {
    let transport = FakeTransport::new().json(200, &json!({}));
    let client = builder(&transport)
        .api_key_provider(async || Err::<Secret, _>("the vault is closed"))
        .build()
        .unwrap();
    client
        .core()
        .send::<Value, _>(Request::new(&LOGIN))
        .await
        .unwrap();
}

#[tokio::test]
async fn without_a_key_nothing_is_sent() {
    let transport = FakeTransport::new();
    let closed = builder(&transport)
        .api_key_provider(|| async { Err::<Secret, _>("the vault is closed") })
        .build()
        .unwrap();
    let error = closed
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::ApiKey(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "users_list: not sent: the provider of `api_key` failed: the vault is closed"
    );
    assert_eq!(error.attempts(), 0);
    assert!(format!("{error:?}").contains("attempts: 0"), "{error:?}");

    let broken = builder(&transport)
        .api_key_provider(|| async { Ok::<_, std::io::Error>(Secret::new(format!("{KEY}\n"))) })
        .build()
        .unwrap();
    let error = broken
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap_err();
    assert!(
        error.to_string().starts_with(
            "users_list: not sent: the value of the provider of `api_key` has a space"
        ),
        "{error}"
    );
    assert!(!format!("{error} {error:?} {broken:?}").contains(KEY));
    assert!(transport.requests().is_empty());
}
