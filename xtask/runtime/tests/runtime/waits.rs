//! Delays and timeouts, with a paused clock and a fake transport.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sdk_runtime::{
    CallOptions, FakeTransport, Request, RetryPolicy, Transport, TransportFailure, TransportFuture,
};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::client::{Client, Error, KEY, LIST, LOGIN};

fn client(transport: impl Transport) -> Client {
    Client::builder()
        .api_key(KEY)
        .base_url("https://api.example.com")
        .transport(transport)
        .build()
        .unwrap()
}

fn limited(retry_after: &str) -> http::Response<&'static str> {
    http::Response::builder()
        .status(429)
        .header("retry-after", retry_after)
        .header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
        .body("")
        .unwrap()
}

async fn list(transport: FakeTransport, options: CallOptions) -> (Result<u32, Error>, Duration) {
    let start = Instant::now();
    let request = Request::new(&LIST).options(&options);
    let result = client(transport).core().send::<Value, _>(request).await;
    (result.map(|response| response.attempts()), start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn the_whole_retry_after_is_waited() {
    // Thirty seconds after the server's own clock.
    for requested in ["30", "Sun, 06 Nov 1994 08:50:07 GMT"] {
        let transport = FakeTransport::new()
            .response(limited(requested))
            .json(200, &json!({}));
        let (result, waited) = list(transport, CallOptions::new()).await;
        assert_eq!(result.unwrap(), 2);
        assert!(
            (Duration::from_secs(30)..Duration::from_secs(31)).contains(&waited),
            "{waited:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn waits_grow_and_stay_below_the_longest() {
    let policy = RetryPolicy::new()
        .max_attempts(6)
        .backoff(Duration::from_secs(1), Duration::from_secs(4));
    let unavailable = |transport: FakeTransport| transport.json(503, &json!({}));
    let mut longest = Duration::ZERO;
    for _ in 0..50 {
        let transport = (0..6).fold(FakeTransport::new(), |it, _| unavailable(it));
        let (result, waited) = list(transport, CallOptions::new().retry(policy.clone())).await;
        assert_eq!(result.unwrap_err().attempts(), 6);
        // At most 1 + 2 + 4 + 4 + 4.
        assert!(waited < Duration::from_millis(15_100), "{waited:?}");
        longest = longest.max(waited);
    }
    assert!(
        longest > Duration::from_secs(5),
        "{longest:?}: they do not grow"
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_when_its_time_is_over() {
    // The delay exceeds the remaining timeout, so the response is returned at once.
    let transport = FakeTransport::new()
        .response(limited("50"))
        .json(200, &json!({}));
    let short = CallOptions::new().timeout(Duration::from_secs(40));
    let (result, waited) = list(transport, short).await;
    assert!(result.unwrap_err().is_rate_limited());
    assert_eq!(waited, Duration::ZERO);
}

/// Never responds.
#[derive(Default)]
struct Silence(AtomicU32);

impl Transport for Silence {
    fn send(&self, _: http::Request<sdk_runtime::Bytes>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_and_calls_have_separate_timeouts() {
    let silence = std::sync::Arc::new(Silence::default());
    let start = Instant::now();
    let request = Request::new(&LIST);
    let error = client(silence.clone())
        .core()
        .send::<Value, _>(request)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_list: no complete response from api.example.com within 30s (3 attempts)"
    );
    assert_eq!(silence.0.load(Ordering::Relaxed), 3);
    assert!(start.elapsed() < Duration::from_secs(92));

    let total = CallOptions::new().timeout(Duration::from_secs(40));
    let start = Instant::now();
    let request = Request::new(&LIST).options(&total);
    let error = client(silence)
        .core()
        .send::<Value, _>(request)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_list: no complete response from api.example.com within 40s (2 attempts)"
    );
    assert_eq!(start.elapsed().as_secs(), 40);
}

#[tokio::test(start_paused = true)]
async fn an_earlier_attempt_that_may_be_processed_counts() {
    let transport = FakeTransport::new()
        .failure(TransportFailure::broken("reset"))
        .failure(TransportFailure::connect("refused"));
    let policy = RetryPolicy::new().max_attempts(2).every_method(true);
    let request = Request::new(&LOGIN).options(&CallOptions::new().retry(policy));
    let error = client(transport)
        .core()
        .send::<Value, _>(request)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)));
    assert!(
        !error.is_retryable(),
        "the first attempt may have been a success"
    );
}

#[tokio::test]
async fn zero_timeouts_and_zero_attempts_are_rejected() {
    for (options, name) in [
        (CallOptions::new().timeout(Duration::ZERO), "timeout"),
        (
            CallOptions::new().attempt_timeout(Duration::ZERO),
            "attempt_timeout",
        ),
        (
            CallOptions::new().retry(RetryPolicy::new().max_attempts(0)),
            "retry",
        ),
    ] {
        let (result, _) = list(FakeTransport::new(), options).await;
        let error = result.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        assert_eq!(error.field_errors()[0].path, name);
    }
}
