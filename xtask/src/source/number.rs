//! Numbers of documents: compared exactly where they are integers.

use std::cmp::Ordering;

use serde_json::Number;

use super::fit::Fit;
use super::tree::{Node, NodeKind, Scalar};

/// The number that a node is.
pub(crate) fn of(node: &Node) -> Option<&Number> {
    match &node.kind {
        NodeKind::Scalar(Scalar::Number(number)) => Some(number),
        _ => None,
    }
}

/// Integers beyond 2^53 are no `f64`s, so those are compared as what they are.
pub(crate) fn compare(a: &Number, b: &Number) -> Ordering {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => float(a).total_cmp(&float(b)),
    }
}

/// The number as an integer, if it has no fraction.
pub(crate) fn integer(number: &Number) -> Option<i128> {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(number), _, _) => Some(number.into()),
        (_, Some(number), _) => Some(number.into()),
        // Every `f64` below 2^127 without a fraction is an `i128`.
        #[expect(clippy::cast_possible_truncation, reason = "it has no fraction")]
        (_, _, Some(float)) if float.fract() == 0.0 && float.abs() < 1e38 => Some(float as i128),
        _ => None,
    }
}

/// Whether the first is a multiple of the second, which is positive. 0.3 is one of 0.1, though not as an `f64`.
pub(crate) fn is_multiple(number: &Number, of: &Number) -> Fit {
    if let (Some(number), Some(of)) = (integer(number), integer(of)) {
        return Fit::of(of == 0 || number % of == 0);
    }
    let ratio = float(number) / float(of);
    if ratio.fract() == 0.0 {
        Fit::Yes
    } else if !ratio.is_finite()
        || (ratio - ratio.round()).abs() <= f64::EPSILON * ratio.abs().max(1.0) * 4.0
    {
        Fit::Unknown
    } else {
        Fit::No
    }
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        serde_json::from_str(text).expect(text)
    }

    #[test]
    fn numbers_are_compared_exactly() {
        for (a, b, expected) in [
            ("1", "1.0", Ordering::Equal),
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("-1", "18446744073709551615", Ordering::Less),
            ("0.5", "1", Ordering::Less),
            ("1e300", "18446744073709551615", Ordering::Greater),
        ] {
            assert_eq!(compare(&number(a), &number(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn multiples() {
        for (a, b, expected) in [
            ("9", "3", Fit::Yes),
            ("1.5", "0.5", Fit::Yes),
            ("10", "3", Fit::No),
            ("0.35", "0.1", Fit::No),
            ("1.5", "1", Fit::No),
            ("0.3", "0.1", Fit::Unknown),
            ("1.7e308", "1e-300", Fit::Unknown),
        ] {
            assert_eq!(is_multiple(&number(a), &number(b)), expected, "{a} {b}");
        }
    }
}
