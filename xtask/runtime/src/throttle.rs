//! [`Throttle`]: how many requests a client sends at once, and when it sends none.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep, timeout};

/// The longest pause. A server that asks for more may be wrong, and a client must not be silent for days.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// How many requests a client sends at once, and when it sends none. All clones of the client share it.
#[derive(Default)]
pub(super) struct Throttle {
    slots: Option<Slots>,
    paused_until: Mutex<Option<Instant>>,
}

struct Slots {
    count: usize,
    free: Semaphore,
}

/// The right to send one request. It ends when it is dropped.
pub(super) struct Turn<'a>(
    #[expect(dead_code, reason = "it is held, not read")] Option<SemaphorePermit<'a>>,
);

/// How long a call may wait for its turn.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// When the call began.
    pub(super) started: Instant,
    /// How long it may take in all.
    pub(super) timeout: Duration,
    /// The longest pause that it may wait for.
    pub(super) pause: Duration,
}

/// Why a request did not get its turn.
#[derive(Clone, Copy, Debug)]
pub(super) enum NoTurn {
    /// So many others were under way for all of this time.
    Busy(usize, Duration),
    /// The client pauses for longer than the call may wait: for so long.
    Paused(Duration),
}

impl Throttle {
    /// At most so many requests at once, at least one.
    pub(super) fn new(max_requests: Option<usize>) -> Self {
        let slots = max_requests.map(|count| Slots {
            count,
            // More would be a panic.
            free: Semaphore::new(count.min(Semaphore::MAX_PERMITS)),
        });
        Self {
            slots,
            paused_until: Mutex::default(),
        }
    }

    /// Sends nothing for so long.
    pub(super) fn pause(&self, delay: Duration) {
        if let Some(until) = Instant::now().checked_add(delay.min(LONGEST_PAUSE)) {
            let mut paused_until = self.paused_until();
            *paused_until = (*paused_until).max(Some(until));
        }
    }

    /// Waits until a request may be sent.
    pub(super) async fn turn(&self, patience: Patience) -> Result<Turn<'_>, NoTurn> {
        // Whoever cannot wait that long need not stand in line for it.
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
        // While it waits for the end of a pause, there may be another.
        while let Some(pause) = self.pause_for(patience)? {
            sleep(pause).await;
        }
        Ok(Turn(permit))
    }

    /// How long the client pauses from now, if it does.
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
    /// What is left of the call's time.
    fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.started.elapsed())
    }
}

impl fmt::Display for NoTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(count, waited) => write!(
                f,
                "it waited {waited:?} for its turn: `max_concurrent_requests` is {count}"
            ),
            Self::Paused(pause) => {
                // Nobody needs the nanoseconds.
                let seconds = pause.as_secs_f64().ceil();
                write!(
                    f,
                    "the server asked this client to wait for another {seconds} s (`Retry-After`), longer than this call may"
                )
            }
        }
    }
}
