//! [`FormRules`]: how an operation's body is written as a form, and what such a form cannot say.

/// How an operation's body is written as a form.
///
/// The first is OpenAPI's own way; the others are that of Django REST framework, which reads an update of some fields
/// (`PATCH`) in another way than one of all.
#[derive(Clone, Copy, Debug)]
pub enum FormRules {
    /// A list repeats its key. What is nested is a part of JSON in multipart, and cannot be sent urlencoded.
    OpenApi,
    /// As the framework reads a `PATCH`: what is absent stays as it is.
    DrfPartial,
    /// As the framework reads everything else. The first object is the body; without any, none has something special.
    DrfWhole(&'static [FormObject]),
}

/// What is special about the fields of one kind of object in a form that the framework reads as a whole.
#[derive(Clone, Copy, Debug)]
pub struct FormObject {
    /// The booleans that are read as false, or as null, where they are absent.
    pub implied: &'static [&'static str],
    /// The texts that may be blank.
    pub blank: &'static [&'static str],
    /// The fields that hold objects or lists of objects, with the number of what is special about these.
    pub nested: &'static [(&'static str, usize)],
}
