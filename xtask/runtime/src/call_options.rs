//! [`CallOptions`]: settings of one call.

use std::fmt;
use std::time::Duration;

use super::retry_policy::RetryPolicy;

/// Settings of one call: its timeouts, its retries, and headers and query parameters that the API's description does not
/// have.
///
/// Options add up. A request that is given options twice, or options joined with [`and`](CallOptions::and), keeps both:
///
/// - a timeout or a retry policy that both set is that of the later one;
/// - headers are added, and the later value replaces an earlier one with the same name (names ignore case);
/// - query parameters are added in order, so a name that is given twice is sent twice, as APIs take lists.
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
}

impl CallOptions {
    /// Creates options that change nothing.
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

    /// Sends another header. It replaces a header of the same name that the operation, the client or an earlier call of
    /// this method has set.
    ///
    /// The client alone sets the headers that carry the key and that describe the body. One of these is an error when the
    /// request is sent, and so is a name or value that a header cannot have.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends another query parameter, after those of the operation. A name that is given twice is sent twice. One that the
    /// request sets itself is an error when the request is sent.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds other options, which win where both set the same: see [`CallOptions`].
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.timeout = other.timeout.or(self.timeout);
        self.attempt_timeout = other.attempt_timeout.or(self.attempt_timeout);
        self.retry = other.retry.or(self.retry);
        self.headers.extend(other.headers);
        self.query.extend(other.query);
        self
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
