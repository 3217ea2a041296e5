//! [`TransportError`]: a call without a complete response.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::base_url::BaseUrl;
use super::call::Call;
use super::throttle::NoTurn;
use super::transport_failure::{BoxError, FailureKind, TransportFailure, root};

/// Whether this crate is built with TLS. Another crate may have enabled it in the HTTP client, so this is only a
/// hint.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "rustls-no-provider"));

/// A call without a complete response: the connection failed or broke, or a timeout elapsed.
#[derive(Debug)]
pub struct TransportError {
    call: Call,
    base_url: BaseUrl,
    failure: Failure,
}

/// The reason of the failure.
#[derive(Debug)]
pub(super) enum Failure {
    /// The connection failed: the server has not received the request.
    Connect(BoxError),
    /// The connection failed, and would fail again.
    Permanent(BoxError),
    /// The call was not sent, because it was not permitted in time.
    NoTurn(NoTurn),
    /// This timeout elapsed. The server may have processed the request.
    Timeout(Duration),
    /// The connection broke. The server may have processed the request.
    Broken(BoxError),
}

impl From<TransportFailure> for Failure {
    fn from(failure: TransportFailure) -> Self {
        match failure.kind {
            FailureKind::Connect => Self::Connect(failure.cause),
            FailureKind::Permanent => Self::Permanent(failure.cause),
            FailureKind::Broken => Self::Broken(failure.cause),
        }
    }
}

impl TransportError {
    pub(super) fn new(call: Call, base_url: &BaseUrl, failure: Failure) -> Self {
        Self {
            call,
            base_url: base_url.clone(),
            failure,
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

    pub(super) fn page(&self) -> Option<u64> {
        self.call.page
    }

    pub(super) fn failure(&self) -> &Failure {
        &self.failure
    }

    /// The rest of the client's pause, if that prevented the request from being sent.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self.failure {
            Failure::NoTurn(NoTurn::Paused(left)) => Some(left),
            _ => None,
        }
    }

    pub(super) fn is_retryable(&self) -> bool {
        match self.failure {
            Failure::Connect(_) | Failure::NoTurn(_) => self.call.can_repeat(),
            Failure::Permanent(_) => false,
            Failure::Timeout(_) | Failure::Broken(_) => self.call.method.is_idempotent(),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.host();
        write!(f, "{}: ", self.call)?;
        match &self.failure {
            Failure::Connect(cause) | Failure::Permanent(cause) => {
                let cause = root(&**cause).to_string();
                write!(f, "cannot connect to {host}: {cause}")?;
                // Without the feature, another crate may enable TLS in reqwest.
                if self.base_url.is_https && !HAS_TLS && cause.contains("scheme is not http") {
                    f.write_str(" (https requires the feature `rustls`, which is disabled)")?;
                }
            }
            Failure::NoTurn(reason) => write!(f, "not sent: {reason}")?,
            Failure::Timeout(limit) => {
                write!(f, "no complete response from {host} within {limit:?}")?
            }
            Failure::Broken(cause) => {
                write!(f, "the connection to {host} broke: {}", root(&**cause))?;
            }
        }
        self.call.write_notes(f, None)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.failure {
            Failure::Connect(cause) | Failure::Permanent(cause) | Failure::Broken(cause) => {
                Some(&**cause)
            }
            Failure::NoTurn(_) | Failure::Timeout(_) => None,
        }
    }
}
