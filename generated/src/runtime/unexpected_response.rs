//! [`UnexpectedResponse`]: a response that is neither a documented success nor an error.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;

/// A response that is neither a documented success nor an error: a redirect, an undocumented 2xx, a response from
/// another URL than the requested one, or a page of a list without the number of pages.
///
/// For an operation without a documented body, a 2xx with an HTML page (content type `text/html` or
/// `application/xhtml+xml`) is unexpected too, such as the sign-in page of a proxy. Any other body is ignored there.
///
/// The server may have processed the request.
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

    /// The same error, for a page that was received but does not allow requesting the next one.
    pub(super) fn before_page(self, page: u64) -> Self {
        Self {
            page: Some(page),
            ..self
        }
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
        self.page
    }
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.write_line(f, &self.problem)
    }
}

impl std::error::Error for UnexpectedResponse {}
