//! [`Limits`]: the timeouts and the retry policy of a call.

use std::time::Duration;

use super::super::error::FieldError;
use super::retry_policy::RetryPolicy;

#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// The timeout of the call.
    pub(crate) timeout: Duration,
    /// The timeout of each attempt.
    pub(crate) attempt_timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

impl Limits {
    /// The invalid settings, by name.
    pub(crate) fn problems(&self) -> impl Iterator<Item = FieldError> {
        let timeouts = [
            ("timeout", self.timeout),
            ("attempt_timeout", self.attempt_timeout),
        ];
        let zero = timeouts
            .into_iter()
            .filter(|(_, timeout)| timeout.is_zero())
            .map(|(name, _)| FieldError::new(name, ZERO));
        zero.chain(
            self.retry
                .problem()
                .map(|problem| FieldError::new("retry", problem)),
        )
    }
}

/// The problem of a zero timeout.
pub(crate) const ZERO: &str = "is zero, so no call could succeed: set a longer duration";

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(120),
            attempt_timeout: Duration::from_secs(30),
            retry: RetryPolicy::new(),
        }
    }
}
