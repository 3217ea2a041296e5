//! [`UnrecognizedValue`]: a value of a union with an unknown shape.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::unknown;

/// A value of a union with a shape that this version of the crate does not know, kept as received.
///
/// `Debug` shows its JSON type and not the value, since that may be secret.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnrecognizedValue(Value);

impl UnrecognizedValue {
    /// The value.
    pub fn as_value(&self) -> &Value {
        &self.0
    }

    /// Consumes it and returns the value.
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl From<Value> for UnrecognizedValue {
    fn from(value: Value) -> Self {
        unknown::add(|| unknown::size(&value));
        Self(value)
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        })
    }
}
