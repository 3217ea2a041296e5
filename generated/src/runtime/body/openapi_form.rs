//! Forms as OpenAPI 3.0 defines them: by default `style: form` with `explode: true`, and JSON for nested values in
//! multipart.

use serde_json::{Map, Value};

use super::super::error::FieldError;
use super::collected_uploads::CollectedUploads;
use super::form_rules::{FieldEncoding, FieldStyle};
use super::media::Media;
use super::multipart;
use super::part::{NOT_A_PART, Part, scalar, sorted, upload};
use super::upload::is_clear;

/// Encodes the fields of a form.
///
/// # Errors
///
/// Each value that such a form cannot represent.
pub(super) fn parts(
    media: Media,
    fields: &Map<String, Value>,
    uploads: &CollectedUploads,
    encodings: &'static [FieldEncoding],
) -> Result<Vec<Part>, Vec<FieldError>> {
    let mut writer = Writer {
        uploads,
        parts: Vec::new(),
        errors: Vec::new(),
    };
    for (name, value) in sorted(fields) {
        let encoding = encodings.iter().find(|encoding| encoding.name == name);
        if name.is_empty() || (media.is_multipart() && !multipart::is_name(name)) {
            writer.reject(name, "a form cannot carry a field of this name");
        } else if media.is_multipart() {
            writer.part(name, value, encoding.map_or("", |it| it.content_type));
        } else {
            let style = encoding.map_or(FieldStyle::Repeated, |it| it.style);
            writer.field(name, value, style);
        }
    }
    if media.is_multipart() && fields.is_empty() {
        writer.reject(
            "",
            "a multipart body needs at least one part (RFC 2046), and this one has no fields",
        );
    }
    match writer.errors.is_empty() {
        true => Ok(writer.parts),
        false => Err(writer.errors),
    }
}

struct Writer<'a> {
    uploads: &'a CollectedUploads,
    parts: Vec<Part>,
    errors: Vec<FieldError>,
}

impl Writer<'_> {
    /// Adds a field of a multipart body, whose documented media types are these.
    fn part(&mut self, name: &str, value: &Value, content_type: &str) {
        if is_json(content_type) {
            return self.json(name, value, Some(content_type));
        }
        for (path, item) in self.items(name, value) {
            if let Some(upload) = upload(item, self.uploads) {
                match Part::file(name, upload, content_type) {
                    Ok(part) => self.parts.push(part),
                    Err(problem) => self.errors.push(FieldError::new(path, problem)),
                }
            } else if let Some(text) = scalar(item) {
                self.parts.push(Part {
                    content_type: is_clear(content_type).then(|| content_type.to_owned()),
                    ..Part::text(name, text)
                });
            } else if item.is_null() {
                self.reject(&path, "a form cannot carry null");
            } else {
                self.json(name, item, Some("application/json"));
            }
        }
    }

    /// Adds a field with JSON. In an urlencoded form it has no media type.
    fn json(&mut self, name: &str, value: &Value, content_type: Option<&str>) {
        let json = value.to_string();
        if self.uploads.is_in(&json) {
            self.errors.push(FieldError::new(name, NOT_A_PART));
        }
        self.parts.push(Part {
            content_type: content_type.map(str::to_owned),
            ..Part::text(name, json)
        });
    }

    /// Adds a field of an urlencoded form.
    fn field(&mut self, name: &str, value: &Value, style: FieldStyle) {
        match (style, value) {
            (FieldStyle::Json, _) => self.json(name, value, None),
            (FieldStyle::Deep, _) => self.deep(name, value),
            (FieldStyle::Members, Value::Object(members)) => {
                for (member, value) in sorted(members) {
                    if let Some(text) = self.text(&format!("{name}.{member}"), value) {
                        self.parts.push(Part::text(member, text));
                    }
                }
            }
            (FieldStyle::Joined(delimiter), Value::Array(_) | Value::Object(_)) => {
                let mut texts = Vec::new();
                if let Value::Object(members) = value {
                    for (member, value) in sorted(members) {
                        texts.push(member.to_owned());
                        texts.extend(self.text(&format!("{name}.{member}"), value));
                    }
                } else {
                    for (path, item) in self.items(name, value) {
                        texts.extend(self.text(&path, item));
                    }
                }
                self.parts.push(Part::text(name, texts.join(delimiter)));
            }
            _ => {
                for (path, item) in self.items(name, value) {
                    if let Some(text) = self.text(&path, item) {
                        self.parts.push(Part::text(name, text));
                    }
                }
            }
        }
    }

    /// Adds a field of which each member and item is a field.
    fn deep(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                for (member, value) in sorted(members) {
                    self.deep(&format!("{name}[{member}]"), value);
                }
            }
            Value::Object(_) => self.reject(name, "a form cannot carry an object without fields"),
            Value::Array(_) => {
                for (key, item) in self.items(name, value) {
                    self.deep(&key, item);
                }
            }
            value => {
                if let Some(text) = self.text(name, value) {
                    self.parts.push(Part::text(name, text));
                }
            }
        }
    }

    /// The items of an array with their paths; any other value is the only one.
    fn items<'v>(&mut self, name: &str, value: &'v Value) -> Vec<(String, &'v Value)> {
        match value {
            Value::Array(items) if items.is_empty() => {
                self.reject(name, "a form cannot carry an empty array");
                Vec::new()
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                let path = |index| format!("{name}[{index}]");
                items.map(|(index, item)| (path(index), item)).collect()
            }
            one => vec![(name.to_owned(), one)],
        }
    }

    /// A value in an urlencoded form.
    fn text(&mut self, path: &str, value: &Value) -> Option<String> {
        match (upload(value, self.uploads), scalar(value)) {
            (Some(_), _) => self.errors.push(FieldError::new(path, NOT_A_PART)),
            (None, Some(text)) => return Some(text),
            (None, None) if value.is_null() => self.reject(path, "a form cannot carry null"),
            (None, None) => {
                self.reject(
                    path,
                    "OpenAPI does not define how a form carries a nested value",
                );
            }
        }
        None
    }

    fn reject(&mut self, path: &str, problem: &str) {
        let message = format!("{problem}; send the body as JSON");
        self.errors.push(FieldError::new(path, message));
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json")
}
