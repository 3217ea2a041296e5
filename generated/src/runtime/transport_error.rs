//! [`TransportError`]: a call without a whole answer.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::answer::Call;

/// A call without a whole answer: there was no connection, it broke, or time ran out.
#[derive(Debug)]
pub struct TransportError {
    call: Call,
    host: String,
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
    pub(super) fn new(call: Call, host: &str, failure: Failure) -> Self {
        Self {
            call,
            host: host.to_owned(),
            failure,
        }
    }

    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> &str {
        self.call.operation
    }

    /// The host that was called, with its port if that is not the scheme's own.
    pub fn host(&self) -> &str {
        &self.host
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
        let Self {
            call: Call { operation, .. },
            host,
            failure,
        } = self;
        match failure {
            Failure::Connect(cause) => {
                write!(f, "{operation}: cannot connect to {host}: {}", root(cause))
            }
            Failure::Timeout(limit, _) => write!(
                f,
                "{operation}: no whole answer from {host} within {limit:?}"
            ),
            Failure::Broken(cause) => write!(
                f,
                "{operation}: the connection to {host} broke: {}",
                root(cause)
            ),
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
