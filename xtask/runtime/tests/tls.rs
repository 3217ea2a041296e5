//! HTTPS, with and without a TLS feature.

mod support;

use sdk_runtime::Request;
use serde_json::Value;

use support::client::{Client, Error, KEY, LIST};
use support::server::{Reply, Server};

/// Calls a server that does not speak TLS.
async fn call() -> (Error, String) {
    let server = Server::new([Reply::Bytes(Vec::new())]);
    let host = server.url.replace("http://", "");
    let client = Client::builder()
        .api_key(KEY)
        .base_url(format!("https://{host}"))
        .build()
        .unwrap();
    let result = client.core().send::<Value, _>(Request::new(&LIST)).await;
    (result.unwrap_err(), host)
}

#[cfg(not(feature = "rustls"))]
#[tokio::test]
async fn without_tls_the_error_names_the_feature() {
    let (error, host) = call().await;
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!(
            "users_list: cannot connect to {host}: invalid URL, scheme is not http \
             (https needs the feature `rustls`, which is off)"
        )
    );
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_server_without_tls_gets_no_request() {
    let (error, host) = call().await;
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("users_list: cannot connect to {host}: ")),
        "{text}"
    );
    assert!(!text.contains("feature"), "{text}");
}
