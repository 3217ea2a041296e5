//! [`UnexpectedResponse`]: an answer that is neither documented nor an error.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;

/// An answer that is neither a documented success nor an error: a redirect, an undocumented 2xx, or the answer of another
/// URL than the one that was called; or a page of a list that does not say how many pages there are.
///
/// A 2xx to an operation without a documented body is one too if it has an HTML page as its body (the content type is
/// `text/html` or `application/xhtml+xml`), as the sign-in page of a proxy is. Any other body is ignored there.
///
/// The server may have done what was asked.
#[derive(Clone, Debug)]
pub struct UnexpectedResponse {
    answer: Answer,
    problem: String,
    page: Option<u64>,
}

impl UnexpectedResponse {
    pub(super) fn new(answer: Answer, problem: impl Into<String>) -> Self {
        Self {
            page: answer.call.page,
            answer,
            problem: problem.into(),
        }
    }

    /// The same, if the page that was asked for is there and the one after it cannot be had.
    pub(super) fn before_page(self, page: u64) -> Self {
        Self {
            page: Some(page),
            ..self
        }
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
        self.page
    }
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.write_line(f, &self.problem)
    }
}

impl std::error::Error for UnexpectedResponse {}
