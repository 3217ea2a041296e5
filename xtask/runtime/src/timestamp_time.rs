//! [`Timestamp`] from and to the crate time: the feature `time`.

use time::OffsetDateTime;
use time::error::ComponentRange;

use super::timestamp::Timestamp;

/// In UTC. Fails after the year 9999, where a text with a time zone can lead.
impl TryFrom<&Timestamp> for OffsetDateTime {
    type Error = ComponentRange;

    fn try_from(timestamp: &Timestamp) -> Result<Self, ComponentRange> {
        let seconds = i128::from(timestamp.unix_seconds());
        let nanos = i128::from(timestamp.subsec_nanos());
        Self::from_unix_timestamp_nanos(seconds * 1_000_000_000 + nanos)
    }
}

/// As from a reference.
impl TryFrom<Timestamp> for OffsetDateTime {
    type Error = ComponentRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, ComponentRange> {
        Self::try_from(&timestamp)
    }
}

/// Written in UTC. Times outside of the years 0 to 9999, which the format cannot express, become the first or last that
/// it can.
impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        Self::from_unix(time.unix_timestamp(), time.nanosecond())
    }
}
