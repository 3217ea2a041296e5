//! [`Timestamp`]: a point in time, with its original string.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::{Serialize, Serializer};

use super::calendar::{SECONDS_PER_DAY, date_from_days, days_from_date, days_in_month};

/// A point in time, such as `2024-07-29T15:51:28.071Z`, with its original string.
///
/// It parses RFC 3339 and common deviations from it. A string without a time zone is in UTC, a space may replace the
/// `T`, and there may be any number of fraction digits (those after the ninth are kept in the string, but ignored).
/// It is serialized as the original string.
///
/// Timestamps are compared as points in time: `12:00:00Z` equals `13:00:00+01:00` of the same day.
#[derive(Clone)]
pub struct Timestamp {
    text: Box<str>,
    seconds: i64,
    nanos: u32,
}

impl Timestamp {
    /// The original string.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down; negative before.
    pub fn unix_seconds(&self) -> i64 {
        self.seconds
    }

    /// The nanoseconds after [`unix_seconds`](Timestamp::unix_seconds), below 1,000,000,000.
    pub fn subsec_nanos(&self) -> u32 {
        self.nanos
    }

    /// The point in time for a number of seconds and nanoseconds since 1970, clamped to the range of the format.
    pub(super) fn from_unix(seconds: i64, nanos: u32) -> Self {
        let (seconds, nanos) = (seconds, nanos).clamp(FIRST, LAST);
        Self {
            text: format(seconds, nanos).into(),
            seconds,
            nanos,
        }
    }

    fn instant(&self) -> (i64, u32) {
        (self.seconds, self.nanos)
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (seconds, nanos) = parse(text).map_err(|problem| ParseTimestampError { problem })?;
        Ok(Self {
            text: text.into(),
            seconds,
            nanos,
        })
    }
}

impl TryFrom<&str> for Timestamp {
    type Error = ParseTimestampError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Times outside of the years 0 to 9999, which the format cannot represent, are clamped to that range.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let (seconds, nanos) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (
                i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                after.subsec_nanos(),
            ),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => (-seconds, 0),
                    nanos => (-seconds - 1, 1_000_000_000 - nanos),
                }
            }
        };
        Self::from_unix(seconds, nanos)
    }
}

/// A time that the platform's `SystemTime` cannot represent (on Windows: before 1601) becomes 1970-01-01T00:00:00Z.
impl From<&Timestamp> for SystemTime {
    fn from(timestamp: &Timestamp) -> Self {
        let whole = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let time = if timestamp.seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        time.and_then(|time| time.checked_add(Duration::from_nanos(timestamp.nanos.into())))
            .unwrap_or(UNIX_EPOCH)
    }
}

/// Equivalent to the conversion from a reference.
impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        Self::from(&timestamp)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant() == other.instant()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Timestamp").field(&self.text).finish()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date-time such as 2024-07-29T15:51:28Z")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse()
            .map_err(|_| E::invalid_value(Unexpected::Other("another string"), &self))
    }
}

/// The error for a string that is not a valid [`Timestamp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTimestampError {
    problem: &'static str,
}

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: write a date-time such as 2024-07-29T15:51:28Z",
            self.problem
        )
    }
}

impl std::error::Error for ParseTimestampError {}

/// 0000-01-01T00:00:00Z.
const FIRST: (i64, u32) = (-62_167_219_200, 0);
/// 9999-12-31T23:59:59.999999999Z.
const LAST: (i64, u32) = (253_402_300_799, 999_999_999);

fn format(seconds: i64, nanos: u32) -> String {
    let (year, month, day) = date_from_days(seconds.div_euclid(SECONDS_PER_DAY));
    let time = seconds.rem_euclid(SECONDS_PER_DAY);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let fraction = match nanos {
        0 => String::new(),
        _ if nanos % 1_000_000 == 0 => format!(".{:03}", nanos / 1_000_000),
        _ if nanos % 1_000 == 0 => format!(".{:06}", nanos / 1_000),
        _ => format!(".{nanos:09}"),
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// Seconds since 1970 and nanoseconds of a date-time.
fn parse(text: &str) -> Result<(i64, u32), &'static str> {
    let mut rest = Cursor(text.as_bytes());

    let year = rest.digits(4).ok_or("the year must have four digits")?;
    rest.one_of(b"-").ok_or("a `-` must follow the year")?;
    let month = rest
        .digits(2)
        .filter(|month| (1..=12).contains(month))
        .ok_or("the month must be 01 to 12")?;
    rest.one_of(b"-").ok_or("a `-` must follow the month")?;
    let day = rest
        .digits(2)
        .filter(|day| (1..=days_in_month(year, month)).contains(day))
        .ok_or("the day must exist in the month")?;

    rest.one_of(b"Tt ")
        .ok_or("a `T` and the time must follow the date")?;
    let hour = rest
        .digits(2)
        .filter(|hour| *hour <= 23)
        .ok_or("the hour must be 00 to 23")?;
    rest.one_of(b":").ok_or("a `:` must follow the hour")?;
    let minute = rest
        .digits(2)
        .filter(|minute| *minute <= 59)
        .ok_or("the minute must be 00 to 59")?;
    rest.one_of(b":").ok_or("a `:` must follow the minute")?;
    // 60 is a leap second: the same point in time as the next second.
    let second = rest
        .digits(2)
        .filter(|second| *second <= 60)
        .ok_or("the second must be 00 to 60")?;
    let nanos = match rest.one_of(b".") {
        Some(_) => rest
            .fraction()
            .ok_or("digits must follow the decimal point")?,
        None => 0,
    };

    let offset = rest
        .offset()
        .ok_or("the zone must be `Z` or like `+01:00`")?;
    if !rest.0.is_empty() {
        return Err("nothing may follow the zone");
    }
    let seconds =
        days_from_date(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second
            - offset;
    Ok((seconds, nanos))
}

/// The remaining input. Each method consumes what it returns.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn one_of(&mut self, choices: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        choices.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// A number of exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit()
                .then(|| number * 10 + i64::from(byte - b'0'))
        })?;
        self.0 = rest;
        Some(number)
    }

    /// The nanoseconds of one or more digits after a decimal point.
    fn fraction(&mut self) -> Option<u32> {
        let mut nanos = 0;
        let mut unit = 100_000_000;
        let mut count = 0;
        while let Some(digit) = self.digits(1) {
            // Below 10, so this never fails.
            nanos += u32::try_from(digit).unwrap_or(0) * unit;
            unit /= 10;
            count += 1;
        }
        (count > 0).then_some(nanos)
    }

    /// The offset of a time zone from UTC in seconds; 0 without a time zone.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() || self.one_of(b"Zz").is_some() {
            return Some(0);
        }
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2).filter(|hours| *hours <= 23)?;
        let minutes = match (self.one_of(b":"), self.0.is_empty()) {
            (None, true) => 0,
            _ => self.digits(2).filter(|minutes| *minutes <= 59)?,
        };
        Some(sign * (hours * 3600 + minutes * 60))
    }
}
