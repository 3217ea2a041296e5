//! HTTP dates, as in `Retry-After` and `Date`.

use super::calendar::{SECONDS_PER_DAY, days_from_date, days_in_month};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Seconds since 1970 of a date in one of the three forms that RFC 9110, section 5.6.7, has recipients accept:
///
/// ```text
/// Sun, 06 Nov 1994 08:49:37 GMT
/// Sunday, 06-Nov-94 08:49:37 GMT
/// Sun Nov  6 08:49:37 1994
/// ```
pub(super) fn parse(text: &str) -> Option<i64> {
    let words: Vec<&str> = text
        .split([' ', '-', ','])
        .filter(|word| !word.is_empty())
        .collect();
    match words[..] {
        [_, day, month, year, time, "GMT"] => seconds(year, month, day, time),
        [_, month, day, time, year] => seconds(year, month, day, time),
        _ => None,
    }
}

fn seconds(year: &str, month: &str, day: &str, time: &str) -> Option<i64> {
    let year = match (number(year)?, year.len()) {
        // The form with two digits is from before 2000, so no sender means a year that is far ahead.
        (year, 2) => year + if year < 70 { 2000 } else { 1900 },
        (year, 4) => year,
        _ => return None,
    };
    let month = 1 + MONTHS.iter().position(|name| *name == month)? as i64;
    let day = number(day).filter(|day| (1..=days_in_month(year, month)).contains(day))?;
    let clock: Vec<i64> = time.split(':').map(number).collect::<Option<_>>()?;
    match clock[..] {
        [hour @ 0..=23, minute @ 0..=59, second @ 0..=60] => Some(
            days_from_date(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second,
        ),
        _ => None,
    }
}

fn number(text: &str) -> Option<i64> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}
