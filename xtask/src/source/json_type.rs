//! [`JsonType`]: the types of OpenAPI 3.0.

use std::collections::BTreeSet;

use serde_json::Value;

/// A type of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    /// All types.
    pub const ALL: [Self; 6] = [
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    /// The values of `type`, the most frequent first.
    pub const NAMES: [&str; 6] = [
        Self::String.as_str(),
        Self::Number.as_str(),
        Self::Integer.as_str(),
        Self::Boolean.as_str(),
        Self::Object.as_str(),
        Self::Array.as_str(),
    ];

    /// The narrowest type of a value. For null, which has none here, any will do.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null | Value::Bool(_) => Self::Boolean,
            Value::Number(number) => match number.as_f64() {
                Some(float) if float.fract() != 0.0 => Self::Number,
                _ => Self::Integer,
            },
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// The one type that a set of types is equal to, if any: numbers include the integers.
    pub fn only(types: &BTreeSet<Self>) -> Option<Self> {
        let mut types = types.iter().copied();
        match (types.next()?, types.next(), types.next()) {
            (only, None, None) => Some(only),
            (Self::Integer, Some(Self::Number), None) => Some(Self::Number),
            _ => None,
        }
    }

    /// The value of `type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}
