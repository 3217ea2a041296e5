//! Forms for Django REST framework, tested with versions 3.14 to 3.18: `ids=a&ids=b`, `labels[0]name=x`,
//! `scope.tier=team`.
//!
//! The framework silently ignores parts of a form. A value is rejected here if the framework would ignore it, or read
//! it differently from the same value in JSON. All other values are encoded.

use serde_json::{Map, Value};

use super::super::error::FieldError;
use super::super::json_path::join;
use super::collected_uploads::CollectedUploads;
use super::form_rules::FormObject;
use super::media::Media;
use super::multipart;
use super::part::{NOT_A_PART, Part, scalar, sorted, upload};

/// Django rejects a form with more fields, and responds with an HTML page (`DATA_UPLOAD_MAX_NUMBER_FIELDS`).
const MAX_FIELDS: usize = 1_000;

/// Encodes the fields of a form.
///
/// # Errors
///
/// Each value that the framework would ignore or read differently.
pub(super) fn parts(
    media: Media,
    fields: &Map<String, Value>,
    uploads: &CollectedUploads,
    objects: &'static [FormObject],
) -> Result<Vec<Part>, Vec<FieldError>> {
    let mut writer = Writer {
        media,
        uploads,
        objects,
        parts: Vec::new(),
        errors: Vec::new(),
    };
    let body: Vec<&FormObject> = objects.first().into_iter().collect();
    writer.object(&Location::default(), fields, &body);
    let count = writer.parts.len();
    if count > MAX_FIELDS {
        let message =
            format!("a form can have at most {MAX_FIELDS} fields, and this body has {count}");
        writer.reject(&Location::default(), &message);
    }
    if writer.errors.is_empty() {
        Ok(writer.parts)
    } else {
        Err(writer.errors)
    }
}

struct Writer<'u> {
    media: Media,
    uploads: &'u CollectedUploads,
    objects: &'static [FormObject],
    parts: Vec<Part>,
    errors: Vec<FieldError>,
}

/// The location of a value.
#[derive(Clone, Debug, Default)]
struct Location {
    /// The path for messages: `user_roles[0].scope.tier`.
    path: String,
    /// The key in the form: `user_roles[0]scope.tier`.
    key: String,
    /// Whether the location is inside an item of a list. There the framework reads only the last value of each key.
    is_in_list: bool,
}

impl Location {
    fn field(&self, name: &str) -> Self {
        // A dot separates nested objects; the index of a list needs none.
        let dot = if self.key.is_empty() || self.key.ends_with(']') {
            ""
        } else {
            "."
        };
        Self {
            path: join(&self.path, name),
            key: format!("{}{dot}{name}", self.key),
            is_in_list: self.is_in_list,
        }
    }

    fn item(&self, index: usize) -> Self {
        Self {
            path: format!("{}[{index}]", self.path),
            key: format!("{}[{index}]", self.key),
            is_in_list: true,
        }
    }
}

impl Writer<'_> {
    fn object(&mut self, at: &Location, fields: &Map<String, Value>, rules: &[&FormObject]) {
        for name in rules.iter().flat_map(|rule| rule.implied) {
            if !fields.contains_key(*name) {
                let message = "the server may read this field as false, null or empty where a form lacks it; set it, or \
                               send the body as JSON";
                let path = at.field(name).path;
                self.errors.push(FieldError::new(path, message));
            }
        }
        for (name, value) in sorted(fields) {
            let location = at.field(name);
            if !self.is_name(name) {
                self.reject(&location, "a form cannot carry a field of this name");
                continue;
            }
            if rules.iter().any(|rule| rule.free.contains(&name)) {
                self.reject(
                    &location,
                    "the API does not document what this field contains, so the server may ignore it in a form",
                );
                continue;
            }
            match value {
                Value::Array(items) => self.list(&location, items, &self.nested(rules, name)),
                Value::Object(fields) if fields.is_empty() => {
                    self.reject(&location, "a form cannot carry an object without fields");
                }
                Value::Object(fields) => {
                    self.object(&location, fields, &self.nested(rules, name));
                }
                // Only the empty string is blank: white space has the same meaning in a form as in JSON.
                Value::String(text) if text.is_empty() && !may_be_blank(rules, name) => {
                    self.reject(
                        &location,
                        "the API does not document that this field may be blank, so the server may ignore an empty \
                         string in a form",
                    );
                }
                scalar => self.scalar(&location, scalar),
            }
        }
    }

    fn list(&mut self, at: &Location, items: &[Value], rules: &[&FormObject]) {
        if items.is_empty() {
            self.reject(
                at,
                "a form cannot carry an empty array: the server would read the field as absent",
            );
        }
        let has_objects = items.iter().any(Value::is_object);
        if at.is_in_list && !has_objects && !items.is_empty() {
            self.reject(
                at,
                "a form cannot carry an array of values inside an item of another array",
            );
            return;
        }
        for (index, item) in items.iter().enumerate() {
            let location = at.item(index);
            match item {
                Value::Object(fields) if fields.is_empty() => {
                    self.reject(&location, "a form cannot carry an object without fields");
                }
                Value::Object(fields) => self.object(&location, fields, rules),
                Value::Array(_) => {
                    self.reject(
                        &location,
                        "a form cannot carry an array inside another array",
                    );
                }
                _ if has_objects => {
                    self.reject(
                        &location,
                        "a form cannot carry an array of both objects and other values",
                    );
                }
                // The framework reads an empty string as an item, even if the item must not be blank.
                scalar => {
                    let location = Location {
                        key: at.key.clone(),
                        ..location
                    };
                    self.scalar(&location, scalar);
                }
            }
        }
    }

    fn scalar(&mut self, at: &Location, value: &Value) {
        match (upload(value, self.uploads), scalar(value)) {
            (Some(_), _) if !self.media.is_multipart() => {
                self.errors.push(FieldError::new(&at.path, NOT_A_PART));
            }
            (Some(upload), _) => match Part::file(&at.key, upload, "") {
                Ok(part) => self.parts.push(part),
                Err(problem) => self.errors.push(FieldError::new(&at.path, problem)),
            },
            (None, Some(text)) => self.parts.push(Part::text(&at.key, text)),
            (None, None) => self.reject(at, "a form cannot carry null"),
        }
    }

    /// The objects that describe the value of a field.
    fn nested(&self, rules: &[&FormObject], name: &str) -> Vec<&'static FormObject> {
        rules
            .iter()
            .flat_map(|rule| rule.nested)
            .filter(|(field, _)| *field == name)
            .filter_map(|(_, index)| self.objects.get(*index))
            .collect()
    }

    /// Whether the framework reads a name as the name of a field.
    fn is_name(&self, name: &str) -> bool {
        !name.is_empty()
            && !name.contains(['[', ']', '.'])
            && (!self.media.is_multipart() || multipart::is_name(name))
    }

    fn reject(&mut self, at: &Location, problem: &str) {
        let message = format!("{problem}; send the body as JSON");
        self.errors.push(FieldError::new(at.path.clone(), message));
    }
}

fn may_be_blank(rules: &[&FormObject], name: &str) -> bool {
    !rules.is_empty() && rules.iter().all(|rule| rule.blank.contains(&name))
}
