//! Forms: a body as `application/x-www-form-urlencoded` or `multipart/form-data`.

use serde::Serialize;
use serde_json::Value;

use super::super::error::FieldError;
use super::super::percent::encode;
use super::form_rules::FormRules;
use super::media::Media;
use super::part::Part;
use super::{drf_form, multipart, openapi_form};

/// An encoded body.
#[derive(Debug)]
pub struct Form {
    /// The value of `Content-Type`.
    pub content_type: String,
    /// The encoded body.
    pub text: String,
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

/// Serializes a value as JSON.
///
/// # Errors
///
/// The value cannot be serialized as JSON.
fn json_value(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Value> {
    // Serializing to a string first: `to_value` turns an `f32` of 0.1 into 0.10000000149011612.
    serde_json::from_str(&serde_json::to_string(value)?)
}

fn urlencoded(parts: &[Part]) -> String {
    let pairs: Vec<String> = parts
        .iter()
        .map(|part| format!("{}={}", encode(&part.name), encode(&part.text)))
        .collect();
    pairs.join("&")
}
