//! [`FormRules`]: how an operation's body is written as a form, and which of its fields need care in a form.

/// How an operation's body is written as a form.
///
/// The first is OpenAPI's own way; the others are that of Django REST framework, which reads a partial update (`PATCH`)
/// in another way than any other body. The first object describes the body; without any, no field needs care.
#[derive(Clone, Copy, Debug)]
pub enum FormRules {
    /// A list repeats its key. What is nested is a part of JSON in multipart, and cannot be sent urlencoded.
    OpenApi,
    /// As the framework reads a `PATCH`: an absent field is left unchanged.
    DrfPartial(&'static [FormObject]),
    /// As the framework reads every other body: an absent field may be read as false, null or empty.
    DrfWhole(&'static [FormObject]),
}

/// The fields of one object that need care in a form.
#[derive(Clone, Copy, Debug)]
pub struct FormObject {
    /// The fields that the framework reads as false, null or empty where they are absent.
    pub implied: &'static [&'static str],
    /// The strings that the document allows to be blank.
    pub blank: &'static [&'static str],
    /// The fields whose content the document leaves open. Whether the framework reads them as JSON or by key is unknown.
    pub free: &'static [&'static str],
    /// The fields that hold objects or lists of objects, each with the index of the object that describes these.
    pub nested: &'static [(&'static str, usize)],
}
