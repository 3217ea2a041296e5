//! What an example is as a form: names and texts.

use serde_json::Value;
use xtask::api::{FormDialect, MediaKind};

/// The fields of an example in a form, in no particular order; `None` if a form of the dialect has no way to say it.
pub(crate) fn fields(
    example: &Value,
    dialect: FormDialect,
    kind: MediaKind,
) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    for (name, value) in example.as_object()? {
        match dialect {
            FormDialect::Drf => drf(name, value, &mut fields)?,
            FormDialect::OpenApi => plain(name, value, kind, &mut fields)?,
        }
    }
    Some(fields)
}

/// Objects in objects take a dot, objects in lists an index without one, and texts in lists repeat the key.
fn drf(name: &str, value: &Value, fields: &mut Vec<(String, String)>) -> Option<()> {
    match value {
        Value::Object(members) => {
            let dot = if name.ends_with(']') { "" } else { "." };
            for (key, value) in members {
                drf(&format!("{name}{dot}{key}"), value, fields)?;
            }
            (!members.is_empty()).then_some(())
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Value::Object(_) => drf(&format!("{name}[{index}]"), item, fields)?,
                    item => fields.push((name.to_owned(), text(item)?)),
                }
            }
            (!items.is_empty()).then_some(())
        }
        value => {
            fields.push((name.to_owned(), text(value)?));
            Some(())
        }
    }
}

/// Lists repeat the key; what is nested is JSON in multipart, and has no form otherwise.
fn plain(
    name: &str,
    value: &Value,
    kind: MediaKind,
    fields: &mut Vec<(String, String)>,
) -> Option<()> {
    let items = match value {
        Value::Array(items) if items.is_empty() => return None,
        Value::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    for item in items {
        let text = match item {
            Value::Object(_) | Value::Array(_) if kind == MediaKind::Multipart => item.to_string(),
            item => text(item)?,
        };
        fields.push((name.to_owned(), text));
    }
    Some(())
}

/// A text, a number or a boolean as a parameter or a field of a form.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
