//! `Timestamp` from and to the types of other crates, each behind its feature.

use sdk_runtime::Timestamp;

/// In the text that `Timestamp` makes of a time, so that both ways can be tried with it.
const TIMES: [&str; 6] = [
    "1970-01-01T00:00:00Z",
    "2024-07-29T15:51:28.071Z",
    "2024-07-29T15:51:28.000000001Z",
    "1969-12-31T23:59:59.750Z",
    "0000-01-01T00:00:00Z",
    "9999-12-30T00:00:00Z",
];

fn read(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_converts_both_ways() {
    use chrono::{DateTime, FixedOffset, TimeZone, Utc};

    for text in TIMES {
        let time: DateTime<Utc> = read(text).into();
        assert_eq!(time, DateTime::from(&read(text)));
        assert_eq!(time, DateTime::parse_from_rfc3339(text).unwrap());
        assert_eq!(Timestamp::from(time).as_str(), text);
    }
    let there = FixedOffset::east_opt(3600).unwrap();
    let time = there.with_ymd_and_hms(2024, 7, 29, 13, 0, 0).unwrap();
    assert_eq!(Timestamp::from(time).as_str(), "2024-07-29T12:00:00Z");
    let leap_second = DateTime::<Utc>::from_timestamp(1_483_228_799, 1_500_000_000).unwrap();
    let timestamp = Timestamp::from(leap_second);
    assert_eq!(timestamp.as_str(), "2017-01-01T00:00:00.500Z");
    let far = Timestamp::from(DateTime::<Utc>::MAX_UTC);
    assert_eq!(far.as_str(), "9999-12-31T23:59:59.999999999Z");
    let past_the_last = read("9999-12-31T23:59:59-23:59");
    let time = DateTime::<Utc>::from(&past_the_last);
    assert_eq!(time.timestamp(), past_the_last.unix_seconds());
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_converts_both_ways() {
    for text in TIMES {
        let time = jiff::Timestamp::try_from(&read(text)).unwrap();
        assert_eq!(time, text.parse().unwrap());
        assert_eq!(time, jiff::Timestamp::try_from(read(text)).unwrap());
        assert_eq!(Timestamp::from(time).as_str(), text);
    }
    let first = Timestamp::from(jiff::Timestamp::MIN);
    assert_eq!(first.as_str(), "0000-01-01T00:00:00Z");
    let last = read("9999-12-31T23:59:59Z");
    assert!(jiff::Timestamp::try_from(last).is_err());
}

#[cfg(feature = "time")]
#[test]
fn time_converts_both_ways() {
    use time::{OffsetDateTime, UtcOffset};

    for text in TIMES {
        let time = OffsetDateTime::try_from(&read(text)).unwrap();
        assert_eq!(time.unix_timestamp(), read(text).unix_seconds());
        assert_eq!(time.nanosecond(), read(text).subsec_nanos());
        assert_eq!(Ok(time), read(text).try_into());
        let there = time.checked_to_offset(UtcOffset::from_hms(1, 30, 0).unwrap());
        assert_eq!(Timestamp::from(there.unwrap_or(time)).as_str(), text);
    }
    let past_the_last = read("9999-12-31T23:59:59-23:59");
    assert!(OffsetDateTime::try_from(past_the_last).is_err());
}
