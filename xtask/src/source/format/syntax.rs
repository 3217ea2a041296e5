//! How strings of the formats are written: what every reader accepts, what every reader refuses, and what only some do.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::source::fit::Fit;

/// RFC 3339. As the runtime reads timestamps, some readers take one without a zone, with a space for the `T`, and with
/// small letters.
pub(super) fn date_time(text: &str) -> Fit {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return Fit::No;
    };
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else {
        return Fit::No;
    };
    match (is_date(date), is_time(time)) {
        (true, Fit::Yes) if rest.starts_with('T') => Fit::Yes,
        (true, Fit::Yes | Fit::Unknown) => Fit::Unknown,
        _ => Fit::No,
    }
}

pub(super) fn date(text: &str) -> Fit {
    Fit::of(is_date(text))
}

/// RFC 3339. Some readers take one without seconds.
pub(super) fn time(text: &str) -> Fit {
    match text.len() {
        5 => match is_time(&format!("{text}:00")) {
            Fit::No => Fit::No,
            _ => Fit::Unknown,
        },
        _ => is_time(text),
    }
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

/// A time of the day with its zone.
fn is_time(text: &str) -> Fit {
    let Some((clock, rest)) = text.split_at_checked(8) else {
        return Fit::No;
    };
    let mut parts = clock.split(':').map(|part| digits(part, 2));
    let second = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some(0..=23)), Some(Some(0..=59)), Some(second), None) => second,
        _ => None,
    };
    let leap_second = match second {
        Some(0..=59) => Fit::Yes,
        Some(60) => Fit::Unknown,
        _ => Fit::No,
    };
    leap_second.and(|| zone(without_fraction(rest)))
}

fn zone(text: &str) -> Fit {
    match text {
        "Z" => return Fit::Yes,
        "" | "z" => return Fit::Unknown,
        _ => {}
    }
    let Some(zone) = text.strip_prefix(['+', '-']) else {
        return Fit::No;
    };
    let (hours, minutes) = zone.split_at_checked(2).unwrap_or((zone, ""));
    let is_written_out = minutes.starts_with(':');
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" if !is_written_out => "00",
        minutes => minutes,
    };
    match (digits(hours, 2), digits(minutes, 2)) {
        (Some(0..=23), Some(0..=59)) if is_written_out => Fit::Yes,
        (Some(0..=23), Some(0..=59)) => Fit::Unknown,
        _ => Fit::No,
    }
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

/// ISO 8601. Only the simplest are read alike everywhere.
pub(super) fn duration(text: &str) -> Fit {
    let count = text
        .strip_prefix('P')
        .and_then(|rest| rest.strip_suffix(['D', 'W', 'M', 'Y']));
    match count {
        Some(count) if !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()) => {
            Fit::Yes
        }
        _ if text.starts_with(['P', '-', '+']) && text.len() > 2 => Fit::Unknown,
        _ => Fit::No,
    }
}

pub(super) fn uuid(text: &str) -> Fit {
    let lengths = text.split('-').map(str::len);
    let is_hexadecimal = text.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    Fit::of(lengths.eq([8, 4, 4, 4, 12]) && is_hexadecimal)
}

/// The server decides what an address is. In many APIs an empty string means that there is none.
pub(super) fn email(text: &str) -> Fit {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    match text.split_once('@') {
        None if text.is_empty() => Fit::Unknown,
        None => Fit::No,
        Some((name, host)) if !name.is_empty() && name.chars().all(is_plain) => {
            match hostname(host) {
                Fit::Yes => Fit::Yes,
                _ => Fit::Unknown,
            }
        }
        Some(_) => Fit::Unknown,
    }
}

/// An address of so many characters.
pub(super) fn email_of(count: usize) -> Option<String> {
    Some(format!("a@{}", hostname_of(count.checked_sub(2)?)?))
}

/// A URI of so many characters.
pub(super) fn uri_of(count: usize) -> Option<String> {
    const LONG: &str = "https://example.com/";
    let start = if count < LONG.len() { "a:" } else { LONG };
    let rest = count
        .checked_sub(start.len())
        .filter(|it| *it > 0 || start == LONG)?;
    Some(format!("{start}{}", "a".repeat(rest)))
}

/// A hostname of so many characters.
pub(super) fn hostname_of(count: usize) -> Option<String> {
    // No label has more than 63 characters, and none is empty.
    let is_end = |index: &usize| index % 32 == 31 && index + 1 < count;
    let letters = (0..count).map(|index| if is_end(&index) { '.' } else { 'a' });
    (1..254).contains(&count).then(|| letters.collect())
}

pub(super) fn uri(text: &str) -> Fit {
    let Some((scheme, rest)) = text.split_once(':') else {
        return Fit::No;
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#=&@".contains(c);
    let has_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    if !has_scheme || text.contains(char::is_whitespace) {
        Fit::No
    } else if scheme.chars().all(|c| c.is_ascii_alphanumeric()) && rest.chars().all(is_plain) {
        Fit::Yes
    } else {
        Fit::Unknown
    }
}

pub(super) fn hostname(text: &str) -> Fit {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || matches!(c, '/' | ':')) {
        Fit::No
    } else if text.len() < 254 && text.split('.').all(is_label) {
        Fit::Yes
    } else {
        Fit::Unknown
    }
}

pub(super) fn ipv4(text: &str) -> Fit {
    Fit::of(text.parse::<Ipv4Addr>().is_ok())
}

pub(super) fn ipv6(text: &str) -> Fit {
    Fit::of(text.parse::<Ipv6Addr>().is_ok())
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Format;
    use super::*;

    #[test]
    fn strings() {
        for (format, accepted, unknown, refused) in [
            (
                "date-time",
                &[
                    "2024-07-29T15:51:28.071Z",
                    "2024-02-29T23:59:59.123456789012+01:00",
                ][..],
                &[
                    "2024-07-29T15:51:28",
                    "2024-02-29 23:59:59Z",
                    "2024-02-29T23:59:60Z",
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
                    "2024-07-29T15:51:28+01:",
                    "yesterday, äöü",
                ][..],
            ),
            (
                "date",
                &["2024-02-29", "2024-01-31", "0001-01-01"],
                &[],
                &["2023-02-29", "2024-1-1", "2024-01-00", "01.02.2024"],
            ),
            (
                "time",
                &["00:00:00Z", "23:59:59.5+01:00"],
                &["12:30", "12:30:00", "23:59:60Z"],
                &["99:99:99Z", "99:99", "noon", "1:00:00Z"],
            ),
            ("duration", &["P1D"], &["PT5M", "-P1D"], &["P", "1 day"]),
            (
                "uuid",
                &["123e4567-e89b-12d3-a456-426614174000"],
                &[],
                &[
                    "123e4567e89b12d3a456426614174000",
                    "x",
                    "g23e4567-e89b-12d3-a456-426614174000",
                ],
            ),
            ("ipv4", &["127.0.0.1"], &[], &["127.0.0.256", "::1"]),
            ("ipv6", &["::1"], &[], &["127.0.0.1"]),
            (
                "email",
                &["a@example.com"],
                &["", "ä@b", "a b@c", "@", "a@b c"],
                &["a"],
            ),
            (
                "uri",
                &["https://example.com/a?b=c"],
                &["https://[::1]"],
                &["/a", "a b:c"],
            ),
            ("hostname", &["example.com"], &["ä.de", "a_b"], &["", "a/b"]),
            ("url", &["", "anything"], &[], &[]),
        ] {
            let format = Format::named(format).unwrap();
            for (texts, fit) in [
                (accepted, Fit::Yes),
                (unknown, Fit::Unknown),
                (refused, Fit::No),
            ] {
                for text in texts {
                    assert_eq!(
                        format.fits(&Value::from(*text)),
                        fit,
                        "{} {text}",
                        format.name
                    );
                }
            }
        }
    }

    #[test]
    fn strings_of_any_length() {
        type Case = (fn(usize) -> Option<String>, fn(&str) -> Fit);
        let cases: [Case; 3] = [(email_of, email), (hostname_of, hostname), (uri_of, uri)];
        for (sized, fits) in cases {
            for text in (0..300).map(|count| (count, sized(count))) {
                assert!(text.1.is_some() || !(3..250).contains(&text.0), "{text:?}");
                if let (count, Some(text)) = text {
                    assert_eq!((text.len(), fits(&text)), (count, Fit::Yes), "{text}");
                }
            }
        }
    }

    #[test]
    fn numbers() {
        for (format, accepted, refused) in [
            ("int8", [-128.0, 127.0], [-129.0, 128.0]),
            ("uint16", [0.0, 65_535.0], [-1.0, 65_536.0]),
            ("float", [-3e38, 0.5], [1e39, -1e39]),
        ] {
            let format = Format::named(format).unwrap();
            let fits = |numbers: [f64; 2], fit| {
                let numbers = numbers.into_iter().map(Value::from);
                numbers
                    .map(|number| format.fits(&number))
                    .all(|it| it == fit)
            };
            assert!(
                fits(accepted, Fit::Yes) && fits(refused, Fit::No),
                "{}",
                format.name
            );
        }
    }
}
