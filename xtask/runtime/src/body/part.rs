//! [`Part`]: a field of a form.

use serde_json::{Map, Value};

#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) text: String,
    /// Whether the value is JSON, which only multipart can declare.
    pub(super) is_json: bool,
}

/// The members of an object, sorted by name. The order of `serde_json` depends on features that other crates may
/// enable.
pub(super) fn sorted(members: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let mut sorted: Vec<(&str, &Value)> = members
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    sorted.sort_by_key(|(name, _)| *name);
    sorted
}

/// A string, number or boolean as a string.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
