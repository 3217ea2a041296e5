//! [`CallOptions`]: settings of a single call.

use std::fmt;
use std::time::Duration;

use super::super::send::{Limits, RetryPolicy};

/// Settings of a single call: timeouts, retries, and headers and query parameters that are not in the API
/// description.
///
/// Options are cumulative. If a request is given options twice, or options are joined with [`and`](CallOptions::and):
///
/// - a later timeout or retry policy replaces an earlier one;
/// - headers are added, and a later value replaces an earlier one with the same name (names ignore case);
/// - query parameters are added in order, so a repeated name is sent repeatedly, as in a list.
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
}

impl CallOptions {
    /// Creates options without any setting.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeout of the call, including all attempts and the delays between them.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the timeout of each attempt, from connecting to the last byte of the response.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the retry policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Adds a header. It replaces a header of the same name that the operation, the client or an earlier call of this
    /// method has set.
    ///
    /// Sending the request fails if the name or the value is invalid, or if only the client may set the header: those
    /// that carry credentials or describe the body.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter after those of the operation. A repeated name is sent repeatedly. Sending the request
    /// fails if the operation sets the parameter itself.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// The limits of the call: those of the client, unless the options replace them.
    pub(super) fn limits(&self, client: &Limits) -> Limits {
        Limits {
            timeout: self.timeout.unwrap_or(client.timeout),
            attempt_timeout: self.attempt_timeout.unwrap_or(client.attempt_timeout),
            retry: self.retry.as_ref().unwrap_or(&client.retry).clone(),
        }
    }

    /// Joins options. Those of `other` take precedence; see [`CallOptions`].
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

/// Shows only the names of headers and parameters, since their values may be secret.
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
