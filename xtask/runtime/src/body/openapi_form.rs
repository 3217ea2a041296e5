//! Forms with the defaults of OpenAPI 3.0: `style: form` with `explode: true`, and JSON for nested values in
//! multipart.

use serde_json::{Map, Value};

use super::super::error::FieldError;
use super::media::Media;
use super::multipart;
use super::part::{Part, scalar, sorted};

/// Encodes the fields of a form.
///
/// # Errors
///
/// Each value that such a form cannot represent.
pub(super) fn parts(
    media: Media,
    fields: &Map<String, Value>,
) -> Result<Vec<Part>, Vec<FieldError>> {
    let mut parts = Vec::new();
    let mut errors = Vec::new();
    for (name, value) in sorted(fields) {
        if name.is_empty() || (media == Media::Multipart && !multipart::is_name(name)) {
            errors.push(FieldError::new(
                name,
                "a form cannot carry a field of this name; send the body as JSON",
            ));
            continue;
        }
        let items = match value {
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(index, item)| (format!("{name}[{index}]"), item))
                    .collect()
            }
            one => vec![(name.to_owned(), one)],
        };
        if items.is_empty() {
            let message = "a form cannot carry an empty array; send the body as JSON";
            errors.push(FieldError::new(name, message));
        }
        for (path, item) in items {
            match text(media, item) {
                Ok((text, is_json)) => parts.push(Part {
                    name: name.to_owned(),
                    text,
                    is_json,
                }),
                Err(message) => errors.push(FieldError::new(path, message)),
            }
        }
    }
    if media == Media::Multipart && fields.is_empty() {
        let message = "a multipart body needs at least one part (RFC 2046), and this one has no fields; send the body as JSON";
        errors.push(FieldError::new("", message));
    }
    if errors.is_empty() {
        Ok(parts)
    } else {
        Err(errors)
    }
}

/// The value in a form, and whether it is JSON.
fn text(media: Media, value: &Value) -> Result<(String, bool), &'static str> {
    match (scalar(value), value) {
        (Some(text), _) => Ok((text, false)),
        (None, Value::Null) => Err("a form cannot carry null; send the body as JSON"),
        (None, _) if media == Media::Multipart => Ok((value.to_string(), true)),
        (None, _) => {
            Err("OpenAPI does not define how a form carries a nested value; send the body as JSON")
        }
    }
}
