//! [`TransportError`]: a call without a whole answer.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::answer::Call;
use super::base_url::BaseUrl;

/// Whether this crate was built with TLS. Somebody else may have turned it on in the HTTP client, so this is only a hint.
const HAS_TLS: bool = cfg!(feature = "rustls");

/// A call without a whole answer: there was no connection, it broke, or time ran out.
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
    Connect(reqwest::Error),
    /// Time ran out. The server may have done what was asked.
    Timeout(Duration, reqwest::Error),
    /// The connection broke. The server may have done what was asked.
    Broken(reqwest::Error),
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
        self.call.operation
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

    pub(super) fn is_retryable(&self) -> bool {
        match self.failure {
            Failure::Connect(_) => true,
            Failure::Timeout(..) | Failure::Broken(_) => self.call.method.is_idempotent(),
        }
    }
}

impl Failure {
    fn cause(&self) -> &reqwest::Error {
        match self {
            Self::Connect(cause) | Self::Timeout(_, cause) | Self::Broken(cause) => cause,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.host();
        write!(f, "{}: ", self.call)?;
        match &self.failure {
            Failure::Connect(cause) => {
                write!(f, "cannot connect to {host}: {}", root(cause))?;
                if self.base_url.is_https && !HAS_TLS {
                    f.write_str(" (https needs the feature `rustls`, which is off)")?;
                }
                Ok(())
            }
            Failure::Timeout(limit, _) => {
                write!(
                    f,
                    "no whole answer from {host} in time (a call may take {limit:?})"
                )
            }
            Failure::Broken(cause) => write!(f, "the connection to {host} broke: {}", root(cause)),
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.failure.cause())
    }
}

/// The last of a chain of causes: the others only say which layer passed it on.
fn root<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    error.source().map_or(error, root)
}
