//! [`Secret`]: a string that is not shown in logs.

use std::fmt;

use http::HeaderValue;
use http::header::InvalidHeaderValue;
use serde::{Deserialize, Serialize};

/// A string that is not shown in logs: a key, a password, a token.
///
/// It does not implement `Display`, and its `Debug` is redacted. [`expose`](Secret::expose) returns the string.
/// Serialization writes it, since requests have to contain it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a string.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the string in plain text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Compares in constant time for strings of the same length, which prevents timing attacks.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        let difference = left.iter().zip(right).fold(0, |all, (a, b)| all | (a ^ b));
        left.len() == right.len() && difference == 0
    }
}

impl Eq for Secret {}

/// Converts into a header value that is marked as sensitive. Fails if the string is not a valid header value.
impl TryFrom<Secret> for HeaderValue {
    type Error = InvalidHeaderValue;

    fn try_from(secret: Secret) -> Result<Self, InvalidHeaderValue> {
        let mut value = Self::try_from(secret.0)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}
