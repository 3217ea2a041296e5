//! Responses that are too large.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::stream;
use sdk_runtime::{Bytes, FakeTransport, Request, ResponseBody, Transport, TransportFuture};
use serde_json::{Value, json};

use crate::support::client::{Client, ClientBuilder, Error, KEY, LIST};
use crate::support::server::{Reply, Server};

fn builder() -> ClientBuilder {
    Client::builder().api_key(KEY).max_response_size(1000)
}

async fn list(client: Client) -> Result<Value, Error> {
    let response = client.core().send::<Value, _>(Request::new(&LIST)).await?;
    Ok(response.into_inner())
}

fn assert_is_rejected(result: Result<Value, Error>) {
    let error = result.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "users_list: 200 OK: the body is larger than 1000 bytes and was not read: `max_response_size` sets the limit"
    );
    assert_eq!(error.attempts(), 1, "the next response would be as long");
}

#[tokio::test]
async fn a_length_over_the_limit_is_enough() {
    // The body never comes.
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n".to_vec();
    let server = Server::new([Reply::Stall(head)]);
    assert_is_rejected(list(builder().base_url(&server.url).build().unwrap()).await);
}

#[tokio::test]
async fn at_the_limit_it_is_read() {
    let text = json!("x".repeat(998));
    let server = Server::new([Reply::json(200, &text.to_string())]);
    let client = builder().base_url(&server.url).build().unwrap();
    assert_eq!(list(client).await.unwrap(), text);
}

/// Sends chunks for ever, and counts them.
#[derive(Clone, Default)]
struct Endless(Arc<AtomicUsize>);

impl Transport for Endless {
    fn send(&self, _: http::Request<Bytes>) -> TransportFuture<'_> {
        let counter = self.0.clone();
        let chunks = stream::repeat_with(move || {
            counter.fetch_add(1, Ordering::Relaxed);
            Ok(Bytes::from_static(&[b' '; 100]))
        });
        let body = ResponseBody::from_stream(chunks);
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}

#[tokio::test]
async fn a_body_without_a_length_is_read_up_to_the_limit() {
    let endless = Endless::default();
    let client = builder()
        .transport(endless.clone())
        .base_url("https://a.example");
    assert_is_rejected(list(client.build().unwrap()).await);
    assert_eq!(endless.0.load(Ordering::Relaxed), 11);
}

#[tokio::test]
async fn a_body_in_pieces_is_put_together() {
    let chunks = ["{\"a\":", " [1, ", "", "2]}"].map(|text| Ok(Bytes::from(text)));
    let body = std::sync::Mutex::new(Some(ResponseBody::from_stream(stream::iter(chunks))));
    struct Once(std::sync::Mutex<Option<ResponseBody>>);
    impl Transport for Once {
        fn send(&self, _: http::Request<Bytes>) -> TransportFuture<'_> {
            let body = self.0.lock().unwrap().take().unwrap();
            Box::pin(async { Ok(http::Response::new(body)) })
        }
    }
    let client = builder()
        .base_url("https://a.example")
        .transport(Once(body));
    assert_eq!(
        list(client.build().unwrap()).await.unwrap(),
        json!({"a": [1, 2]})
    );
}

#[tokio::test]
async fn a_compressed_body_is_named_as_such() {
    let response = http::Response::builder()
        .header("content-encoding", "gzip")
        .body("\u{1f}")
        .unwrap();
    let client = builder()
        .base_url("https://a.example")
        .transport(FakeTransport::new().response(response));
    assert_eq!(
        list(client.build().unwrap()).await.unwrap_err().to_string(),
        "users_list: 200 OK: cannot read the body: expected JSON, found a body with the encoding gzip \
         (the feature `gzip` reads `gzip`)"
    );
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn compressed_bodies_are_read_and_their_real_size_counts() {
    // 999 and 1001 times `0`, compressed.
    for (length, is_read) in [(998, true), (999, false)] {
        let text = format!("\"{}\"", "0".repeat(length));
        let packed = gzip(text.as_bytes());
        let headers = [
            ("content-encoding", "gzip"),
            ("content-type", "application/json"),
        ];
        let server = Server::new([Reply::with_headers(200, &headers, packed)]);
        let result = list(builder().base_url(&server.url).build().unwrap()).await;
        if is_read {
            assert_eq!(result.unwrap(), json!("0".repeat(length)));
            assert!(
                server
                    .received()
                    .header("accept-encoding")
                    .unwrap()
                    .contains("gzip")
            );
        } else {
            assert_is_rejected(result);
        }
    }
}

#[cfg(feature = "gzip")]
fn gzip(text: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(text).unwrap();
    writer.finish().unwrap()
}
