//! [`FakeTransport`]: responses for tests, without a server.

use std::collections::VecDeque;
use std::fmt;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::Serialize;
use tokio::time::sleep;

use super::transport::{ResponseBody, Transport, TransportFuture};
use super::transport_failure::TransportFailure;

/// A [`Transport`] for tests: it returns the responses that it was given, one after the other, and records the requests.
///
/// Clones are the same transport, so one goes to the client and another is inspected afterwards. Everything else of the
/// client is real: requests are checked, written and retried as always, and timeouts run. With Tokio's paused clock
/// (`#[tokio::test(start_paused = true)]`, its feature `test-util`) no test waits for them.
#[derive(Clone, Default)]
pub struct FakeTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    steps: VecDeque<Step>,
    respond: Option<(Duration, Box<Respond>)>,
    /// Of what is added next.
    delay: Duration,
    requests: Vec<http::Request<Bytes>>,
}

/// What happens to a request.
enum Step {
    After(Duration, FakeResult),
    /// There is never a response.
    Silence,
}

type FakeResult = Result<http::Response<Bytes>, TransportFailure>;

type Respond = dyn FnMut(&http::Request<Bytes>) -> FakeResult + Send;

impl FakeTransport {
    /// A transport without a response.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with 200 and this value as JSON: one of the crate's types, or any other.
    #[must_use]
    pub fn ok(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json(200, body)
    }

    /// Answers the next request with this status and this value as JSON.
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

    /// Answers the next request with this response.
    #[must_use]
    pub fn response(self, response: http::Response<impl Into<Bytes>>) -> Self {
        self.push(Ok(response.map(Into::into)))
    }

    /// Fails the next request.
    #[must_use]
    pub fn failure(self, failure: TransportFailure) -> Self {
        self.push(Err(failure))
    }

    /// Never answers the next request, so that the attempt ends by its timeout.
    #[must_use]
    pub fn timeout(self) -> Self {
        self.state().steps.push_back(Step::Silence);
        self
    }

    /// Delays what is added next: a response, a failure, or all that [`respond_with`](FakeTransport::respond_with)
    /// returns.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        self.state().delay = delay;
        self
    }

    /// Answers each request with what a function returns for it, once the responses given otherwise are used up.
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

    /// How many responses are left, not counting those of [`respond_with`](FakeTransport::respond_with).
    pub fn remaining(&self) -> usize {
        self.state().steps.len()
    }

    /// The requests that were sent, one for each attempt. They contain the key.
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

/// Requests hold the key, so only their number is shown.
impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("FakeTransport")
            .field("remaining", &state.steps.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}
