//! Forms: a body as `application/x-www-form-urlencoded` or `multipart/form-data`.

use serde::Serialize;
use serde_json::{Map, Value};

use super::field_error::FieldError;
use super::form_rules::FormRules;
use super::media::Media;
use super::parameter::{encode, json_value};
use super::{drf_form, multipart, openapi_form};

/// An encoded body.
#[derive(Debug)]
pub struct Form {
    /// The value of `Content-Type`.
    pub content_type: String,
    /// The encoded body.
    pub text: String,
}

/// A field of a form.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) text: String,
    /// Whether the value is JSON, which only multipart can declare.
    pub(super) is_json: bool,
}

impl Form {
    /// Encodes a body as a form, multipart or urlencoded. Returns `None` if there is no body.
    ///
    /// # Errors
    ///
    /// Each value that a form cannot represent, or that the server may misinterpret.
    pub fn new(
        media: Media,
        body: &(impl Serialize + ?Sized),
        rules: &FormRules,
    ) -> Result<Option<Self>, Vec<FieldError>> {
        let value = json_value(body).map_err(|error| {
            let message = format!("the body cannot be written as a form: {error}");
            vec![FieldError::new("", message)]
        })?;
        let fields = match value {
            Value::Null => return Ok(None),
            Value::Object(fields) => fields,
            _ => {
                let message = "only an object can be sent as a form; send the body as JSON";
                return Err(vec![FieldError::new("", message)]);
            }
        };
        let parts = match *rules {
            FormRules::OpenApi => openapi_form::parts(media, &fields),
            FormRules::DrfPartial(objects) | FormRules::DrfWhole(objects) => {
                drf_form::parts(media, &fields, objects)
            }
        }?;
        Ok(Some(match media {
            Media::Multipart => {
                let boundary = multipart::boundary(&parts);
                Self {
                    content_type: format!("multipart/form-data; boundary={boundary}"),
                    text: multipart::text(&parts, &boundary),
                }
            }
            Media::Form | Media::Json => Self {
                content_type: "application/x-www-form-urlencoded".to_owned(),
                text: urlencoded(&parts),
            },
        }))
    }
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

fn urlencoded(parts: &[Part]) -> String {
    let pairs: Vec<String> = parts
        .iter()
        .map(|part| format!("{}={}", encode(&part.name), encode(&part.text)))
        .collect();
    pairs.join("&")
}
