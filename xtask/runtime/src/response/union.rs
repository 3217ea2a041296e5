//! Helpers of generated unions: recognizing and decoding their members.

use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

use super::super::values::unknown;
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

/// The integer value of an object's property, for discriminators.
pub fn integer_member(value: &Value, key: &str) -> Option<i64> {
    value.get(key)?.as_i64()
}

/// The boolean value of an object's property, for discriminators.
pub fn boolean_member(value: &Value, key: &str) -> Option<bool> {
    value.get(key)?.as_bool()
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

/// Decodes a value as the member that knows most of it, for unions whose members cannot be distinguished.
pub struct BestFit<'a, U> {
    value: &'a Value,
    /// The best member so far, and how much of the value it does not know.
    best: Option<(U, usize)>,
}

impl<'a, U> BestFit<'a, U> {
    /// Starts without a member.
    pub fn new(value: &'a Value) -> Self {
        Self { value, best: None }
    }

    /// Takes a member if the value decodes as it and it knows more than those before.
    #[must_use]
    pub fn or<T: DeserializeOwned>(mut self, member: impl FnOnce(T) -> U) -> Self {
        let least = self.best.as_ref().map(|(_, unknown)| *unknown);
        if least == Some(0) {
            return self;
        }
        let (decoded, unknown) = unknown::counted(|| T::deserialize(self.value));
        if let (Ok(decoded), true) = (decoded, least.is_none_or(|least| unknown < least)) {
            self.best = Some((member(decoded), unknown));
        }
        self
    }

    /// The same, on a condition.
    #[must_use]
    pub fn or_if<T: DeserializeOwned>(self, is_it: bool, member: impl FnOnce(T) -> U) -> Self {
        match is_it {
            true => self.or(member),
            false => self,
        }
    }

    /// The member, if there is one.
    pub fn finish(self) -> Option<U> {
        let (member, unknown) = self.best?;
        unknown::add(|| unknown);
        Some(member)
    }
}
