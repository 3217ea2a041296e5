//! [`RetryPolicy`]: when a call is retried.

use std::time::Duration;

use http::StatusCode;

use super::super::response::CallInfo;
use super::super::transport::FailureKind;
use super::attempt::Attempt;

/// Which errors are retried, how often, and after which delay.
///
/// By default a call has up to three attempts. It is retried
///
/// - if the connection failed, so that the server has not received the request, unless the TLS handshake failed (such
///   as for an untrusted certificate), which would fail again;
/// - after 429, since the server has not processed the request;
/// - after 502, 503, 504, a broken connection or a timeout of the attempt, if the method is idempotent (`GET`,
///   `HEAD`, `PUT`, `DELETE`): the server may have processed the request, and repeating it makes no difference.
///
/// The delay before the next attempt is random: up to 0.5 seconds, then up to 1, 2, 4, … and at most 20 seconds. A
/// longer `Retry-After` takes precedence. If that is more than a minute, or exceeds the remaining timeout, the call
/// returns the error at once ([`retry_after`](super::super::Error::retry_after) is the delay).
///
/// # Pauses of the whole client
///
/// After 429 or 503 with `Retry-After`, the client and all its clones send nothing until that time has elapsed (at
/// most an hour), whatever the retry policy of the call. Requests in progress continue. Other calls wait for the end
/// of the pause; the wait counts towards their timeout, and is not an attempt. A call fails at once if the pause is
/// longer than its [`max_retry_after`](RetryPolicy::max_retry_after) or than its remaining timeout. It returns the
/// error of its last attempt. If it was never sent, it returns [`Error::Timeout`](super::super::Error::Timeout) with 0
/// [`attempts`](super::super::Error::attempts) and the rest of the pause as `retry_after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    backoff: Duration,
    max_backoff: Duration,
    pub(super) max_retry_after: Duration,
    rate_limited: bool,
    every_method: bool,
}

impl RetryPolicy {
    /// Creates the default policy: up to three attempts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            max_attempts: 3,
            backoff: Duration::from_millis(500),
            max_backoff: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
            rate_limited: true,
            every_method: false,
        }
    }

    /// Creates a policy without retries.
    #[must_use]
    pub fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. Default: 3.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the maximum delays before the second attempt, and before any attempt. The maximum doubles with each
    /// attempt. Defaults: 0.5 and 20 seconds.
    #[must_use]
    pub fn backoff(mut self, first: Duration, max: Duration) -> Self {
        (self.backoff, self.max_backoff) = (first, max);
        self
    }

    /// Sets the longest `Retry-After` that the call waits for, its own or that of another call of the client. If the
    /// server requests a longer delay, the call fails at once, since an earlier attempt would be rejected too.
    /// Default: one minute.
    #[must_use]
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Sets whether calls are retried after 429. Default: `true`.
    #[must_use]
    pub fn rate_limited(mut self, retry: bool) -> Self {
        self.rate_limited = retry;
        self
    }

    /// Sets whether calls that are not idempotent (`POST`, `PATCH`) are retried if the server may have processed the
    /// request. It may then process it twice. Default: `false`.
    #[must_use]
    pub fn every_method(mut self, retry: bool) -> Self {
        self.every_method = retry;
        self
    }

    /// The problem of an invalid policy.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        (self.max_attempts == 0)
            .then_some("has zero attempts, so no request would be sent: set 1 to disable retries")
    }

    /// The delay before the next attempt; `None` if there is none.
    pub(super) fn delay(&self, call: &CallInfo, attempt: &Attempt) -> Option<Duration> {
        if call.attempts >= self.max_attempts || !self.is_retried(call, attempt) {
            return None;
        }
        let backoff = self.random_backoff(call.attempts);
        match attempt {
            Attempt::Response(response) => match response.retry_after() {
                Some(requested) if requested > self.max_retry_after => None,
                Some(requested) => Some(backoff.max(requested)),
                None => Some(backoff),
            },
            _ => Some(backoff),
        }
    }

    fn is_retried(&self, call: &CallInfo, attempt: &Attempt) -> bool {
        let can_repeat = self.every_method || call.method.is_idempotent();
        match attempt {
            Attempt::Response(response) => match response.status() {
                StatusCode::TOO_MANY_REQUESTS => self.rate_limited,
                status => can_repeat && matches!(status.as_u16(), 502..=504),
            },
            Attempt::Failed(failure) => match failure.kind {
                FailureKind::Connect => true,
                FailureKind::Permanent | FailureKind::Unreadable => false,
                FailureKind::Broken => can_repeat,
            },
            Attempt::TimedOut(_) => can_repeat,
            Attempt::Open(..) | Attempt::TooLarge(_) | Attempt::NoKey(_) | Attempt::NoBody(_) => {
                false
            }
        }
    }

    /// Exponential backoff with full jitter, so that clients that failed together do not retry together.
    fn random_backoff(&self, attempts: u32) -> Duration {
        let doubled = 1u32
            .checked_shl(attempts.saturating_sub(1))
            .unwrap_or(u32::MAX);
        let longest = self.backoff.saturating_mul(doubled).min(self.max_backoff);
        longest.mul_f64(fastrand::f64())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
