//! Conversions between [`Timestamp`] and the crate time: the feature `time`.

use time::OffsetDateTime;
use time::error::ComponentRange;

use super::timestamp::Timestamp;

/// The result is in UTC. Fails after the year 9999, which a string with a time zone can reach.
impl TryFrom<&Timestamp> for OffsetDateTime {
    type Error = ComponentRange;

    fn try_from(timestamp: &Timestamp) -> Result<Self, ComponentRange> {
        let seconds = i128::from(timestamp.unix_seconds());
        let nanos = i128::from(timestamp.subsec_nanos());
        Self::from_unix_timestamp_nanos(seconds * 1_000_000_000 + nanos)
    }
}

/// Equivalent to the conversion from a reference.
impl TryFrom<Timestamp> for OffsetDateTime {
    type Error = ComponentRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, ComponentRange> {
        Self::try_from(&timestamp)
    }
}

/// Formatted in UTC. Times outside of the years 0 to 9999, which the format cannot represent, are clamped to that
/// range.
impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        Self::from_unix(time.unix_timestamp(), time.nanosecond())
    }
}
