//! How much of a value its type does not know: decides between members of a union that cannot be distinguished.

use std::cell::Cell;

use serde_json::Value;

thread_local! {
    /// What has been decoded into no known field, variant or value since counting started, if it has.
    ///
    /// `Deserialize` has one result, and `#[serde(flatten)]` hides from a deserializer which fields are known, so there
    /// is no other way to learn this without a second trait for every type.
    static UNKNOWN: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Decodes, and returns beside the result how much of the value its type does not know.
pub(crate) fn counted<T>(decode: impl FnOnce() -> T) -> (T, usize) {
    let outer = UNKNOWN.replace(Some(0));
    let decoded = decode();
    (decoded, UNKNOWN.replace(outer).unwrap_or_default())
}

/// Adds to what is not known, while that is counted.
pub(crate) fn add(count: impl FnOnce() -> usize) {
    if let Some(known) = UNKNOWN.get() {
        UNKNOWN.set(Some(known.saturating_add(count())));
    }
}

/// How many values there are in a value, itself included.
pub(crate) fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(fields) => 1 + fields.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
