//! [`FakeTransport`]: a transport for tests, without a server.

use std::collections::VecDeque;
use std::fmt;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::Serialize;
use tokio::time::sleep;

use super::interface::{Transport, TransportFuture};
use super::response_body::ResponseBody;
use super::transport_failure::TransportFailure;

/// A [`Transport`] for tests: it returns the given responses in order and records the requests.
///
/// Clones share their state, so a test can give one to the client and inspect another. The rest of the client is
/// unchanged: requests are validated, encoded and retried, and timeouts apply. With Tokio's paused clock
/// (`#[tokio::test(start_paused = true)]`, its feature `test-util`) tests do not wait for them.
#[derive(Clone, Default)]
pub struct FakeTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    steps: VecDeque<Step>,
    respond: Option<(Duration, Box<Respond>)>,
    /// The delay of the response that is added next.
    delay: Duration,
    requests: Vec<http::Request<Bytes>>,
}

/// The outcome of a request.
enum Step {
    After(Duration, FakeResult),
    /// No response.
    Silence,
}

type FakeResult = Result<http::Response<Bytes>, TransportFailure>;

type Respond = dyn FnMut(&http::Request<Bytes>) -> FakeResult + Send;

impl FakeTransport {
    /// Creates a transport without responses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Responds to the next request with 200 and this value as JSON: one of the crate's types, or any other.
    #[must_use]
    pub fn ok(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json(200, body)
    }

    /// Responds to the next request with this status and this value as JSON.
    #[must_use]
    pub fn json(self, status: u16, body: &(impl Serialize + ?Sized)) -> Self {
        let response = http::Response::builder()
            .status(status)
            .header(CONTENT_TYPE, "application/json");
        let made = serde_json::to_vec(body)
            .map_err(TransportFailure::broken)
            .and_then(|body| response.body(body.into()).map_err(TransportFailure::broken));
        self.push(made)
    }

    /// Responds to the next request with this response.
    #[must_use]
    pub fn response(self, response: http::Response<impl Into<Bytes>>) -> Self {
        self.push(Ok(response.map(Into::into)))
    }

    /// Fails the next request.
    #[must_use]
    pub fn failure(self, failure: TransportFailure) -> Self {
        self.push(Err(failure))
    }

    /// Never responds to the next request, so that the attempt times out.
    #[must_use]
    pub fn timeout(self) -> Self {
        self.state().steps.push_back(Step::Silence);
        self
    }

    /// Delays the outcome that is added next: a response, a failure, or all results of
    /// [`respond_with`](FakeTransport::respond_with).
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        self.state().delay = delay;
        self
    }

    /// Responds to each request with the result of a function, once all other responses are used.
    #[must_use]
    pub fn respond_with<F, R>(self, mut respond: F) -> Self
    where
        F: FnMut(&http::Request<Bytes>) -> Result<http::Response<R>, TransportFailure>
            + Send
            + 'static,
        R: Into<Bytes>,
    {
        let respond = Box::new(move |request: &http::Request<Bytes>| {
            respond(request).map(|response| response.map(Into::into))
        });
        let delay = self.take_delay();
        self.state().respond = Some((delay, respond));
        self
    }

    /// The number of remaining responses, without those of [`respond_with`](FakeTransport::respond_with).
    pub fn remaining(&self) -> usize {
        self.state().steps.len()
    }

    /// The requests that were sent, one per attempt. They contain the API key.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    fn push(self, result: FakeResult) -> Self {
        let step = Step::After(self.take_delay(), result);
        self.state().steps.push_back(step);
        self
    }

    fn take_delay(&self) -> Duration {
        std::mem::take(&mut self.state().delay)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let state = &mut *self.state();
        let step = match (state.steps.pop_front(), &mut state.respond) {
            (Some(step), _) => step,
            (None, Some((delay, respond))) => Step::After(*delay, respond(&request)),
            (None, None) => {
                let (method, uri) = (request.method(), request.uri());
                let problem = format!("the fake transport has no response left for {method} {uri}");
                Step::After(Duration::ZERO, Err(TransportFailure::permanent(problem)))
            }
        };
        state.requests.push(request);
        Box::pin(async move {
            let (delay, result) = match step {
                Step::After(delay, result) => (delay, result),
                Step::Silence => pending().await,
            };
            if !delay.is_zero() {
                sleep(delay).await;
            }
            result.map(|response| response.map(ResponseBody::from))
        })
    }
}

/// Shows only the number of requests, since they contain the API key.
impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("FakeTransport")
            .field("remaining", &state.steps.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}
