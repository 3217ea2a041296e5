//! Forms: a body as `application/x-www-form-urlencoded` or `multipart/form-data`.

use serde::Serialize;
use serde_json::Value;

use super::super::error::FieldError;
use super::super::percent::pair;
use super::collected_uploads::CollectedUploads;
use super::duplicate_key::duplicate_key;
use super::form_rules::FormRules;
use super::media::Media;
use super::part::{Part, PartContent};
use super::payload::Payload;
use super::{drf_form, multipart, openapi_form};

/// An encoded body.
#[derive(Debug)]
pub struct Form {
    /// The value of `Content-Type`.
    pub content_type: String,
    pub(crate) body: Payload,
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
        let problem = |error| {
            let message = format!("the body cannot be written as a form: {error}");
            vec![FieldError::new("", message)]
        };
        // Serializing to a string first: `to_value` turns an `f32` of 0.1 into 0.10000000149011612.
        let (json, uploads) = CollectedUploads::of(|| serde_json::to_string(body));
        let json = json.map_err(problem)?;
        let fields = match serde_json::from_str(&json).map_err(problem)? {
            Value::Null => return Ok(None),
            Value::Object(fields) => fields,
            _ => {
                let message = "only an object can be sent as a form; send the body as JSON";
                return Err(vec![FieldError::new("", message)]);
            }
        };
        let parts = match *rules {
            FormRules::OpenApi(encodings) => {
                openapi_form::parts(media, &fields, &uploads, encodings)
            }
            FormRules::DrfPartial(objects) | FormRules::DrfWhole(objects) => {
                drf_form::parts(media, &fields, &uploads, objects)
            }
        };
        let mut errors: Vec<FieldError> = duplicate_key(json.as_bytes()).into_iter().collect();
        let parts = parts.unwrap_or_else(|more| {
            errors.extend(more);
            Vec::new()
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        let name = media.name();
        Ok(Some(match media {
            Media::Multipart(_) => {
                let boundary = multipart::boundary(&parts);
                Self {
                    content_type: format!("{name}; boundary={boundary}"),
                    body: multipart::body(parts, &boundary),
                }
            }
            _ => Self {
                content_type: name.to_owned(),
                body: Payload::Bytes(urlencoded(&parts).into()),
            },
        }))
    }

    /// The encoded body, unless it contains files that are not in memory.
    pub fn bytes(&self) -> Option<&bytes::Bytes> {
        self.body.bytes()
    }
}

fn urlencoded(parts: &[Part]) -> String {
    let pairs = parts.iter().filter_map(|part| match &part.content {
        PartContent::Text(text) => Some(pair(&part.name, text)),
        // Both dialects reject it.
        PartContent::File(_) => None,
    });
    pairs.collect::<Vec<_>>().join("&")
}
