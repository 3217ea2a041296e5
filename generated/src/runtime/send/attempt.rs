//! [`Attempt`]: the outcome of an attempt.

use std::time::Duration;

use http::StatusCode;

use super::super::error::KeyProblem;
use super::super::response::RawResponse;
use super::super::transport::{FailureKind, ResponseBody, TransportFailure};

pub(super) enum Attempt {
    /// A complete response.
    Response(RawResponse),
    /// The head of a response whose body is read while it is received.
    Open(RawResponse, OpenResponse),
    /// A response that is too large, without its body.
    TooLarge(RawResponse),
    /// No response: the transport failed.
    Failed(TransportFailure),
    /// No response: this timeout elapsed.
    TimedOut(Duration),
    /// Not sent: there were no credentials.
    NoKey(KeyProblem),
    /// Not sent: an upload in the body cannot be read.
    NoBody(String),
}

/// A body that is not read yet.
pub(crate) struct OpenResponse {
    pub(crate) chunks: ResponseBody,
    /// The longest wait for a chunk.
    pub(crate) timeout: Duration,
}

impl Attempt {
    /// The pause of all requests of the client that the server requests.
    pub(super) fn requested_pause(&self) -> Option<Duration> {
        match self {
            Self::Response(response) if matches!(response.status().as_u16(), 429 | 503) => {
                response.retry_after()
            }
            _ => None,
        }
    }

    /// Whether the server may have processed the request.
    pub(super) fn may_be_processed(&self) -> bool {
        match self {
            Self::Response(response) => response.status() != StatusCode::TOO_MANY_REQUESTS,
            Self::Failed(failure) => {
                matches!(failure.kind, FailureKind::Broken | FailureKind::Unreadable)
            }
            Self::Open(..) | Self::TooLarge(_) | Self::TimedOut(_) => true,
            Self::NoKey(_) | Self::NoBody(_) => false,
        }
    }
}
