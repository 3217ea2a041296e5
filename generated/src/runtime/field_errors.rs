//! [`FieldErrors`]: the errors of a request's fields as Django REST framework reports them.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::field_error::{FieldError, join, summary};

/// The key for what belongs to an object as a whole.
const NON_FIELD_ERRORS: &str = "non_field_errors";
/// The key for errors that are not about fields: authentication, permissions, a body that cannot be parsed.
const DETAIL: &str = "detail";

/// The errors of a request's fields, nested as the request is.
///
/// Django REST framework reports them in several shapes: messages by field, objects and lists in parallel to the request
/// (with `{}` for what is fine), objects keyed by the index of what is not, `non_field_errors`, `detail`, a bare list.
/// Any JSON can be read and is kept as it is ([`value`](FieldErrors::value)); [`iter`](FieldErrors::iter) makes one flat
/// list of all of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(Value);

impl FieldErrors {
    /// Every message with the place that it is about.
    ///
    /// What is about an object as a whole has the path of that object, which for the request itself is empty.
    pub fn iter(&self) -> impl Iterator<Item = FieldError> + use<> {
        let mut errors = Vec::new();
        walk(&self.0, "", &mut errors);
        errors.into_iter()
    }

    /// The messages for one place: a field's name, or a path such as `labels[1].color`.
    pub fn field(&self, path: &str) -> Vec<String> {
        self.iter()
            .filter(|error| error.path == path)
            .map(|error| error.message)
            .collect()
    }

    /// The messages that are about the request as a whole.
    pub fn non_field_errors(&self) -> Vec<String> {
        self.field("")
    }

    /// The text of `detail`, by which the server reports what is not about fields.
    pub fn detail(&self) -> Option<&str> {
        self.0.get(DETAIL)?.as_str()
    }

    /// The JSON as it came.
    pub fn value(&self) -> &Value {
        &self.0
    }
}

/// All errors in one line; of many, the first.
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
                    // A list of errors about an item stands where the item stands; a message is about the whole.
                    Value::Array(_) | Value::Object(_) => {
                        walk(item, &format!("{path}[{index}]"), errors)
                    }
                    _ => walk(item, path, errors),
                }
            }
        }
        Value::Object(members) => {
            // From Django REST framework 3.18 on, lists are reported as objects that hold the bad items by index.
            let indexed = members.keys().all(|key| is_index(key));
            for (key, member) in members {
                match key.as_str() {
                    NON_FIELD_ERRORS => walk(member, path, errors),
                    // A field that is called so has a list of messages.
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
