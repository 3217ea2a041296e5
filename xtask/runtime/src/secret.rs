//! [`Secret`]: a text that must not show up in logs.

use std::fmt;

use http::HeaderValue;
use http::header::InvalidHeaderValue;
use serde::{Deserialize, Serialize};

/// A text that must not show up in logs: a key, a password, a token.
///
/// It has no `Display`, and its `Debug` is redacted. [`expose`](Secret::expose) gives the text; serialization writes it,
/// since requests have to carry it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text. Take care where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Compares without stopping at the first difference, so that the time taken tells nothing but the length.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        let difference = left.iter().zip(right).fold(0, |all, (a, b)| all | (a ^ b));
        left.len() == right.len() && difference == 0
    }
}

impl Eq for Secret {}

/// The value of a header, marked as sensitive. Fails for what no header can hold.
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
