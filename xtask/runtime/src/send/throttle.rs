//! [`Throttle`]: limits concurrent requests, and pauses the client.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep, timeout};

use super::super::error::NotSent;

/// The longest pause. A longer `Retry-After` may be a mistake of the server, and would block the client for days.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// Limits concurrent requests, and pauses the client. All clones of the client share it.
#[derive(Default)]
pub(crate) struct Throttle {
    slots: Option<Slots>,
    paused_until: Mutex<Option<Instant>>,
}

struct Slots {
    count: usize,
    free: Semaphore,
}

/// The permission to send one request, until it is dropped.
pub(super) struct Permit<'a>(
    #[expect(dead_code, reason = "released on drop")] Option<SemaphorePermit<'a>>,
);

/// How long a call may wait until it is sent.
#[derive(Clone, Copy)]
pub(super) struct WaitLimits {
    /// The start of the call.
    pub(super) started: Instant,
    /// The timeout of the call.
    pub(super) timeout: Duration,
    /// The longest pause that the call waits for.
    pub(super) max_pause: Duration,
}

impl Throttle {
    /// Creates a limit of at least one concurrent request; `None` is no limit.
    pub(crate) fn new(max_requests: Option<usize>) -> Self {
        let slots = max_requests.map(|count| Slots {
            count,
            // A larger number panics.
            free: Semaphore::new(count.min(Semaphore::MAX_PERMITS)),
        });
        Self {
            slots,
            paused_until: Mutex::default(),
        }
    }

    /// Pauses all requests for a duration.
    pub(super) fn pause(&self, delay: Duration) {
        if let Some(until) = Instant::now().checked_add(delay.min(LONGEST_PAUSE)) {
            let mut paused_until = self.paused_until();
            *paused_until = (*paused_until).max(Some(until));
        }
    }

    /// Waits until a request may be sent.
    pub(super) async fn permit(&self, limits: WaitLimits) -> Result<Permit<'_>, NotSent> {
        // A call that cannot wait for the end of the pause need not enter the queue.
        self.pause_for(limits)?;
        let permit = match &self.slots {
            None => None,
            Some(slots) => {
                let busy = NotSent::Busy(slots.count, limits.timeout);
                let permit = timeout(limits.left(), slots.free.acquire()).await;
                if limits.left().is_zero() {
                    return Err(busy);
                }
                permit.map_err(|_| busy)?.ok()
            }
        };
        // Another pause may begin during the wait.
        while let Some(pause) = self.pause_for(limits)? {
            sleep(pause).await;
        }
        Ok(Permit(permit))
    }

    /// The rest of the current pause; `None` if there is none.
    fn pause_for(&self, limits: WaitLimits) -> Result<Option<Duration>, NotSent> {
        let Some(until) = *self.paused_until() else {
            return Ok(None);
        };
        let pause = until.saturating_duration_since(Instant::now());
        if pause.is_zero() {
            Ok(None)
        } else if pause > limits.max_pause || pause >= limits.left() {
            Err(NotSent::Paused(pause))
        } else {
            Ok(Some(pause))
        }
    }

    fn paused_until(&self) -> MutexGuard<'_, Option<Instant>> {
        self.paused_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl WaitLimits {
    /// The remaining time of the call.
    pub(super) fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.started.elapsed())
    }
}
