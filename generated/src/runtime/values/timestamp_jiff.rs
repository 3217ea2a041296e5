//! Conversions between [`Timestamp`] and jiff: the feature `jiff`.

use super::timestamp::Timestamp;

/// Fails after 9999-12-30T22:00:00.999999999Z, the maximum of jiff.
impl TryFrom<&Timestamp> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(timestamp: &Timestamp) -> Result<Self, jiff::Error> {
        // Below 1,000,000,000, so this never fails.
        let nanos = i32::try_from(timestamp.subsec_nanos()).unwrap_or_default();
        Self::new(timestamp.unix_seconds(), nanos)
    }
}

/// Equivalent to the conversion from a reference.
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(timestamp: Timestamp) -> Result<Self, jiff::Error> {
        Self::try_from(&timestamp)
    }
}

/// Formatted in UTC. Times before the year 0, which the format cannot represent, become the first of that year.
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        // Before 1970, both parts are negative in jiff.
        let (seconds, nanos) = (time.as_second(), time.subsec_nanosecond());
        match u32::try_from(nanos) {
            Ok(nanos) => Self::from_unix(seconds, nanos),
            Err(_) => Self::from_unix(seconds - 1, 1_000_000_000 - nanos.unsigned_abs()),
        }
    }
}
