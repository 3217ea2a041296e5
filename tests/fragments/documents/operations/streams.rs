//! Responses that are read while they are received: how they are divided, how they end, and what they cost.

use std::time::Duration;

use sdk_runtime::{
    Bytes, CallOptions, Event, RetryPolicy, ResponseBody, Transport, TransportFailure,
    TransportFuture, http,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::types::{ChatAskBody, Tick};
use super::{Client, Error};

/// Responds with chunks of a size, and records what is accepted.
struct Chunked {
    content_type: &'static str,
    body: &'static [u8],
    size: usize,
    breaks: bool,
}

impl Transport for Chunked {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let accepted = request.headers()["accept"].to_str().unwrap().to_owned();
        let chunks = self.body.chunks(self.size).map(|chunk| Ok(Bytes::from_static(chunk)));
        let broken = self.breaks.then(|| Err(TransportFailure::broken("reset")));
        let chunks: Vec<Result<Bytes, TransportFailure>> = chunks.chain(broken).collect();
        let body = ResponseBody::from_stream(futures_util::stream::iter(chunks));
        let response = http::Response::builder().header("content-type", self.content_type);
        let response = response.header("x-accepted", accepted).body(body).unwrap();
        Box::pin(async { Ok(response) })
    }
}

fn client(content_type: &'static str, body: &'static [u8], size: usize, breaks: bool) -> Client {
    let transport = Chunked { content_type, body, size, breaks };
    let builder = Client::builder().transport(transport).max_response_size(1000);
    builder.build().unwrap()
}

const EVENTS: &[u8] = "\u{feff}: hello\n\
    data: {\"n\": 1}\n\
    \n\
    event: tick\r\n\
    id: 7\r\n\
    retry: 1500\r\n\
    data: {\"n\":\r\n\
    data:2}\r\n\
    \r\n\
    id\r\
    unknown: x\r\
    data: {\"n\": \"three\"}\r\
    \r\
    event: empty\n\
    \n\
    data: {\"n\": 4}\n\
    \n\
    data: [DONE]\n\
    \n\
    data: {\"n\": 5}\n\
    \n"
.as_bytes();

#[tokio::test]
async fn events_are_read_however_they_are_divided() {
    for size in [1, 2, 3, 7, 10_000] {
        let client = client("text/event-stream; charset=utf-8", EVENTS, size, false);
        let response = client.events().watch().send().await.unwrap();
        assert_eq!(response.headers()["x-accepted"], "text/event-stream, application/json;q=0.9");
        let mut events = response.into_inner();
        let first: Event<Tick> = events.try_next().await.unwrap().unwrap();
        assert_eq!((first.event, first.data.n, first.id, first.retry), (None, 1, None, None));
        let second = events.try_next().await.unwrap().unwrap();
        assert_eq!((second.event.as_deref(), second.data.n), (Some("tick"), 2));
        assert_eq!(second.id.as_deref(), Some("7"));
        assert_eq!(second.retry, Some(Duration::from_millis(1500)));
        let Some(Err(Error::Item(error))) = events.next().await else {
            panic!("the third does not decode")
        };
        assert_eq!((error.index(), error.path()), (2, "n"));
        assert_eq!(*error.json(), serde_json::json!({"n": "three"}));
        let fourth = events.try_next().await.unwrap().unwrap();
        assert_eq!((fourth.event, fourth.data.n, fourth.id.as_deref()), (None, 4, Some("")));
        assert!(events.next().await.is_none());
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn data_that_is_a_string_is_no_json() {
    let body = b"data: \"a\"\ndata:  b\n\ndata: [DONE]\n\ndata\n\ndata: lost";
    let client = client("text/event-stream", body, 5, false);
    let mut events = client.events().notes_watch().send().await.unwrap().into_inner();
    let mut found = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        found.push(event.data);
    }
    assert_eq!(found, ["\"a\"\n b", "[DONE]", ""]);
}

#[tokio::test]
async fn json_lines_are_items() {
    let lines: &[u8] = b"{\"n\": 1}\r\n\n{\"n\": null}\n[1\n{\"n\": 2}";
    let sequence: &[u8] = b"\x1e{\"n\": 1}\n\x1e{\"n\":\nnull}\n\x1e[1\n\x1e{\"n\": 2}\n";
    for (content_type, body) in [("application/x-ndjson", lines), ("application/json-seq", sequence)] {
        for size in [1, 4, 1000] {
            let client = client(content_type, body, size, false);
            let response = client.ticks().list().send().await.unwrap();
            let accepted = "application/x-ndjson, application/json-seq";
            assert_eq!(response.headers()["x-accepted"], accepted);
            let mut ticks = response.into_inner();
            let mut found = Vec::new();
            while let Some(tick) = ticks.next().await {
                found.push(match tick {
                    Ok(tick) => Ok(tick.n),
                    Err(Error::Item(error)) => Err(error.json().to_string()),
                    Err(error) => panic!("{error}"),
                });
            }
            let errors = ["{\"n\":null}", "\"[1\""].map(|it| Err(it.to_owned()));
            assert_eq!(found, [&[Ok(1)][..], &errors, &[Ok(2)]].concat());
        }
    }
}

#[tokio::test]
async fn one_operation_has_both() {
    let client = client("text/event-stream", b"data: {\"n\": 1}\n\n", 4, false);
    let ask = || client.chat().ask(ChatAskBody::new().stream(true));
    let response = ask().send_stream().await.unwrap();
    assert_eq!(response.headers()["x-accepted"], "text/event-stream");
    assert_eq!(response.into_inner().try_next().await.unwrap().unwrap().data.n, 1);
    let error = ask().send().await.unwrap_err();
    assert_eq!(error.headers().unwrap()["x-accepted"], "application/json");
    // And the other way round.
    let client = self::client("application/json", b"{\"text\": \"a\"}", 4, false);
    let ask = client.chat().ask(ChatAskBody::new()).send_stream().await;
    assert!(matches!(ask, Err(Error::UnexpectedResponse(_))));
}

#[tokio::test]
async fn a_broken_stream_ends_with_an_error() {
    let client = client("application/octet-stream", b"abc", 2, true);
    let mut file = client.file().read().send_stream().await.unwrap().into_inner();
    assert_eq!(file.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(file.try_next().await.unwrap().unwrap(), "c");
    let Some(Err(Error::Transport(error))) = file.next().await else {
        panic!("the connection broke");
    };
    assert!(error.to_string().contains("files.example.org"), "{error}");
    assert!(file.next().await.is_none());
    let client = self::client("text/event-stream", b"data: {\"n\": 1}\n\n", 3, true);
    let mut events = client.events().watch().send().await.unwrap().into_inner();
    assert!(matches!(events.next().await, Some(Ok(_))));
    assert!(matches!(events.next().await, Some(Err(Error::Transport(_)))));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_item_has_a_limit_and_a_body_has_none() {
    let long: &'static [u8] = Vec::leak(vec![b'a'; 1_000_000]);
    let client = client("application/octet-stream", long, 999, false);
    let mut file = client.file().read().send_stream().await.unwrap().into_inner();
    let mut all = Vec::new();
    file.read_to_end(&mut all).await.unwrap();
    assert_eq!(all, long);
    assert!(client.file().read().send().await.is_err());
    for content_type in ["text/event-stream", "application/x-ndjson"] {
        let client = self::client(content_type, long, 100, false);
        let error = match content_type {
            "text/event-stream" => {
                client.events().watch().send().await.unwrap().into_inner().next().await.unwrap().unwrap_err()
            }
            _ => client.ticks().list().send().await.unwrap().into_inner().next().await.unwrap().unwrap_err(),
        };
        assert!(error.to_string().contains("an item is larger than 1000 bytes"), "{error}");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn streams_can_be_waited_for() {
    use std::io::Read as _;

    let client = client("application/octet-stream", b"abcde", 2, false);
    let file = client.file().read().send_stream_blocking().unwrap().into_inner();
    let mut text = String::new();
    file.blocking().read_to_string(&mut text).unwrap();
    assert_eq!(text, "abcde");
    let client = self::client("text/event-stream", b"data: {\"n\": 1}\n\n", 3, false);
    let events = client.events().watch().send_blocking().unwrap().into_inner().blocking();
    let found: Vec<i64> = events.map(|event| event.unwrap().data.n).collect();
    assert_eq!(found, [1]);
}

/// A server on loopback that sends parts of a response, with pauses between them.
async fn serve(parts: Vec<(&'static str, Duration)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = connection.read(&mut request).await.unwrap();
        for (part, pause) in parts {
            // The client may have gone.
            if connection.write_all(part.as_bytes()).await.is_err() {
                return;
            }
            tokio::time::sleep(pause).await;
        }
    });
    format!("http://{address}")
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-type: text/event-stream\r\n\r\n";
const CHUNK: &str = "10\r\ndata: {\"n\": 1}\n\n\r\n";
const PAUSE: Duration = Duration::from_millis(150);

/// The timeouts of the call and of an attempt are shorter than the stream is: only a pause may be too long.
#[tokio::test]
async fn a_timeout_is_for_a_pause_not_for_the_stream() {
    let options = CallOptions::new().timeout(2 * PAUSE).attempt_timeout(2 * PAUSE);
    let parts = vec![(HEAD, PAUSE), (CHUNK, PAUSE), (CHUNK, PAUSE), (CHUNK, PAUSE), (CHUNK, 20 * PAUSE)];
    let url = serve(parts).await;
    let client = Client::builder().base_url(&url).retry(RetryPolicy::never()).build().unwrap();
    let request = client.events().watch().options(options);
    let mut events = request.send().await.unwrap().into_inner();
    for _ in 0..4 {
        assert_eq!(events.try_next().await.unwrap().unwrap().data.n, 1);
    }
    assert!(matches!(events.next().await, Some(Err(Error::Timeout(_)))));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_an_error() {
    for (end, is_complete) in [("0\r\n\r\n", true), ("", false)] {
        let url = serve(vec![(HEAD, Duration::ZERO), (CHUNK, Duration::ZERO), (end, Duration::ZERO)]).await;
        let client = Client::builder().base_url(&url).build().unwrap();
        let mut events = client.events().watch().send().await.unwrap().into_inner();
        assert!(matches!(events.next().await, Some(Ok(_))));
        assert_eq!(events.next().await.is_none(), is_complete);
    }
}

#[tokio::test]
async fn an_error_response_is_still_an_error() {
    let url = serve(vec![(
        "HTTP/1.1 400 Bad Request\r\ncontent-length: 5\r\ncontent-type: application/json\r\n\r\n\"No.\"",
        Duration::ZERO,
    )])
    .await;
    let client = Client::builder().base_url(&url).build().unwrap();
    let Err(Error::Api(error)) = client.events().watch().send().await else {
        panic!("400 is an error")
    };
    assert_eq!(error.raw(), "\"No.\"");
}
