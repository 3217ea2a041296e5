//! Forms as Django REST framework reads them, tried with versions 3.14 to 3.18: `ids=a&ids=b`, `labels[0]name=x`,
//! `scope.tier=team`.
//!
//! Much that JSON can say is ignored there, without an error and in silence. That is refused here.

use serde_json::{Map, Value};

use super::field_check::trim;
use super::field_error::{FieldError, join};
use super::form::{Part, scalar, sorted};
use super::form_rules::FormObject;
use super::media::Media;
use super::multipart;

/// Django refuses more, with a page of HTML (`DATA_UPLOAD_MAX_NUMBER_FIELDS`).
const MOST_FIELDS: usize = 1_000;

/// The fields of a form. `objects` is `None` if the framework reads it as partial.
///
/// # Errors
///
/// Everything that the framework would ignore or take for something else.
pub(super) fn parts(
    media: Media,
    fields: &Map<String, Value>,
    objects: Option<&'static [FormObject]>,
) -> Result<Vec<Part>, Vec<FieldError>> {
    let mut writer = Writer {
        media,
        objects,
        parts: Vec::new(),
        errors: Vec::new(),
    };
    let body: Vec<&FormObject> = objects.and_then(<[_]>::first).into_iter().collect();
    writer.object(Place::default(), fields, &body);
    let count = writer.parts.len();
    if count > MOST_FIELDS {
        let message = format!(
            "the body has {count} fields as a form, where the server takes {MOST_FIELDS} at most; JSON has no such limit"
        );
        writer.errors.push(FieldError::new("", message));
    }
    if writer.errors.is_empty() {
        Ok(writer.parts)
    } else {
        Err(writer.errors)
    }
}

struct Writer {
    media: Media,
    objects: Option<&'static [FormObject]>,
    parts: Vec<Part>,
    errors: Vec<FieldError>,
}

/// Where a value stands.
#[derive(Clone, Debug, Default)]
struct Place {
    /// For people: `user_roles[0].scope.tier`.
    path: String,
    /// In the form: `user_roles[0]scope.tier`.
    key: String,
}

impl Place {
    fn field(&self, name: &str) -> Self {
        // An object in an object takes a dot; the index of a list takes none.
        let dot = if self.key.is_empty() || self.key.ends_with(']') {
            ""
        } else {
            "."
        };
        Self {
            path: join(&self.path, name),
            key: format!("{}{dot}{name}", self.key),
        }
    }

    fn item(&self, index: usize) -> Self {
        Self {
            path: format!("{}[{index}]", self.path),
            key: format!("{}[{index}]", self.key),
        }
    }

    fn is_body(&self) -> bool {
        self.key.is_empty()
    }
}

impl Writer {
    fn object(&mut self, at: Place, fields: &Map<String, Value>, rules: &[&FormObject]) {
        if fields.is_empty() {
            let what = if at.is_body() { "the body " } else { "" };
            let message = format!("{what}has no fields, so nothing of it would be in a form");
            self.refuse(&at, &message);
        }
        for name in rules.iter().flat_map(|rule| rule.implied) {
            if !fields.contains_key(*name) {
                self.refuse(
                    &at.field(name),
                    "must be set in a form, where the server takes its absence for false, or for null",
                );
            }
        }
        for (name, value) in sorted(fields) {
            let place = at.field(name);
            if !self.is_name(name) {
                self.refuse(
                    &place,
                    "a field of this name means something else in a form",
                );
                continue;
            }
            let may_be_blank =
                !rules.is_empty() && rules.iter().all(|rule| rule.blank.contains(&name));
            match value {
                Value::Array(items) if at.is_body() => {
                    self.list(place, items, &self.nested(rules, name));
                }
                Value::Array(_) => self.refuse(
                    &place,
                    "is a list inside of something else, and how a form says that is not documented",
                ),
                Value::Object(fields) => self.object(place, fields, &self.nested(rules, name)),
                scalar => self.scalar(place, scalar, may_be_blank),
            }
        }
    }

    fn list(&mut self, at: Place, items: &[Value], rules: &[&FormObject]) {
        if items.is_empty() {
            self.refuse(
                &at,
                "is an empty list, which is nothing at all in a form: the server would not see it",
            );
        }
        let has_objects = items.iter().any(Value::is_object);
        for (index, item) in items.iter().enumerate() {
            let place = at.item(index);
            match item {
                Value::Object(fields) => self.object(place, fields, rules),
                Value::Array(_) => self.refuse(
                    &place,
                    "is a list in a list, and how a form says that is not documented",
                ),
                _ if has_objects => self.refuse(
                    &place,
                    "stands beside objects in one list, of which the server would read only some",
                ),
                scalar => self.scalar(
                    Place {
                        key: at.key.clone(),
                        ..place
                    },
                    scalar,
                    false,
                ),
            }
        }
    }

    fn scalar(&mut self, at: Place, value: &Value, may_be_blank: bool) {
        let Some(text) = scalar(value) else {
            self.refuse(
                &at,
                "is null, which a form cannot say: the server would ignore it or read a text",
            );
            return;
        };
        // Only the empty text may be one that is allowed: white space alone is none of an enum's values.
        if trim(&text).is_empty() && !(may_be_blank && text.is_empty()) {
            self.refuse(
                &at,
                "is blank, which the server may ignore in a form or take for null",
            );
            return;
        }
        self.parts.push(Part {
            name: at.key,
            text,
            is_json: false,
        });
    }

    /// What is special about the objects in a field.
    fn nested(&self, rules: &[&FormObject], name: &str) -> Vec<&'static FormObject> {
        let objects = self.objects.unwrap_or_default();
        rules
            .iter()
            .flat_map(|rule| rule.nested)
            .filter(|(field, _)| *field == name)
            .filter_map(|(_, number)| objects.get(*number))
            .collect()
    }

    /// Whether the framework takes a name for that of a field.
    fn is_name(&self, name: &str) -> bool {
        !name.is_empty()
            && !name.contains(['[', ']', '.'])
            && (self.media != Media::Multipart || multipart::is_name(name))
    }

    fn refuse(&mut self, at: &Place, what: &str) {
        let message = format!("{what}; JSON can carry it");
        self.errors.push(FieldError::new(at.path.clone(), message));
    }
}
