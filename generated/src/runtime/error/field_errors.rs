//! [`FieldErrors`]: field errors as Django REST framework reports them.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::json_path::join;
use super::field_error::{FieldError, messages, summary};

/// The key of errors of an object as a whole.
const NON_FIELD_ERRORS: &str = "non_field_errors";
/// The key of errors that do not belong to a field: authentication, permissions, a body that cannot be parsed.
const DETAIL: &str = "detail";

/// Field errors, nested as the request is.
///
/// Django REST framework reports them in several shapes: messages by field; objects and lists parallel to the request
/// (with `{}` for valid items); objects keyed by the index of invalid items; `non_field_errors`; `detail`; a plain
/// list. Any JSON is accepted and kept unchanged ([`value`](FieldErrors::value)); [`iter`](FieldErrors::iter)
/// flattens it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(Value);

impl FieldErrors {
    /// Iterates over all messages with their paths.
    ///
    /// An error of an object as a whole has the path of that object. The path of the request itself is empty.
    pub fn iter(&self) -> impl Iterator<Item = FieldError> + use<> {
        let mut errors = Vec::new();
        walk(&self.0, "", &mut errors);
        errors.into_iter()
    }

    /// The messages for one field, given by name or by a path such as `labels[1].color`.
    pub fn field(&self, path: &str) -> Vec<String> {
        messages(self.iter(), path)
    }

    /// The messages for the request as a whole.
    pub fn non_field_errors(&self) -> Vec<String> {
        self.field("")
    }

    /// The value of `detail`, which reports errors that do not belong to a field.
    pub fn detail(&self) -> Option<&str> {
        self.0.get(DETAIL)?.as_str()
    }

    /// The JSON, as received.
    pub fn value(&self) -> &Value {
        &self.0
    }
}

/// All errors in one line; only the first few if there are many.
impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&summary(&self.iter().collect::<Vec<_>>()))
    }
}

impl From<Value> for FieldErrors {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

fn walk(value: &Value, path: &str, errors: &mut Vec<FieldError>) {
    match value {
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) => errors.push(FieldError::new(path, value.to_string())),
        Value::String(message) => errors.push(FieldError::new(path, message)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    // The position of a nested list or object is the index of its item; a message belongs to the
                    // whole list.
                    Value::Array(_) | Value::Object(_) => {
                        walk(item, &format!("{path}[{index}]"), errors)
                    }
                    _ => walk(item, path, errors),
                }
            }
        }
        Value::Object(members) => {
            // Since Django REST framework 3.18, lists are reported as objects that contain the invalid items by
            // index.
            let indexed = members.keys().all(|key| is_index(key));
            for (key, member) in members {
                match key.as_str() {
                    NON_FIELD_ERRORS => walk(member, path, errors),
                    // A field of this name has a list of messages instead.
                    DETAIL if path.is_empty() && member.is_string() => walk(member, path, errors),
                    _ if indexed => walk(member, &format!("{path}[{key}]"), errors),
                    _ => walk(member, &join(path, key), errors),
                }
            }
        }
    }
}

fn is_index(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}
