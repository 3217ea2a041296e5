//! [`Part`]: a field of a form.

use serde_json::{Map, Value};

use super::collected_uploads::CollectedUploads;
use super::upload::Upload;

#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) content: PartContent,
    /// The media type, which only multipart can declare. By default that of text is not declared.
    pub(super) content_type: Option<String>,
    /// Other headers, by name, which only parts of multipart have.
    pub(super) headers: Vec<(String, String)>,
}

#[derive(Debug)]
pub(super) enum PartContent {
    Text(String),
    File(Upload),
}

impl Part {
    pub(super) fn text(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            content: PartContent::Text(text),
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// A file, whose documented media types are these.
    ///
    /// # Errors
    ///
    /// A message, if its media type must be set, or that or a header is invalid.
    pub(super) fn file(name: &str, upload: &Upload, documented: &str) -> Result<Self, String> {
        Ok(Self {
            name: name.to_owned(),
            content: PartContent::File(upload.clone()),
            content_type: Some(upload.media_type(documented)?),
            headers: upload.headers()?.to_vec(),
        })
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
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The upload of a value.
pub(super) fn upload<'u>(value: &Value, uploads: &'u CollectedUploads) -> Option<&'u Upload> {
    uploads.get(value.as_str()?)
}

/// The problem of an upload that is not a part of its own.
pub(super) const NOT_A_PART: &str =
    "a file can be sent only as a field of a `multipart/form-data` body";
