//! Formats of texts and ranges of numbers.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Number;

use super::super::number::whole;

/// What a text of a format is, if this one is none. Formats that nobody agrees on fit everything.
pub(super) fn problem(format: &str, text: &str) -> Option<&'static str> {
    let (fits, what) = match format {
        "date-time" => (
            is_date_time(text),
            "a date and time such as `2024-07-29T15:51:28Z`",
        ),
        "date" => (is_date(text), "a date such as `2024-07-29`"),
        "uuid" => (
            is_uuid(text),
            "a UUID such as `123e4567-e89b-12d3-a456-426614174000`",
        ),
        "ipv4" => (text.parse::<Ipv4Addr>().is_ok(), "an IPv4 address"),
        "ipv6" => (text.parse::<Ipv6Addr>().is_ok(), "an IPv6 address"),
        // The server decides what an address is. An empty text stands for none in many APIs.
        "email" => (text.is_empty() || text.contains('@'), "an email address"),
        _ => return None,
    };
    (!fits).then_some(what)
}

/// Why a number is out of the range of its format.
pub(super) fn number_problem(format: &str, number: &Number) -> Option<&'static str> {
    let whole = whole(number)?;
    let (fits, problem) = match format {
        "int32" => (i32::try_from(whole).is_ok(), "no 32-bit number"),
        "int64" => (i64::try_from(whole).is_ok(), "no 64-bit number"),
        _ => return None,
    };
    (!fits).then_some(problem)
}

/// As the runtime reads timestamps: RFC 3339, and without a zone, with a space for the `T`, and with any number of
/// fraction digits.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else {
        return false;
    };
    let Some(time) = time.strip_prefix(['T', 't', ' ']) else {
        return false;
    };
    let Some((clock, rest)) = time.split_at_checked(8) else {
        return false;
    };
    is_date(date) && is_clock(clock) && is_zone(without_fraction(rest))
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn is_clock(text: &str) -> bool {
    let mut parts = text.split(':').map(|part| digits(part, 2));
    // 60 is a leap second.
    matches!(
        (parts.next(), parts.next(), parts.next(), parts.next()),
        (
            Some(Some(0..=23)),
            Some(Some(0..=59)),
            Some(Some(0..=60)),
            None
        )
    )
}

fn is_zone(text: &str) -> bool {
    if matches!(text, "" | "Z" | "z") {
        return true;
    }
    let Some(zone) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let (hours, minutes) = match zone.len() {
        2 => (zone, "00"),
        _ => match zone.split_at_checked(2) {
            Some((hours, minutes)) => (hours, minutes.strip_prefix(':').unwrap_or(minutes)),
            None => return false,
        },
    };
    matches!(
        (digits(hours, 2), digits(minutes, 2)),
        (Some(0..=23), Some(0..=59))
    )
}

/// A fraction that has no digits stays, and is no zone.
fn without_fraction(text: &str) -> &str {
    match text.strip_prefix('.') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
            rest.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        _ => text,
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn formats() {
        for (format, right, wrong) in [
            (
                "date-time",
                &[
                    "2024-07-29T15:51:28.071Z",
                    "2024-07-29T15:51:28",
                    "2024-02-29 23:59:60.123456789012+01:00",
                    "2024-07-29t15:51:28z",
                    "2024-07-29T15:51:28+0100",
                    "2024-07-29T15:51:28-01",
                ][..],
                &[
                    "",
                    "2024-07-29",
                    "2024-07-29T15:51Z",
                    "2023-02-29T00:00:00Z",
                    "2024-07-29T24:00:00Z",
                    "2024-07-29T15:51:28.Z",
                    "2024-07-29T15:51:28ZZ",
                    "2024-07-29T15:51:28+1",
                    "yesterday, äöü",
                ][..],
            ),
            (
                "date",
                &["2024-02-29", "0001-01-01"],
                &["2023-02-29", "2024-1-1", "2024-01-00", "01.02.2024"],
            ),
            (
                "uuid",
                &["123e4567-e89b-12d3-a456-426614174000"],
                &[
                    "123e4567e89b12d3a456426614174000",
                    "x",
                    "g23e4567-e89b-12d3-a456-426614174000",
                ],
            ),
            ("ipv4", &["127.0.0.1"], &["127.0.0.256", "::1"]),
            ("ipv6", &["::1"], &["127.0.0.1"]),
            ("email", &["a@b", ""], &["a"]),
            ("color", &["", "anything"], &[]),
        ] {
            for text in right {
                assert_eq!(problem(format, text), None, "{format} {text}");
            }
            for text in wrong {
                assert!(problem(format, text).is_some(), "{format} {text}");
            }
        }
    }
}
