//! HTTPS, with and without a TLS feature.

mod support;

use sdk_runtime::{Request, RetryPolicy};
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
        .retry(RetryPolicy::never())
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

/// The certificate is good for `localhost`, but nobody has signed it that the platform knows.
#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key.into())
        .unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut tls = rustls::ServerConnection::new(config.into()).unwrap();
        // The client ends the handshake with an alert.
        let error = loop {
            if let Err(error) = tls.complete_io(&mut stream) {
                break error;
            }
        };
        error.to_string()
    });
    let client = Client::builder()
        .api_key(KEY)
        .base_url(format!("https://localhost:{port}"))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = client
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
    assert!(server.join().unwrap().contains("UnknownCA"));
}
