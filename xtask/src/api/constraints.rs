//! [`Constraints`]: what a value must satisfy beyond its type.

use serde_json::Number;

/// The constraints of one value. Those that do not fit its type are not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// Least number of characters (code points).
    pub min_length: Option<u64>,
    /// Greatest number of characters (code points).
    pub max_length: Option<u64>,
    /// An ECMA 262 regular expression that must match somewhere.
    pub pattern: Option<String>,
    /// Least number.
    pub minimum: Option<Bound>,
    /// Greatest number.
    pub maximum: Option<Bound>,
    /// The number is a multiple of this.
    pub multiple_of: Option<Number>,
    /// Least number of items.
    pub min_items: Option<u64>,
    /// Greatest number of items.
    pub max_items: Option<u64>,
    /// No two items are equal.
    pub unique_items: bool,
    /// Least number of properties.
    pub min_properties: Option<u64>,
    /// Greatest number of properties.
    pub max_properties: Option<u64>,
}

/// A bound of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The bound.
    pub value: Number,
    /// Whether the bound itself is out.
    pub exclusive: bool,
}

impl Constraints {
    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
