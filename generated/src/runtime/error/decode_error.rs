//! [`DecodeError`]: a successful response whose body does not match the documentation.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::log_text::{TEXT_LIMIT, printable};
use super::super::response::{HeaderError, Mismatch, RawResponse, response_accessors};

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
    pub(super) response: RawResponse,
    /// What does not match: `body` or `headers`.
    part: &'static str,
    path: String,
    problem: String,
}

impl DecodeError {
    pub(crate) fn new(response: RawResponse, mismatch: Mismatch) -> Self {
        let Mismatch { path, problem } = mismatch;
        Self {
            response,
            part: "body",
            path,
            problem,
        }
    }

    /// The location of the mismatch, such as `results[3].active`, or the name of a header; empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The expected value, and the type of the found value.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.response.call.operation
    }

    response_accessors!();
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = printable(&self.problem, TEXT_LIMIT);
        let text = match self.path.as_str() {
            "" => format!("cannot read the {}: {problem}", self.part),
            path => format!(
                "cannot read the {}: {}: {problem}",
                self.part,
                printable(path, TEXT_LIMIT)
            ),
        };
        self.response.write_line(f, &text)
    }
}

impl std::error::Error for DecodeError {}

impl From<HeaderError> for DecodeError {
    fn from(error: HeaderError) -> Self {
        Self {
            part: "headers",
            ..Self::new(*error.response, error.mismatch)
        }
    }
}
