//! Timestamps: valid and invalid strings, and comparison.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sdk_runtime::Timestamp;

fn read(text: &str) -> Timestamp {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn what_servers_send_is_read_and_kept() {
    for (text, seconds, nanos) in [
        ("2024-07-29T15:51:28.071Z", 1_722_268_288, 71_000_000),
        ("2022-05-16T11:50:53.914329Z", 1_652_701_853, 914_329_000),
        // Seven digits and no zone, as in the API's own documentation.
        ("2023-08-09T13:27:43.8208302", 1_691_587_663, 820_830_200),
        ("2023-08-09T13:27:43", 1_691_587_663, 0),
        ("2023-08-09 13:27:43z", 1_691_587_663, 0),
        ("2023-08-09t13:27:43Z", 1_691_587_663, 0),
        ("2023-08-09T15:27:43+02:00", 1_691_587_663, 0),
        ("2023-08-09T15:27:43+0200", 1_691_587_663, 0),
        ("2023-08-09T15:27:43+02", 1_691_587_663, 0),
        ("2023-08-09T07:57:43.5-05:30", 1_691_587_663, 500_000_000),
        (
            "2023-08-09T13:27:43.1234567899999Z",
            1_691_587_663,
            123_456_789,
        ),
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
        (
            "9999-12-31T23:59:59.999999999Z",
            253_402_300_799,
            999_999_999,
        ),
        ("2000-02-29T00:00:00Z", 951_782_400, 0),
        ("2024-02-29T12:00:00Z", 1_709_208_000, 0),
        // A leap second is the same as the second after it.
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
        ("1900-03-01T00:00:00Z", -2_203_891_200, 0),
    ] {
        let timestamp = read(text);
        assert_eq!(
            (timestamp.unix_seconds(), timestamp.subsec_nanos()),
            (seconds, nanos),
            "{text}"
        );
        assert_eq!(timestamp.as_str(), text);
        assert_eq!(timestamp.to_string(), text);
        let json = serde_json::to_string(&timestamp).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        let again: Timestamp = serde_json::from_str(&json).unwrap();
        assert_eq!(again.as_str(), text);
    }
}

#[test]
fn invalid_strings_are_rejected_with_a_reason() {
    for (text, reason) in [
        ("", "the year must have four digits"),
        ("soon", "the year must have four digits"),
        ("12024-01-01T00:00:00Z", "a `-` must follow the year"),
        ("-024-01-01T00:00:00Z", "the year must have four digits"),
        ("2024-13-01T00:00:00Z", "the month must be 01 to 12"),
        ("2024-00-01T00:00:00Z", "the month must be 01 to 12"),
        ("2024-1-01T00:00:00Z", "the month must be 01 to 12"),
        ("2024-02-30T00:00:00Z", "the day must exist in the month"),
        ("2023-02-29T00:00:00Z", "the day must exist in the month"),
        ("1900-02-29T00:00:00Z", "the day must exist in the month"),
        ("2024-04-31T00:00:00Z", "the day must exist in the month"),
        ("2024-04-00T00:00:00Z", "the day must exist in the month"),
        ("2024-04-01", "a `T` and the time must follow the date"),
        ("2024-04-01T24:00:00Z", "the hour must be 00 to 23"),
        ("2024-04-01T00:60:00Z", "the minute must be 00 to 59"),
        ("2024-04-01T00:00Z", "a `:` must follow the minute"),
        ("2024-04-01T00:00:61Z", "the second must be 00 to 60"),
        (
            "2023-08-09T13:27.43.8208302",
            "a `:` must follow the minute",
        ),
        (
            "2024-04-01T00:00:00.Z",
            "digits must follow the decimal point",
        ),
        (
            "2024-04-01T00:00:00 CET",
            "the zone must be `Z` or like `+01:00`",
        ),
        (
            "2024-04-01T00:00:00+24:00",
            "the zone must be `Z` or like `+01:00`",
        ),
        (
            "2024-04-01T00:00:00+01:60",
            "the zone must be `Z` or like `+01:00`",
        ),
        (
            "2024-04-01T00:00:00+01:",
            "the zone must be `Z` or like `+01:00`",
        ),
        (
            "2024-04-01T00:00:00+1",
            "the zone must be `Z` or like `+01:00`",
        ),
        ("2024-04-01T00:00:00ZZ", "nothing may follow the zone"),
        ("2024-04-01T00:00:00Z ", "nothing may follow the zone"),
        ("２024-04-01T00:00:00Z", "the year must have four digits"),
    ] {
        let error = text.parse::<Timestamp>().unwrap_err();
        let expected = format!("{reason}: write a date-time such as 2024-07-29T15:51:28Z");
        assert_eq!(error.to_string(), expected, "{text}");
        assert_eq!(Timestamp::try_from(text).unwrap_err(), error);
        assert!(serde_json::from_value::<Timestamp>(text.into()).is_err());
    }
}

#[test]
fn the_point_in_time_counts() {
    let utc = read("2024-07-29T12:00:00Z");
    let same = read("2024-07-29T13:00:00.000+01:00");
    let later = read("2024-07-29T12:00:00.000000001");
    let before_epoch = read("1969-12-31T23:59:59.9Z");
    assert_eq!(utc, same);
    assert_ne!(utc, later);
    assert!(utc < later && before_epoch < utc && read("1969-12-31T23:59:59.1Z") < before_epoch);
    assert_eq!(HashSet::from([utc, same, later]).len(), 2);
}

#[test]
fn system_time_converts_both_ways() {
    for (time, text) in [
        (UNIX_EPOCH, "1970-01-01T00:00:00Z"),
        (
            UNIX_EPOCH + Duration::from_millis(1_722_268_288_071),
            "2024-07-29T15:51:28.071Z",
        ),
        (
            UNIX_EPOCH + Duration::from_micros(1),
            "1970-01-01T00:00:00.000001Z",
        ),
        (
            UNIX_EPOCH + Duration::from_nanos(1_000_000_100),
            "1970-01-01T00:00:01.000000100Z",
        ),
        (
            UNIX_EPOCH - Duration::from_millis(250),
            "1969-12-31T23:59:59.750Z",
        ),
        (UNIX_EPOCH - Duration::from_secs(1), "1969-12-31T23:59:59Z"),
        (
            UNIX_EPOCH + Duration::from_secs(951_782_400),
            "2000-02-29T00:00:00Z",
        ),
        (
            UNIX_EPOCH + Duration::from_secs(253_402_300_799),
            "9999-12-31T23:59:59Z",
        ),
    ] {
        let timestamp = Timestamp::from(time);
        assert_eq!(timestamp.as_str(), text);
        assert_eq!(timestamp, read(text));
        assert_eq!(SystemTime::from(&timestamp), time);
        assert_eq!(SystemTime::from(timestamp), time);
    }
    let far = UNIX_EPOCH + Duration::from_secs(300_000_000_000);
    assert_eq!(
        Timestamp::from(far).as_str(),
        "9999-12-31T23:59:59.999999999Z"
    );
    let early = UNIX_EPOCH - Duration::from_secs(70_000_000_000);
    assert_eq!(Timestamp::from(early).as_str(), "0000-01-01T00:00:00Z");
}

#[test]
fn every_day_of_400_years_is_written_as_it_is_read() {
    let mut previous = None;
    for day in -73_049..73_048_i64 {
        let seconds = Duration::from_secs(day.unsigned_abs() * 86_400);
        let time = if day < 0 {
            UNIX_EPOCH - seconds
        } else {
            UNIX_EPOCH + seconds
        };
        let written = Timestamp::from(time);
        assert_eq!(read(written.as_str()).unix_seconds(), day * 86_400);
        assert!(
            previous.is_none_or(|previous: String| previous.as_str() < written.as_str()),
            "{written}"
        );
        previous = Some(written.to_string());
    }
}
