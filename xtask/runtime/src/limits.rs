//! [`Limits`]: the timeouts and the retry policy of a call.

use std::time::Duration;

use super::call_options::CallOptions;
use super::field_error::FieldError;
use super::retry_policy::RetryPolicy;

/// The timeouts and the retry policy of a call.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// The timeout of the call.
    pub(super) timeout: Duration,
    /// The timeout of each attempt.
    pub(super) attempt_timeout: Duration,
    pub(super) retry: RetryPolicy,
}

impl Limits {
    /// The limits, with those of the call's options replaced.
    pub(super) fn with(&self, options: &CallOptions) -> Self {
        Self {
            timeout: options.timeout.unwrap_or(self.timeout),
            attempt_timeout: options.attempt_timeout.unwrap_or(self.attempt_timeout),
            retry: options.retry.as_ref().unwrap_or(&self.retry).clone(),
        }
    }

    /// The invalid settings, by name.
    pub(super) fn problems(&self) -> impl Iterator<Item = FieldError> {
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
pub(super) const ZERO: &str = "is zero, so no call could succeed: set a longer duration";

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(120),
            attempt_timeout: Duration::from_secs(30),
            retry: RetryPolicy::new(),
        }
    }
}
