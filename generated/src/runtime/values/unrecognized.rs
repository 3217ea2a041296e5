//! [`Unrecognized`]: an unknown value of an open enum.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::Serializer;

use super::unknown;

/// An enum value that this version of the crate does not know.
///
/// It is created only by converting a string into the enum, as in `"value".into()`. If a later version of the crate
/// adds a variant for the value, the same conversion returns that variant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// Creates a value, for generated conversions.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        unknown::add(|| 1);
        Self(text.into())
    }

    /// The value, as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Deserializes an open enum from a string.
///
/// # Errors
///
/// The value is not a string.
pub fn deserialize_open_enum<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

/// Deserializes an open enum from an integer.
///
/// # Errors
///
/// The value is not an integer.
pub fn deserialize_open_integer_enum<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    let integer = i64::deserialize(deserializer)?;
    Ok(T::from(integer.to_string().as_str()))
}

/// Serializes the digits of an integer as the integer.
///
/// # Errors
///
/// The value was made from a string that is no integer.
pub fn serialize_integer<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match digits.parse() {
        Ok(integer) => serializer.serialize_i64(integer),
        Err(_) => Err(serde::ser::Error::custom(
            "the value of this enum must be an integer",
        )),
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}
