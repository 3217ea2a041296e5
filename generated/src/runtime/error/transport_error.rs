//! [`TransportError`]: a call without a complete response.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::super::response::CallInfo;
use super::super::transport::{BaseUrl, FailureKind, TransportFailure, root};

/// Whether this crate is built with TLS. Another crate may have enabled it in the HTTP client, so this is only a
/// hint.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "rustls-no-provider"));

/// A call without a complete response: the connection failed or broke, or a timeout elapsed.
#[derive(Debug)]
pub struct TransportError {
    pub(super) call: CallInfo,
    base_url: BaseUrl,
    pub(super) reason: NoResponse,
}

/// The reason why a call has no complete response.
#[derive(Debug)]
pub(crate) enum NoResponse {
    /// The request was not sent in time.
    NotSent(NotSent),
    /// This timeout elapsed. The server may have processed the request.
    TimedOut(Duration),
    /// The transport failed.
    Failed(TransportFailure),
}

/// The reason why a request was not sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NotSent {
    /// The limit of concurrent requests was reached for the whole timeout.
    Busy(usize, Duration),
    /// The client pauses for longer than the call may wait. Contains the rest of the pause.
    Paused(Duration),
}

impl TransportError {
    pub(crate) fn new(call: CallInfo, base_url: &BaseUrl, reason: NoResponse) -> Self {
        Self {
            call,
            base_url: base_url.clone(),
            reason,
        }
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// The number of attempts.
    pub fn attempts(&self) -> u32 {
        self.call.attempts
    }

    /// The host, with its port unless that is the default port of the scheme.
    pub fn host(&self) -> &str {
        &self.base_url.host
    }

    /// The rest of the client's pause, if that prevented the request from being sent.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self.reason {
            NoResponse::NotSent(NotSent::Paused(left)) => Some(left),
            _ => None,
        }
    }

    pub(super) fn is_retryable(&self) -> bool {
        match &self.reason {
            NoResponse::NotSent(_) => self.call.can_repeat(),
            NoResponse::TimedOut(_) => self.call.method.is_idempotent(),
            NoResponse::Failed(failure) => match failure.kind {
                FailureKind::Connect => self.call.can_repeat(),
                FailureKind::Permanent | FailureKind::Unreadable => false,
                FailureKind::Broken => self.call.method.is_idempotent(),
            },
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.host();
        write!(f, "{}: ", self.call)?;
        match &self.reason {
            NoResponse::NotSent(reason) => write!(f, "not sent: {reason}")?,
            NoResponse::TimedOut(limit) => {
                write!(f, "no complete response from {host} within {limit:?}")?;
            }
            NoResponse::Failed(failure) => {
                let cause = root(&*failure.cause).to_string();
                match failure.kind {
                    FailureKind::Broken => write!(f, "the connection to {host} broke: {cause}")?,
                    FailureKind::Unreadable => {
                        write!(f, "the body of the request could not be read: {cause}")?;
                    }
                    FailureKind::Connect | FailureKind::Permanent => {
                        write!(f, "cannot connect to {host}: {cause}")?;
                        // Without the feature, another crate may enable TLS in reqwest.
                        if self.base_url.is_https
                            && !HAS_TLS
                            && cause.contains("scheme is not http")
                        {
                            f.write_str(
                                " (https requires the feature `rustls`, which is disabled)",
                            )?;
                        }
                    }
                }
            }
        }
        self.call.write_notes(f, None)
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(count, waited) => write!(
                f,
                "timed out in the queue after {waited:?}: `max_concurrent_requests` is {count}"
            ),
            Self::Paused(pause) => {
                // Whole seconds suffice for a message.
                let seconds = pause.as_secs_f64().ceil();
                write!(
                    f,
                    "the client is paused for another {seconds} s (`Retry-After`), which exceeds the limits of this call"
                )
            }
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.reason {
            NoResponse::Failed(failure) => Some(&*failure.cause),
            NoResponse::NotSent(_) | NoResponse::TimedOut(_) => None,
        }
    }
}
