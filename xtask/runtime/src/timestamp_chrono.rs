//! [`Timestamp`] from and to chrono: the feature `chrono`.

use chrono::{DateTime, TimeZone, Utc};

use super::timestamp::Timestamp;

impl From<&Timestamp> for DateTime<Utc> {
    fn from(timestamp: &Timestamp) -> Self {
        // chrono's years go far beyond those that a `Timestamp` can have.
        Self::from_timestamp(timestamp.unix_seconds(), timestamp.subsec_nanos()).unwrap_or_default()
    }
}

/// As from a reference.
impl From<Timestamp> for DateTime<Utc> {
    fn from(timestamp: Timestamp) -> Self {
        Self::from(&timestamp)
    }
}

/// Written in UTC. Times outside of the years 0 to 9999, which the format cannot express, become the first or last that
/// it can.
impl<Tz: TimeZone> From<DateTime<Tz>> for Timestamp {
    fn from(time: DateTime<Tz>) -> Self {
        // chrono writes a leap second as a second that has more than 1,000,000,000 nanoseconds.
        let nanos = time.timestamp_subsec_nanos();
        Self::from_unix(
            time.timestamp() + i64::from(nanos / 1_000_000_000),
            nanos % 1_000_000_000,
        )
    }
}
