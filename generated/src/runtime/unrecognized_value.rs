//! [`UnrecognizedValue`]: a value of a union that has none of the shapes that this version of the crate knows.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A value of a union that has none of the shapes that this version of the crate knows, as it came.
///
/// `Debug` shows of which JSON type it is and not the value, since nobody has said what in it is secret.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnrecognizedValue(Value);

impl UnrecognizedValue {
    /// The value.
    pub fn as_value(&self) -> &Value {
        &self.0
    }

    /// The value, to keep.
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl From<Value> for UnrecognizedValue {
    fn from(value: Value) -> Self {
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
