//! [`FakeTransport`]: answers for tests, without a server.

use std::collections::VecDeque;
use std::fmt;
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
#[derive(Clone, Default)]
pub struct FakeTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: VecDeque<FakeAnswer>,
    respond: Option<Box<Respond>>,
    requests: Vec<http::Request<Bytes>>,
}

type FakeAnswer = Result<http::Response<Bytes>, TransportFailure>;

type Respond = dyn FnMut(&http::Request<Bytes>) -> FakeAnswer + Send;

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

    /// Answers each request with what a function makes of it, once the answers given otherwise are used up.
    #[must_use]
    pub fn respond_with<F, R>(self, mut respond: F) -> Self
    where
        F: FnMut(&http::Request<Bytes>) -> Result<http::Response<R>, TransportFailure>
            + Send
            + 'static,
        R: Into<Bytes>,
    {
        self.state().respond = Some(Box::new(move |request| {
            respond(request).map(|response| response.map(Into::into))
        }));
        self
    }

    /// How many answers are left, not counting those of [`respond_with`](FakeTransport::respond_with).
    pub fn remaining(&self) -> usize {
        self.state().answers.len()
    }

    /// The requests that were sent, attempts each for itself. They hold the key.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    fn push(self, answer: FakeAnswer) -> Self {
        self.state().answers.push_back(answer);
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        let state = &mut *self.state();
        let answer = match (state.answers.pop_front(), &mut state.respond) {
            (Some(answer), _) => answer,
            (None, Some(respond)) => respond(&request),
            (None, None) => {
                let (method, uri) = (request.method(), request.uri());
                let problem = format!("the fake transport has no answer left for {method} {uri}");
                Err(TransportFailure::hopeless(problem))
            }
        };
        state.requests.push(request);
        Box::pin(ready(answer.map(|answer| answer.map(ResponseBody::from))))
    }
}

/// Requests hold the key, so only their number is shown.
impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("FakeTransport")
            .field("remaining", &state.answers.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}
