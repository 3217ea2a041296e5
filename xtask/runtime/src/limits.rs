//! [`Limits`]: how long a call may take, and how often it is sent.

use std::time::Duration;

use super::call_options::CallOptions;
use super::field_error::FieldError;
use super::retry_policy::RetryPolicy;

/// How long a call may take, and how often it is sent.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// For the call in all.
    pub(super) timeout: Duration,
    /// For each attempt.
    pub(super) attempt_timeout: Duration,
    pub(super) retry: RetryPolicy,
}

impl Limits {
    /// The limits of a call that has some of its own.
    pub(super) fn with(&self, options: &CallOptions) -> Self {
        Self {
            timeout: options.timeout.unwrap_or(self.timeout),
            attempt_timeout: options.attempt_timeout.unwrap_or(self.attempt_timeout),
            retry: options.retry.as_ref().unwrap_or(&self.retry).clone(),
        }
    }

    /// What is wrong with them, by the name of the setting.
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

/// What is wrong with a timeout of nothing.
pub(super) const ZERO: &str = "is zero, so that no call could succeed: give it a longer time";

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(120),
            attempt_timeout: Duration::from_secs(30),
            retry: RetryPolicy::new(),
        }
    }
}
