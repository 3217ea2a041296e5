//! [`TransportError`]: a call without a whole answer.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::base_url::BaseUrl;
use super::call::Call;
use super::throttle::NoTurn;
use super::transport_failure::{BoxError, FailureKind, TransportFailure, root};

/// Whether this crate was built with TLS. Somebody else may have turned it on in the HTTP client, so this is only a hint.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "rustls-no-provider"));

/// A call without a whole response: there was no connection, it broke, or time ran out.
#[derive(Debug)]
pub struct TransportError {
    call: Call,
    base_url: BaseUrl,
    failure: Failure,
}

/// How far it came.
#[derive(Debug)]
pub(super) enum Failure {
    /// There was no connection: the server has not seen the request.
    Connect(BoxError),
    /// There was no connection, and another attempt would not get one.
    Permanent(BoxError),
    /// The call was not sent, since it did not get its turn.
    NoTurn(NoTurn),
    /// This time ran out. The server may have done what was asked.
    Timeout(Duration),
    /// The connection broke. The server may have done what was asked.
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

    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.call.attempts
    }

    /// The host that was called, with its port if that is not the scheme's own.
    pub fn host(&self) -> &str {
        &self.base_url.host
    }

    pub(super) fn page(&self) -> Option<u64> {
        self.call.page
    }

    pub(super) fn failure(&self) -> &Failure {
        &self.failure
    }

    /// How long the client still pauses, if the request was not sent for that.
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
                // Without the feature, TLS may still come with another crate that uses reqwest.
                if self.base_url.is_https && !HAS_TLS && cause.contains("scheme is not http") {
                    f.write_str(" (https needs the feature `rustls`, which is off)")?;
                }
            }
            Failure::NoTurn(reason) => write!(f, "not sent: {reason}")?,
            Failure::Timeout(limit) => write!(f, "no whole answer from {host} within {limit:?}")?,
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
