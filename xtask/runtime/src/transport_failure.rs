//! [`TransportFailure`]: why a request has no whole answer.

use std::error::Error;
use std::fmt;

/// The error of something that is not ours.
pub(super) type BoxError = Box<dyn Error + Send + Sync>;

/// Why a request has no whole answer, as a [`Transport`](super::Transport) sees it.
#[derive(Debug)]
pub struct TransportFailure {
    pub(super) kind: FailureKind,
    pub(super) cause: BoxError,
}

/// How far the request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailureKind {
    /// There was no connection: the server has not seen the request.
    Connect,
    /// There was no connection, and another attempt would not get one.
    Permanent,
    /// The connection broke. The server may have done what was asked.
    Broken,
}

impl TransportFailure {
    /// There was no connection, so the server has not seen the request, and it can be sent again whatever it asks.
    pub fn connect(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: FailureKind::Connect,
            cause: cause.into(),
        }
    }

    /// The connection broke after it was made: the server may have done what was asked.
    pub fn broken(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: FailureKind::Broken,
            cause: cause.into(),
        }
    }

    /// There was no connection, and another attempt would fail in the same way, as with a certificate that is not trusted.
    /// The call is not retried.
    pub fn permanent(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: FailureKind::Permanent,
            cause: cause.into(),
        }
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            FailureKind::Connect | FailureKind::Permanent => "no connection",
            FailureKind::Broken => "the connection broke",
        };
        write!(f, "{what}: {}", root(&*self.cause))
    }
}

impl Error for TransportFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}

/// The last of a chain of causes: the others only say which layer passed it on.
pub(super) fn root<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    error.source().map_or(error, root)
}
