//! [`ApiError`]: an answer that says no.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::decode::decode_error;
use super::field_error::{FieldError, summary};
use super::field_errors::FieldErrors;

/// An answer with an error status (400 to 599), its body decoded as it is documented for the operation and the status.
#[derive(Clone, Debug)]
pub struct ApiError<B> {
    answer: Answer,
    body: B,
}

impl<B> ApiError<B> {
    pub(super) fn new(answer: Answer, body: B) -> Self {
        Self { answer, body }
    }

    /// The body, decoded.
    pub fn body(&self) -> &B {
        &self.body
    }

    /// The body, decoded.
    pub fn into_body(self) -> B {
        self.body
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

    /// How long the server asks to wait before the next try (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.answer.retry_after()
    }

    /// What the body says about the request, as a flat list; empty if the body is not JSON.
    pub fn field_errors(&self) -> Vec<FieldError> {
        decode_error(self.raw())
            .map_or_else(Vec::new, |errors: FieldErrors| errors.iter().collect())
    }

    /// Whether the same request may succeed later, and cannot do something twice: after 429, which means that nothing was
    /// done, and after 502, 503 and 504 to an idempotent method.
    pub fn is_retryable(&self) -> bool {
        match self.status().as_u16() {
            429 => self.answer.call.can_repeat(),
            502..=504 => self.answer.call.method.is_idempotent(),
            _ => false,
        }
    }
}

/// Where errors that are not about a field say what went wrong: nowhere in particular, as in `detail`, or where gateways
/// put it.
const MESSAGES: &[&str] = &["", "error", "message", "title"];

impl<B> fmt::Display for ApiError<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut errors = self.field_errors();
        // Only a refused request is answered by field. In other bodies, what has a name may be anything, a key too.
        if !matches!(self.status().as_u16(), 400 | 422) {
            errors.retain(|error| MESSAGES.contains(&error.path.as_str()));
        }
        if errors.is_empty() {
            self.answer.write_line(f, &self.answer.describe_body())
        } else {
            self.answer.write_line(f, &summary(&errors))
        }
    }
}

impl<B: fmt::Debug> std::error::Error for ApiError<B> {}
