//! [`Clock`]: how long something took on this thread, as CPU time where the system reports it.
//!
//! Wall time depends on what else the machine does, and on whether the thread of a server shares a core with ours. CPU
//! time depends on neither: it counts only what this thread does, its system calls included.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

/// A clock of the current thread.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    /// CPU time of the thread, from Linux.
    Cpu,
    /// Wall time, counted from a moment.
    Wall(Instant),
}

impl Clock {
    /// The best clock there is.
    pub(crate) fn new() -> Self {
        match cpu_time() {
            Some(time) if !time.is_zero() => Self::Cpu,
            _ => Self::Wall(Instant::now()),
        }
    }

    /// Its unit, for the output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cpu => "CPU time of the thread that calls",
            Self::Wall(_) => "wall time",
        }
    }

    /// The time so far.
    pub(crate) fn now(self) -> Duration {
        match self {
            Self::Cpu => cpu_time().expect("it was there before"),
            Self::Wall(start) => start.elapsed(),
        }
    }
}

/// `None` where the system has no such file.
fn cpu_time() -> Option<Duration> {
    // The system updates the time of a thread when the thread stops running, and otherwise only at each tick.
    thread::sleep(Duration::from_micros(1));
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
