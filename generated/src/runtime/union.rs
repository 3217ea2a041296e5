//! Helpers of generated unions: which member a value is, and reading it as that.

use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

use super::decode::Mismatch;

/// Whether a value is an object with all of these keys.
pub fn has_keys(value: &Value, keys: &[&str]) -> bool {
    value
        .as_object()
        .is_some_and(|object| keys.iter().all(|key| object.contains_key(*key)))
}

/// The text of a member of an object: the value of a discriminator.
pub fn text_member<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// Reads a value as the member that it has been found to be.
///
/// # Errors
///
/// If it is not of that type after all. The message has the path inside of the value and what was expected there, and
/// not the value.
pub fn member<T: DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
    serde_path_to_error::deserialize(value).map_err(|error| E::custom(Mismatch::new(&error)))
}

/// Reads a value as a member, if it is one: for unions whose members can only be tried in turn.
pub fn try_member<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
