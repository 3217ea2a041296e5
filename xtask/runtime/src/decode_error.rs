//! [`DecodeError`]: a success whose body is not as documented.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::decode::Mismatch;
use super::text::{TEXT_LIMIT, printable};

/// A success whose body is not as documented. The server has done what was asked.
///
/// The messages never hold a value of the body; [`raw`](DecodeError::raw) has all of it, so an object that this crate
/// cannot read is still there as JSON:
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

    /// The place that is not as documented, such as `results[3].active`; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected there, and what kind of thing was found.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> &str {
        &self.answer.call.operation
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.answer.call.attempts
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        self.answer.raw()
    }

    /// The id that the server, or the proxy in front of it, gave the request. Support asks for it.
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
