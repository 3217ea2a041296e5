//! HTTPS, with and without a TLS feature.

use sdk_runtime::{Request, RetryPolicy};
use serde_json::Value;

use crate::support::client::{Client, Error, KEY, LIST};
use crate::support::server::{Reply, Server};

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

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider")))]
#[tokio::test]
async fn without_tls_the_error_names_the_feature() {
    let (error, host) = call().await;
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!(
            "users_list: cannot connect to {host}: invalid URL, scheme is not http \
             (https requires the feature `rustls`, which is disabled)"
        )
    );
}

#[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
mod with_tls {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::thread::{self, JoinHandle};
    use std::time::Duration;

    use super::*;

    /// Calls a server with the default policy, without its waits.
    async fn call_with_retries(port: u16) -> Error {
        let policy = RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(2));
        let client = Client::builder()
            .api_key(KEY)
            .base_url(format!("https://localhost:{port}"))
            .retry(policy)
            .build()
            .unwrap();
        let result = client.core().send::<Value, _>(Request::new(&LIST)).await;
        result.unwrap_err()
    }

    /// A server with a certificate for this name, which no authority has signed that the platform knows. It serves
    /// one connection, whose end it returns.
    fn server(name: &str) -> (u16, JoinHandle<String>) {
        let certified = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let key =
            rustls::pki_types::PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certified.cert.der().clone()], key.into())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let config = Arc::new(config);
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut tls = rustls::ServerConnection::new(config).unwrap();
            // The client ends the handshake with an alert.
            let error = loop {
                if let Err(error) = tls.complete_io(&mut stream) {
                    break error;
                }
            };
            error.to_string()
        });
        (port, server)
    }

    /// A server that responds to each connection with these bytes, once the client has begun, and closes it.
    fn raw_server(bytes: &'static [u8]) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(bytes);
            }
        });
        port
    }

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

    /// The certificate is good for `localhost`, but unknown to the platform: another attempt would change nothing.
    #[tokio::test]
    async fn an_untrusted_certificate_is_rejected_and_not_retried() {
        let (port, server) = server("localhost");
        let error = call_with_retries(port).await;
        assert!(matches!(error, Error::Connect(_)), "{error:?}");
        assert!(error.to_string().contains("UnknownIssuer"), "{error}");
        assert_eq!(error.attempts(), 1);
        assert!(!error.is_retryable());
        assert!(server.join().unwrap().contains("UnknownCA"));
    }

    /// Plain HTTP where TLS is expected, and an alert: the server will not speak otherwise a second later.
    #[tokio::test]
    async fn a_handshake_that_fails_is_not_retried() {
        for bytes in [
            &b"HTTP/1.1 400 Bad Request\r\n\r\n"[..],
            // A fatal alert: protocol_version.
            &[21, 3, 3, 0, 2, 2, 70],
        ] {
            let error = call_with_retries(raw_server(bytes)).await;
            assert!(matches!(error, Error::Connect(_)), "{error:?}");
            assert_eq!(error.attempts(), 1, "{error}");
            assert!(!error.is_retryable());
        }
    }

    /// A connection that is closed during the handshake may be another one's fault, and may succeed later.
    #[tokio::test]
    async fn a_handshake_that_breaks_off_is_retried() {
        let error = call_with_retries(raw_server(b"")).await;
        assert!(matches!(error, Error::Connect(_)), "{error:?}");
        assert_eq!(error.attempts(), 3, "{error}");
        assert!(error.is_retryable());
    }
}
