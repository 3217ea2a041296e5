//! What is read from a JSON body.

use serde_json::{Map, Value};

use super::field::{Field, Kind, text};

/// The values of the fields; `None` if the response is a 400. Unknown names are ignored.
pub fn read_json(fields: &[Field], body: &Value, partial: bool) -> Option<Map<String, Value>> {
    let body = body.as_object()?;
    let mut read = Map::new();
    for field in fields {
        match (body.get(field.name), field.kind) {
            (Some(value), kind) => {
                read.insert(field.name.to_owned(), value_of(kind, value, partial)?);
            }
            (None, _) if partial => {}
            (
                None,
                Kind::Boolean {
                    default: Some(default),
                    ..
                },
            ) => {
                read.insert(field.name.to_owned(), default.into());
            }
            (None, _) if field.required => return None,
            (None, _) => {}
        }
    }
    Some(read)
}

fn value_of(kind: Kind, value: &Value, partial: bool) -> Option<Value> {
    let value = match (kind, value) {
        (Kind::Text { null, .. } | Kind::Boolean { null, .. }, Value::Null) => {
            return null.then_some(Value::Null);
        }
        (Kind::Text { blank, .. }, Value::String(value)) => text(value, blank)?.into(),
        (Kind::Boolean { .. }, Value::Bool(value)) => (*value).into(),
        (Kind::Map, Value::Object(_)) | (Kind::Json, _) => value.clone(),
        (Kind::Texts | Kind::Many, Value::Array(items)) => items
            .iter()
            .map(|item| Some(text(item.as_str()?, false)?.into()))
            .collect::<Option<Vec<Value>>>()?
            .into(),
        (Kind::Objects(fields), Value::Array(items)) => items
            .iter()
            .map(|item| Some(read_json(fields, item, partial)?.into()))
            .collect::<Option<Vec<Value>>>()?
            .into(),
        (Kind::Object(fields), value) => read_json(fields, value, partial)?.into(),
        _ => return None,
    };
    Some(value)
}
