//! [`DecodeError`]: a successful response whose body does not match the documentation.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::decode::Mismatch;
use super::text::{TEXT_LIMIT, printable};

/// A successful response whose body does not match the documentation. The server has processed the request.
///
/// The messages do not contain values of the body. [`raw`](DecodeError::raw) returns the whole body, so the JSON of
/// an object that does not decode is still available:
///
/// ```text
/// let user = match client.users().retrieve(id).send().await {
///     Ok(user) => serde_json::to_value(user.into_inner())?,
///     Err(Error::Decode(error)) => {
///         eprintln!("{error}"); // users_retrieve: 200 OK: cannot read the body: title: expected …, found …
///         serde_json::from_slice(error.raw())?
///     }
///     Err(other) => return Err(other.into()),
/// };
/// ```
#[derive(Clone, Debug)]
pub struct DecodeError {
    answer: Answer,
    path: String,
    problem: String,
}

impl DecodeError {
    pub(super) fn new(answer: Answer, mismatch: Mismatch) -> Self {
        let Mismatch { path, problem } = mismatch;
        Self {
            answer,
            path,
            problem,
        }
    }

    /// The location of the mismatch, such as `results[3].active`; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The expected value, and the type of the found value.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.answer.call.operation
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// The number of attempts.
    pub fn attempts(&self) -> u32 {
        self.answer.call.attempts
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The body, as received.
    pub fn raw(&self) -> &Bytes {
        self.answer.raw()
    }

    /// The request id that the server or a proxy has set. Include it in support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }

    pub(super) fn page(&self) -> Option<u64> {
        self.answer.call.page
    }

    pub(super) fn answer(&self) -> &Answer {
        &self.answer
    }

    pub(super) fn into_answer(self) -> Answer {
        self.answer
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = printable(&self.problem, TEXT_LIMIT);
        let text = match self.path.as_str() {
            "" => format!("cannot read the body: {problem}"),
            path => format!(
                "cannot read the body: {}: {problem}",
                printable(path, TEXT_LIMIT)
            ),
        };
        self.answer.write_line(f, &text)
    }
}

impl std::error::Error for DecodeError {}
