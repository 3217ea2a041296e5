//! [`text`]: a body that is plain text.

use serde::Serialize;
use serde_json::Value;

use super::part::scalar;

/// A string unchanged, or a number or boolean as in JSON. `None` if there is no body.
///
/// # Errors
///
/// A message, if the value is an array or an object.
pub(crate) fn text(body: &(impl Serialize + ?Sized)) -> Result<Option<String>, String> {
    let problem = |error| format!("the body cannot be written as text: {error}");
    // By way of a string, as in a form.
    let json = serde_json::to_string(body).map_err(problem)?;
    match serde_json::from_str(&json).map_err(problem)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        value => match scalar(&value) {
            Some(text) => Ok(Some(text)),
            None => Err("an array or an object cannot be written as text".to_owned()),
        },
    }
}
