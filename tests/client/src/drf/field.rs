//! [`Field`]: a field of a serializer.

/// A field of a serializer.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Kind,
    /// Whether it is required, unless the update is partial.
    pub required: bool,
}

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string.
    Text {
        /// Whether it may be blank.
        blank: bool,
        /// Whether it may be null.
        null: bool,
    },
    /// A boolean.
    Boolean {
        /// The default that the serializer names.
        default: Option<bool>,
        /// Whether it may be null.
        null: bool,
    },
    /// A list of strings.
    Texts,
    /// A choice of several values, or a relation to many objects: in JSON a list of strings too.
    Many,
    /// A free-form object.
    Map,
    /// Any JSON.
    Json,
    /// A list of objects.
    Objects(&'static [Field]),
    /// An object.
    Object(&'static [Field]),
}

/// The string without surrounding white space; `None` if it is blank and the field must not be.
pub(super) fn text(text: &str, blank: bool) -> Option<String> {
    // What Python's `str.isspace` is true for.
    let trimmed = text.trim_matches(|c: char| {
        matches!(c, '\t'..='\r' | '\u{1c}'..='\u{20}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
            | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    });
    (blank || !trimmed.is_empty()).then(|| trimmed.to_owned())
}
