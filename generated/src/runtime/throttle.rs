//! [`Throttle`]: limits concurrent requests, and pauses the client.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep, timeout};

/// The longest pause. A longer `Retry-After` may be a mistake of the server, and would block the client for days.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// Limits concurrent requests, and pauses the client. All clones of the client share it.
#[derive(Default)]
pub(super) struct Throttle {
    slots: Option<Slots>,
    paused_until: Mutex<Option<Instant>>,
}

struct Slots {
    count: usize,
    free: Semaphore,
}

/// The permission to send one request, until it is dropped.
pub(super) struct Turn<'a>(
    #[expect(dead_code, reason = "released on drop")] Option<SemaphorePermit<'a>>,
);

/// How long a call may wait for its permission.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// The start of the call.
    pub(super) started: Instant,
    /// The timeout of the call.
    pub(super) timeout: Duration,
    /// The longest pause that the call waits for.
    pub(super) pause: Duration,
}

/// The reason why a request was not permitted.
#[derive(Clone, Copy, Debug)]
pub(super) enum NoTurn {
    /// The limit of concurrent requests was reached for the whole timeout.
    Busy(usize, Duration),
    /// The client pauses for longer than the call may wait. Contains the rest of the pause.
    Paused(Duration),
}

impl Throttle {
    /// Creates a limit of at least one concurrent request; `None` is no limit.
    pub(super) fn new(max_requests: Option<usize>) -> Self {
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
    pub(super) async fn turn(&self, patience: Patience) -> Result<Turn<'_>, NoTurn> {
        // A call that cannot wait for the end of the pause need not enter the queue.
        self.pause_for(patience)?;
        let permit = match &self.slots {
            None => None,
            Some(slots) => {
                let busy = NoTurn::Busy(slots.count, patience.timeout);
                let permit = timeout(patience.left(), slots.free.acquire()).await;
                if patience.left().is_zero() {
                    return Err(busy);
                }
                permit.map_err(|_| busy)?.ok()
            }
        };
        // Another pause may begin during the wait.
        while let Some(pause) = self.pause_for(patience)? {
            sleep(pause).await;
        }
        Ok(Turn(permit))
    }

    /// The rest of the current pause; `None` if there is none.
    fn pause_for(&self, patience: Patience) -> Result<Option<Duration>, NoTurn> {
        let Some(until) = *self.paused_until() else {
            return Ok(None);
        };
        let pause = until.saturating_duration_since(Instant::now());
        if pause.is_zero() {
            Ok(None)
        } else if pause > patience.pause || pause >= patience.left() {
            Err(NoTurn::Paused(pause))
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

impl Patience {
    /// The remaining time of the call.
    fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.started.elapsed())
    }
}

impl fmt::Display for NoTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(count, waited) => write!(
                f,
                "timed out in the queue after {waited:?}: `max_concurrent_requests` is {count}"
            ),
            Self::Paused(pause) => {
                // Whole seconds suffice for a message.
                let seconds = pause.as_secs_f64().ceil();
                write!(
                    f,
                    "the client is paused for another {seconds} s (`Retry-After`), which exceeds the limits of this call"
                )
            }
        }
    }
}
