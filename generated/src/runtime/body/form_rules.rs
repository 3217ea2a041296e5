//! [`FormRules`]: how the body of an operation is encoded as a form.

/// How the body of an operation is encoded as a form.
///
/// The first variant is the encoding of OpenAPI; the others are those of Django REST framework, which reads a partial
/// update (`PATCH`) differently from other bodies. The first object describes the body; without objects, no field
/// needs special treatment.
#[derive(Clone, Copy, Debug)]
pub enum FormRules {
    /// Fields without an encoding of their own: a list repeats its key. A nested value is a JSON part in multipart, and
    /// is not supported in urlencoded forms.
    OpenApi(&'static [FieldEncoding]),
    /// A `PATCH` for Django REST framework: an absent field is left unchanged.
    DrfPartial(&'static [FormObject]),
    /// Any other body for Django REST framework: an absent field may be read as false, null or empty.
    DrfWhole(&'static [FormObject]),
}

/// The documented encoding of a field (`encoding`).
#[derive(Clone, Copy, Debug)]
pub struct FieldEncoding {
    /// The name of the field.
    pub name: &'static str,
    /// How lists and objects are written in an urlencoded form.
    pub style: FieldStyle,
    /// The media types of the part in a multipart body, separated by commas; empty if none is documented.
    pub content_type: &'static str,
}

/// How a list or an object is written in an urlencoded form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// `style: form` with `explode: true`, as by default: a list repeats its key.
    Repeated,
    /// The same for an object: each of its members is a field.
    Members,
    /// One field, with a delimiter between the items of a list, or between the names and values of an object.
    Joined(&'static str),
    /// `style: deepObject`: `field[member][0]`.
    Deep,
    /// JSON.
    Json,
}

/// The fields of an object that need special treatment in a form.
#[derive(Clone, Copy, Debug)]
pub struct FormObject {
    /// The fields that the framework reads as false, null or empty if they are absent.
    pub implied: &'static [&'static str],
    /// The strings that may be blank according to the document.
    pub blank: &'static [&'static str],
    /// The fields whose content is undocumented. Whether the framework reads them as JSON or by key is unknown.
    pub free: &'static [&'static str],
    /// The fields with objects or lists of objects, each with the index of the object that describes them.
    pub nested: &'static [(&'static str, usize)],
}
