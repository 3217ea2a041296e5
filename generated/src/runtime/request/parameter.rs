//! Serialization of parameters for paths, queries, headers and cookies.

use serde::Serialize;
use serde_json::Value;

/// A serialized parameter.
pub(super) enum Parameter {
    /// `null`: the parameter is omitted.
    Absent,
    /// A string, number or boolean.
    One(String),
    /// An array.
    Many(Vec<String>),
    /// An object.
    Pairs(Vec<(String, String)>),
}

impl Parameter {
    /// Serializes a value.
    ///
    /// # Errors
    ///
    /// A message if the value is nested too deep for a parameter.
    pub(super) fn new(value: &(impl Serialize + ?Sized)) -> Result<Self, String> {
        let problem = |error| format!("cannot be written as a parameter: {error}");
        let text = serde_json::to_string(value).map_err(problem)?;
        // A shortcut, since most parameters are not set.
        if text == "null" {
            return Ok(Self::Absent);
        }
        Ok(match serde_json::from_str(&text).map_err(problem)? {
            Value::Null => Self::Absent,
            Value::Array(items) => {
                let texts: Result<Vec<_>, _> = items
                    .iter()
                    .filter_map(|item| scalar(item).transpose())
                    .collect();
                Self::Many(texts?)
            }
            Value::Object(members) => {
                let pairs: Result<Vec<_>, String> = members
                    .iter()
                    .filter_map(|(key, member)| {
                        Some(scalar(member).transpose()?.map(|text| (key.clone(), text)))
                    })
                    .collect();
                Self::Pairs(pairs?)
            }
            scalar_value => scalar(&scalar_value)?.map_or(Self::Absent, Self::One),
        })
    }

    /// The encoded value, with a delimiter between the items of an array; `None` if the parameter is omitted.
    pub(super) fn joined(self, delimiter: &str, encode: impl Fn(&str) -> String) -> Option<String> {
        let texts = match self {
            Self::Absent => return None,
            Self::One(text) => vec![text],
            Self::Many(texts) => texts,
            Self::Pairs(pairs) => pairs
                .into_iter()
                .flat_map(|(key, text)| [key, text])
                .collect(),
        };
        let texts: Vec<String> = texts.iter().map(|text| encode(text)).collect();
        (!texts.is_empty()).then(|| texts.join(delimiter))
    }
}

fn scalar(value: &Value) -> Result<Option<String>, String> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Bool(_) | Value::Number(_) => Ok(Some(value.to_string())),
        Value::Array(_) | Value::Object(_) => {
            Err("cannot be written as a parameter: it is nested too deep".to_owned())
        }
    }
}
