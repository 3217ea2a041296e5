//! [`CallOptions`]: what is different for one call.

use std::fmt;
use std::time::Duration;

use super::retry_policy::RetryPolicy;

/// What is different for one call: its timeouts, its retries, and headers and parameters that the API's description does
/// not have.
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
}

impl CallOptions {
    /// Nothing different yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the call may take in all, with every attempt and the time between them.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long each attempt may take, from connecting to the last byte of the answer.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// When the call is sent again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sends another header, in the place of one that the operation or the client has set.
    ///
    /// The headers that carry the key and that say what the body is are the client's: to give one of these is an error
    /// when the request is sent, and so is what cannot be in a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends another parameter in the query, after those of the operation. One that the request sets itself is an error
    /// when it is sent.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds other options, which win where both set the same. Headers and parameters of both are sent.
    pub fn merge(&mut self, other: Self) {
        self.timeout = other.timeout.or(self.timeout);
        self.attempt_timeout = other.attempt_timeout.or(self.attempt_timeout);
        self.retry = other.retry.or(self.retry.take());
        self.headers.extend(other.headers);
        self.query.extend(other.query);
    }
}

/// Headers and parameters may be secret: only their names are shown.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(name, _)| name.clone()).collect()
        };
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("headers", &names(&self.headers))
            .field("query", &names(&self.query))
            .finish()
    }
}
