//! Conversions between [`Timestamp`] and chrono: the feature `chrono`.

use chrono::{DateTime, TimeZone, Utc};

use super::timestamp::Timestamp;

impl From<&Timestamp> for DateTime<Utc> {
    fn from(timestamp: &Timestamp) -> Self {
        // The range of chrono includes that of `Timestamp`.
        Self::from_timestamp(timestamp.unix_seconds(), timestamp.subsec_nanos()).unwrap_or_default()
    }
}

/// Equivalent to the conversion from a reference.
impl From<Timestamp> for DateTime<Utc> {
    fn from(timestamp: Timestamp) -> Self {
        Self::from(&timestamp)
    }
}

/// Formatted in UTC. Times outside of the years 0 to 9999, which the format cannot represent, are clamped to that
/// range.
impl<Tz: TimeZone> From<DateTime<Tz>> for Timestamp {
    fn from(time: DateTime<Tz>) -> Self {
        // chrono represents a leap second as more than 1,000,000,000 nanoseconds.
        let nanos = time.timestamp_subsec_nanos();
        Self::from_unix(
            time.timestamp() + i64::from(nanos / 1_000_000_000),
            nanos % 1_000_000_000,
        )
    }
}
