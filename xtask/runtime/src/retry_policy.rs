//! [`RetryPolicy`]: when a call is sent again.

use std::time::Duration;

use http::{Method, StatusCode};

use super::transport_failure::FailureKind;

/// When a call is sent again, and how long it waits before.
///
/// By default a call is sent up to three times. It is sent again
///
/// - if there was no connection, so that the server has not seen the request, unless the certificate or another part of
///   the TLS handshake was refused, which another attempt would not change;
/// - after 429, which means that nothing was done;
/// - after 502, 503, 504, a broken connection or an attempt that took too long, if the method is idempotent (`GET`,
///   `HEAD`, `PUT`, `DELETE`): the server may have done what was asked, and doing it again makes no difference.
///
/// Before the next attempt it waits a random time up to 0.5 seconds, then up to 1, 2, 4, … and at most 20 seconds, or as
/// long as `Retry-After` asks if that is longer. If the server asks for more than a minute, or the time would be over,
/// the call ends at once in the error that there is ([`retry_after`](super::Error::retry_after) tells the delay).
///
/// # The whole client pauses
///
/// After 429 or 503 with `Retry-After`, nothing is sent by the client and all its clones until that time is over (at most
/// an hour), whatever the policy of the call that was answered so. Requests that are under way are not stopped. Other calls
/// wait for the end of the pause, which is part of their timeout and no attempt of theirs. A call for which the pause is
/// longer than its [`max_retry_after`](RetryPolicy::max_retry_after) or than the time that it has left ends at once: in the
/// error of its last attempt, or, if it was never sent, in [`Error::Timeout`](super::Error::Timeout) with
/// [`attempts`](super::Error::attempts) 0 and the rest of the pause as `retry_after`.
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
    /// The default: three attempts.
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

    /// Every call is sent once.
    #[must_use]
    pub fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// How often a call is sent at most, the first time included. The default is 3.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The longest wait before the second attempt, and before any. It doubles from one to the other. The defaults are 0.5
    /// and 20 seconds.
    #[must_use]
    pub fn backoff(mut self, first: Duration, max: Duration) -> Self {
        (self.backoff, self.max_backoff) = (first, max);
        self
    }

    /// The longest `Retry-After` that the call waits for, its own or that of another call of the client. If the server asks
    /// for more, the call ends at once, since an earlier attempt would be refused too. The default is a minute.
    #[must_use]
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// Whether a call is sent again after 429. The default is `true`.
    #[must_use]
    pub fn rate_limited(mut self, retry: bool) -> Self {
        self.rate_limited = retry;
        self
    }

    /// Whether calls that are not idempotent (`POST`, `PATCH`) are sent again where it is not known whether the server has
    /// done what was asked. It may do it twice. The default is `false`.
    #[must_use]
    pub fn every_method(mut self, retry: bool) -> Self {
        self.every_method = retry;
        self
    }

    /// What is wrong with it.
    pub(super) fn problem(&self) -> Option<&'static str> {
        (self.max_attempts == 0).then_some(
            "has zero attempts, so that nothing would be sent: give it 1 to never try again",
        )
    }

    /// How long to wait before the next attempt; `None`: there is none.
    pub(super) fn delay(&self, attempts: u32, method: &Method, end: &End) -> Option<Duration> {
        if attempts >= self.max_attempts || !self.may_repeat(method, end) {
            return None;
        }
        let wait = self.wait(attempts);
        match end {
            End::Answer {
                retry_after: Some(asked),
                ..
            } => (*asked <= self.max_retry_after).then(|| wait.max(*asked)),
            _ => Some(wait),
        }
    }

    fn may_repeat(&self, method: &Method, end: &End) -> bool {
        match end {
            End::Failure(FailureKind::Connect) => true,
            End::Failure(FailureKind::Permanent) => false,
            End::Answer { status, .. } if *status == StatusCode::TOO_MANY_REQUESTS => {
                self.rate_limited
            }
            End::Answer { status, .. } if !matches!(status.as_u16(), 502..=504) => false,
            End::Answer { .. } | End::Failure(FailureKind::Broken) | End::Timeout => {
                self.every_method || method.is_idempotent()
            }
        }
    }

    /// Exponential backoff with full jitter: clients that failed together do not come back together.
    fn wait(&self, attempts: u32) -> Duration {
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

/// What an attempt ended in, as far as the next one depends on it.
pub(super) enum End {
    /// A whole answer.
    Answer {
        status: StatusCode,
        retry_after: Option<Duration>,
    },
    /// None.
    Failure(FailureKind),
    /// None in time.
    Timeout,
}
