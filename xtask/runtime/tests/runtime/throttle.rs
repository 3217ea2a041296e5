//! Limits of the whole client: concurrent requests, and pauses that a server requests.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use sdk_runtime::{
    Bytes, CallOptions, FakeTransport, Request, RetryPolicy, Transport, TransportFuture,
};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::support::client::{Client, ClientBuilder, Error, KEY, LIST, LOGIN};

const SECOND: Duration = Duration::from_secs(1);

fn builder(transport: impl Transport) -> ClientBuilder {
    Client::builder()
        .api_key(KEY)
        .base_url("https://api.example.com")
        .transport(transport)
}

fn client(transport: &FakeTransport) -> Client {
    builder(transport.clone()).build().unwrap()
}

async fn list(client: &Client, options: CallOptions) -> Result<u32, Error> {
    let request = Request::new(&LIST).options(&options);
    let result = client.core().send::<Value, _>(request).await;
    result.map(|response| response.attempts())
}

fn wait(status: u16, seconds: &str) -> http::Response<&'static str> {
    http::Response::builder()
        .status(status)
        .header("retry-after", seconds)
        .body("")
        .unwrap()
}

/// Takes a second for each request, and counts those that are under way.
#[derive(Default)]
struct Slow {
    running: AtomicUsize,
    most: AtomicUsize,
}

impl Transport for Slow {
    fn send(&self, _: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async {
            let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(running, Ordering::SeqCst);
            sleep(SECOND).await;
            self.running.fetch_sub(1, Ordering::SeqCst);
            Ok(http::Response::new("{}".into()))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn clones_together_send_at_most_so_many_requests_at_once() {
    for (limit, most) in [(Some(1), 1), (Some(3), 3), (Some(usize::MAX), 9), (None, 9)] {
        let slow = Arc::new(Slow::default());
        let builder = builder(slow.clone());
        let client = match limit {
            Some(limit) => builder.max_concurrent_requests(limit),
            None => builder,
        };
        let client = client.build().unwrap();
        let calls = (0..9).map(|_| {
            let client = client.clone();
            async move { list(&client, CallOptions::new()).await }
        });
        for result in join_all(calls).await {
            assert_eq!(result.unwrap(), 1);
        }
        assert_eq!(slow.most.load(Ordering::SeqCst), most, "{limit:?}");
    }
}

/// Waiting is part of the call's time, and not of the attempt's.
#[tokio::test(start_paused = true)]
async fn the_time_in_the_queue_counts_towards_the_timeout() {
    let slow = builder(Slow::default()).max_concurrent_requests(1);
    let client = slow.build().unwrap();
    let short_attempts = CallOptions::new().attempt_timeout(SECOND * 3 / 2);
    let impatient = short_attempts.clone().timeout(SECOND * 5 / 2);
    let calls = [
        &short_attempts,
        &short_attempts,
        &short_attempts,
        &impatient,
    ];
    let calls = calls.map(|options| list(&client, options.clone()));
    let mut results = join_all(calls).await;
    let error = results.pop().unwrap().unwrap_err();
    for result in results {
        assert_eq!(result.unwrap(), 1);
    }
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "users_list: not sent: timed out in the queue after 2.5s: `max_concurrent_requests` is 1"
    );
    assert_eq!(error.attempts(), 0);
    assert!(error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_slot_is_released_however_the_call_ends() {
    let transport = FakeTransport::new().timeout().timeout().ok(&json!({}));
    let one = builder(transport.clone()).max_concurrent_requests(1);
    let client = one.build().unwrap();
    let short = CallOptions::new()
        .timeout(SECOND)
        .retry(RetryPolicy::never());
    let error = list(&client, short).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    // The future is dropped.
    let dropped = tokio::time::timeout(SECOND, list(&client, CallOptions::new())).await;
    assert!(dropped.is_err());
    assert_eq!(list(&client, CallOptions::new()).await.unwrap(), 1);
}

#[test]
fn a_limit_of_zero_is_rejected() {
    let error = builder(FakeTransport::new()).max_concurrent_requests(0);
    let error = error.build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "max_concurrent_requests is zero, so no request could be sent: set at least 1"
    );
}

/// When each request was sent, in seconds from the start.
#[derive(Clone, Default)]
struct Times(Arc<Mutex<Vec<u64>>>);

impl Times {
    fn all(&self) -> Vec<u64> {
        self.0.lock().unwrap().clone()
    }

    /// A client whose requests get these responses.
    fn client(&self, transport: FakeTransport) -> Client {
        let (times, start) = (self.0.clone(), Instant::now());
        let transport = builder(transport).wrap_transport(move |inner| Timed {
            inner,
            start,
            times: times.clone(),
        });
        transport.build().unwrap()
    }
}

struct Timed<T> {
    inner: T,
    start: Instant,
    times: Arc<Mutex<Vec<u64>>>,
}

impl<T: Transport> Transport for Timed<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let time = self.start.elapsed().as_secs();
        self.times.lock().unwrap().push(time);
        self.inner.send(request)
    }
}

#[tokio::test(start_paused = true)]
async fn all_calls_wait_during_a_pause() {
    for status in [429, 503] {
        let times = Times::default();
        let transport = FakeTransport::new().response(wait(status, "30"));
        let transport = (0..4).fold(transport, |it, _| it.ok(&json!({})));
        let client = times.client(transport);
        let other = client.clone();
        let others = async {
            sleep(SECOND * 2).await;
            let never = CallOptions::new().retry(RetryPolicy::never());
            join_all([list(&other, never.clone()), list(&other, never)]).await
        };
        let (first, others) = tokio::join!(list(&client, CallOptions::new()), others);
        assert_eq!(first.unwrap(), 2);
        for result in others {
            assert_eq!(result.unwrap(), 1);
        }
        assert_eq!(times.all(), [0, 30, 30, 30], "{status}");
        // It is over.
        list(&client, CallOptions::new()).await.unwrap();
        assert_eq!(times.all(), [0, 30, 30, 30, 30]);
    }
}

#[tokio::test(start_paused = true)]
async fn other_responses_do_not_pause_the_client() {
    for response in [
        wait(200, "30"),
        wait(404, "30"),
        wait(502, "30"),
        wait(429, "0"),
    ] {
        let times = Times::default();
        let transport = FakeTransport::new().response(response).ok(&json!({}));
        let client = times.client(transport);
        let never = CallOptions::new().retry(RetryPolicy::never());
        let _ = list(&client, never.clone()).await;
        list(&client, never).await.unwrap();
        assert_eq!(times.all(), [0, 0]);
    }
}

/// A call that cannot wait that long fails at once and sends nothing.
#[tokio::test(start_paused = true)]
async fn a_pause_longer_than_a_call_may_wait_ends_it() {
    let transport = FakeTransport::new().response(wait(429, "90"));
    let client = client(&transport);
    let error = list(&client, CallOptions::new()).await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(SECOND * 90));

    let start = Instant::now();
    let patient = RetryPolicy::new().max_retry_after(SECOND * 100);
    for options in [
        CallOptions::new(),
        CallOptions::new()
            .retry(patient.clone())
            .timeout(SECOND * 80),
    ] {
        let error = list(&client, options).await.unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        assert_eq!(
            error.to_string(),
            "users_list: not sent: the client is paused for another 90 s (`Retry-After`), which exceeds the limits of \
             this call"
        );
        assert_eq!((error.attempts(), error.status()), (0, None));
        assert!(error.is_rate_limited(), "like the first error");
        assert_eq!(error.retry_after(), Some(SECOND * 90));
        assert!(error.is_retryable());
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(transport.requests().len(), 1);

    let transport = transport.ok(&json!({}));
    let options = CallOptions::new().retry(patient);
    assert_eq!(list(&client, options).await.unwrap(), 1);
    assert!(start.elapsed() >= SECOND * 90);
    assert_eq!(transport.remaining(), 0);
}

/// A call with a response returns its error if another call's pause leaves no time for another attempt.
#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_be_retried_for_a_pause_ends_in_its_last_error() {
    let transport = FakeTransport::new()
        .json(502, &json!({"detail": "Later."}))
        .response(wait(429, "90"));
    let client = client(&transport);
    let policy = RetryPolicy::new().backoff(SECOND * 20, SECOND * 20);
    let (first, second) = tokio::join!(list(&client, CallOptions::new().retry(policy)), async {
        let request = Request::new(&LOGIN);
        client.core().send::<Value, _>(request).await
    });
    assert!(second.unwrap_err().is_rate_limited());
    assert_eq!(
        first.unwrap_err().to_string(),
        "users_list: 502 Bad Gateway: Later."
    );
    assert_eq!(transport.requests().len(), 2);
}

/// One wrong header must not stop a program for ever.
#[tokio::test(start_paused = true)]
async fn the_longest_pause_is_an_hour() {
    let transport = FakeTransport::new()
        .response(wait(503, "99999999999999999999"))
        .ok(&json!({}));
    let client = client(&transport);
    list(&client, CallOptions::new()).await.unwrap_err();
    let error = list(&client, CallOptions::new()).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(SECOND * 3600));
    sleep(SECOND * 3601).await;
    list(&client, CallOptions::new()).await.unwrap();
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_share_the_pause_and_the_limit() {
    let transport = FakeTransport::new().response(wait(429, "90"));
    let client = client(&transport);
    let call = || client.core().send_blocking::<Value, _>(Request::new(&LIST));
    assert!(call().unwrap_err().is_rate_limited());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let error = runtime.block_on(list(&client, CallOptions::new()));
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    assert!(matches!(call(), Err(Error::Timeout(_))));
    assert_eq!(transport.requests().len(), 1);
}
