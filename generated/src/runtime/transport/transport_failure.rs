//! [`TransportFailure`]: the reason why a request has no complete response.

use std::error::Error;
use std::fmt;

/// The error of another crate.
pub(crate) type BoxError = Box<dyn Error + Send + Sync>;

/// The reason why a request has no complete response, for a [`Transport`](super::Transport).
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) kind: FailureKind,
    pub(crate) cause: BoxError,
}

/// The kind of a failure, which determines whether the request is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// The connection failed: the server has not received the request.
    Connect,
    /// The connection failed, and would fail again.
    Permanent,
    /// The connection broke. The server may have processed the request.
    Broken,
    /// The body of the request could not be read. The server may have received a part of it.
    Unreadable,
}

impl TransportFailure {
    /// The connection failed. The server has not received the request, so it is retried for every method.
    pub fn connect(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: FailureKind::Connect,
            cause: cause.into(),
        }
    }

    /// The connection broke after it was established. The server may have processed the request.
    pub fn broken(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: FailureKind::Broken,
            cause: cause.into(),
        }
    }

    /// The connection failed, and would fail again, such as for an untrusted certificate. The call is not retried.
    pub fn permanent(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: FailureKind::Permanent,
            cause: cause.into(),
        }
    }

    /// The body of the request could not be read.
    pub(crate) fn unreadable(cause: impl Into<BoxError>) -> Self {
        Self {
            kind: FailureKind::Unreadable,
            cause: cause.into(),
        }
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            FailureKind::Connect | FailureKind::Permanent => "the connection failed",
            FailureKind::Broken => "the connection broke",
            FailureKind::Unreadable => "the body of the request could not be read",
        };
        write!(f, "{what}: {}", root(&*self.cause))
    }
}

impl Error for TransportFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}

/// The last error of a chain of sources. The others only name the layers that passed it on.
pub(crate) fn root<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    error.source().map_or(error, root)
}
