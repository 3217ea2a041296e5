//! [`ApiError`]: an error response (4xx or 5xx).

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::response::{RawResponse, decode_error, response_accessors};
use super::field_error::{FieldError, messages, summary};
use super::field_errors::FieldErrors;

/// An error response (status 400 to 599). Its body is decoded as documented for the operation and the status.
#[derive(Clone, Debug)]
pub struct ApiError<B> {
    pub(super) response: RawResponse,
    body: B,
}

impl<B> ApiError<B> {
    pub(crate) fn new(response: RawResponse, body: B) -> Self {
        Self { response, body }
    }

    /// The decoded body.
    pub fn body(&self) -> &B {
        &self.body
    }

    /// The decoded body, by value.
    pub fn into_body(self) -> B {
        self.body
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.response.call.operation
    }

    response_accessors!();

    /// The delay that the server requests before the next attempt (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.response.retry_after()
    }

    /// The errors in the body as a flat list; empty if the body is not JSON.
    pub fn field_errors(&self) -> Vec<FieldError> {
        decode_error(self.raw())
            .map_or_else(Vec::new, |errors: FieldErrors| errors.iter().collect())
    }

    /// The messages for one field, given by name (`email`) or path (`labels[1].color`); empty if there are none.
    pub fn field(&self, path: &str) -> Vec<String> {
        messages(self.field_errors(), path)
    }

    /// Whether the server rejected the request as invalid (400).
    pub fn is_bad_request(&self) -> bool {
        self.status() == StatusCode::BAD_REQUEST
    }

    /// Whether the server rejected the API key (401).
    pub fn is_unauthorized(&self) -> bool {
        self.status() == StatusCode::UNAUTHORIZED
    }

    /// Whether the API key lacks permission (403).
    pub fn is_forbidden(&self) -> bool {
        self.status() == StatusCode::FORBIDDEN
    }

    /// Whether the requested resource does not exist (404).
    pub fn is_not_found(&self) -> bool {
        self.status() == StatusCode::NOT_FOUND
    }

    /// Whether the request conflicts with the state of the resource (409).
    pub fn is_conflict(&self) -> bool {
        self.status() == StatusCode::CONFLICT
    }

    /// Whether the rate limit was exceeded (429).
    pub fn is_rate_limited(&self) -> bool {
        self.status() == StatusCode::TOO_MANY_REQUESTS
    }

    /// Whether the server failed (500 to 599).
    pub fn is_server_error(&self) -> bool {
        self.status().is_server_error()
    }

    /// Whether the same request may succeed later and is safe to repeat. This is so after 429, since the server has
    /// not processed the request, and after 502, 503 and 504 if the method is idempotent.
    pub fn is_retryable(&self) -> bool {
        match self.status().as_u16() {
            429 => self.response.call.can_repeat(),
            502..=504 => self.response.call.method.is_idempotent(),
            _ => false,
        }
    }
}

/// The paths of messages that do not belong to a field: the empty path (`detail`), and the properties that gateways
/// use.
const MESSAGES: &[&str] = &["", "error", "message", "title"];

impl<B> fmt::Display for ApiError<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut errors = self.field_errors();
        // Only 400 and 422 report errors by field. Properties of other bodies may be anything, even a key.
        if !matches!(self.status().as_u16(), 400 | 422) {
            errors.retain(|error| MESSAGES.contains(&error.path.as_str()));
        }
        if errors.is_empty() {
            self.response.write_line(f, &self.response.describe_body())
        } else {
            self.response.write_line(f, &summary(&errors))
        }
    }
}

impl<B: fmt::Debug> std::error::Error for ApiError<B> {}
