//! [`FakeTransport`]: answers for tests, without a server.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::Serialize;

use super::transport::{ResponseBody, Transport, TransportFuture};
use super::transport_failure::TransportFailure;

/// A [`Transport`] for tests: it gives the answers that it was told, one after the other, and keeps what was sent.
///
/// Clones are the same transport, so one goes to the client and another is looked at afterwards. Everything else of the
/// client is real: requests are checked, written and sent again as always.
#[derive(Clone, Debug, Default)]
pub struct FakeTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportFailure>>,
    requests: Vec<http::Request<Bytes>>,
}

impl FakeTransport {
    /// A transport without an answer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with this status and this body, as JSON.
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

    /// Answers the next request with this.
    #[must_use]
    pub fn response(self, response: http::Response<impl Into<Bytes>>) -> Self {
        self.push(Ok(response.map(Into::into)))
    }

    /// Gives no answer to the next request.
    #[must_use]
    pub fn failure(self, failure: TransportFailure) -> Self {
        self.push(Err(failure))
    }

    /// The requests that were sent, attempts each for itself. They hold the key.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    fn push(self, answer: Result<http::Response<Bytes>, TransportFailure>) -> Self {
        self.state().answers.push_back(answer);
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let mut state = self.state();
        let sent = format!("{} {}", request.method(), request.uri());
        state.requests.push(request);
        let answer = state.answers.pop_front().unwrap_or_else(|| {
            let problem = format!("the fake transport has no answer left for {sent}");
            Err(TransportFailure::broken(problem))
        });
        Box::pin(ready(answer.map(|answer| answer.map(ResponseBody::from))))
    }
}
