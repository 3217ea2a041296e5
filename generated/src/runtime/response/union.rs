//! Helpers of generated unions: recognizing and decoding their members.

use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

use super::mismatch::Mismatch;

/// Whether a value is an object with all of these keys.
pub fn has_keys(value: &Value, keys: &[&str]) -> bool {
    value
        .as_object()
        .is_some_and(|object| keys.iter().all(|key| object.contains_key(*key)))
}

/// The string value of an object's property, for discriminators.
pub fn text_member<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// Decodes a value as a member that was recognized before.
///
/// # Errors
///
/// The value does not match the type. The message has the path within the value and the expected type, but not the
/// value.
pub fn member<T: DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
    serde_path_to_error::deserialize(value).map_err(|error| E::custom(Mismatch::new(&error)))
}

/// Decodes a value as a member, for unions whose members cannot be recognized; `None` if it does not decode.
pub fn try_member<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
