//! Formats: whether a value has one, and a short one that has.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Value;

/// Whether a value has a format. What is not known to have none has it.
pub(super) fn fits(format: &str, value: &Value) -> bool {
    match value {
        Value::String(text) => is_text(format, text),
        Value::Number(number) => match format {
            "int8" | "int16" | "int32" | "int64" => {
                let bits = format.trim_start_matches("int").parse().unwrap_or(64_u32);
                let least = -(1_i128 << (bits - 1));
                let whole = number.as_i128();
                whole.is_none_or(|whole| (least..-least).contains(&whole))
            }
            "float" => number
                .as_f64()
                .is_none_or(|number| number.abs() <= f64::from(f32::MAX)),
            _ => true,
        },
        _ => true,
    }
}

fn is_text(format: &str, text: &str) -> bool {
    match format {
        "date" => is_date(text),
        "time" => is_time(text),
        "date-time" => text
            .split_once(['T', 't', ' '])
            .is_some_and(|(date, time)| is_date(date) && is_time(time)),
        "uuid" => is_shaped(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        "email" => text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
        }),
        "uri" => text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && !text.contains(char::is_whitespace)
        }),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "duration" => text.starts_with('P') && text.len() > 2,
        "hostname" => {
            !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '/' || c == ':')
        }
        _ => true,
    }
}

fn is_date(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse().ok());
    is_shaped(text, "dddd-dd-dd")
        && part(5..7).is_some_and(|month: u8| (1..=12).contains(&month))
        && part(8..10).is_some_and(|day: u8| (1..=28).contains(&day))
}

fn is_time(text: &str) -> bool {
    let (clock, rest) = text.split_at_checked(8).unwrap_or((text, ""));
    let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    is_shaped(clock, "dd:dd:dd")
        && (matches!(zone, "Z" | "z")
            || zone
                .strip_prefix(['+', '-'])
                .is_some_and(|offset| is_shaped(offset, "dd:dd")))
}

/// Whether a text has a shape: `d` is a digit, `h` a hexadecimal one.
fn is_shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .chars()
            .zip(shape.chars())
            .all(|(letter, of)| match of {
                'd' => letter.is_ascii_digit(),
                'h' => letter.is_ascii_hexdigit(),
                other => letter == other,
            })
}

/// A short text of a format.
pub(super) fn sample(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "2000-01-01",
        "date-time" => "2000-01-01T00:00:00Z",
        "time" => "00:00:00Z",
        "duration" => "P1D",
        "uuid" => "00000000-0000-0000-0000-000000000000",
        "email" => "a@example.com",
        "uri" => "https://example.com",
        "hostname" => "example.com",
        "ipv4" => "127.0.0.1",
        "ipv6" => "::1",
        _ => return None,
    })
}
