//! Decodes JSON whose integers may be beyond the range of their types.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::mismatch::Mismatch;

/// How many fields of a value may be beyond their range.
const MAX_FIELDS: usize = 16;

/// Decodes JSON. Where a type has an `i64` or `u64` and the value is an integer beyond it, which most APIs do not rule
/// out, the nearest integer of the type is read: one such number does not fail a response. An integer may also be written
/// with a fraction of zero, as in `5.0`. Only JSON that does not decode otherwise is looked at.
///
/// # Errors
///
/// The JSON is invalid or does not match the type.
pub(crate) fn from_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(json).or_else(|error: serde_json::Error| {
        let decoded = error.is_data().then(|| with_nearest(json));
        decoded.flatten().ok_or(error)
    })
}

fn with_nearest<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    let mut value: Value = serde_json::from_slice(json).ok()?;
    for count in 0..=MAX_FIELDS {
        let mismatch = match serde_path_to_error::deserialize(&value) {
            // Without a replaced integer, something else is wrong that a `Value` does not have, such as a key twice.
            Ok(decoded) => return (count > 0).then_some(decoded),
            Err(error) => Mismatch::new(&error),
        };
        let (expected, _) = mismatch.problem.split_once(", found ")?;
        let nearest = match expected {
            "expected i64" => nearest_signed,
            "expected u64" => nearest_unsigned,
            _ => return None,
        };
        if !replace(&mut value, &mismatch.path, nearest) {
            return None;
        }
    }
    None
}

/// Replaces the integers at a path, and those at the same path in the other items of a list. Whether there are any.
fn replace(value: &mut Value, path: &str, nearest: fn(&Number) -> Option<Number>) -> bool {
    match value {
        Value::Number(number) if path.is_empty() => match nearest(number) {
            Some(nearest) => {
                *number = nearest;
                true
            }
            None => false,
        },
        Value::Array(items) => match path.strip_prefix('[').and_then(|it| it.split_once(']')) {
            Some((_, path)) => {
                let path = path.trim_start_matches('.');
                let replaced = items.iter_mut().map(|item| replace(item, path, nearest));
                replaced.filter(|it| *it).count() > 0
            }
            None => false,
        },
        Value::Object(fields) => fields.iter_mut().any(|(key, value)| {
            let rest = path.strip_prefix(key.as_str());
            let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
            rest.is_some_and(|rest| replace(value, rest.trim_start_matches('.'), nearest))
        }),
        _ => false,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it becomes the nearest")]
fn nearest_signed(number: &Number) -> Option<Number> {
    if number.is_i64() {
        return None;
    }
    match (number.as_u64(), number.as_f64()) {
        (Some(_), _) => Some(i64::MAX.into()),
        (_, Some(float)) if float.fract() == 0.0 => Some((float as i64).into()),
        _ => None,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is not negative and becomes the nearest"
)]
fn nearest_unsigned(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    (float.fract() == 0.0 && float >= 0.0).then(|| (float as u64).into())
}
