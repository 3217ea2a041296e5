//! [`Field`]: what a serializer knows of a field.

/// A field of a serializer.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there, unless the update is partial.
    pub required: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
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
    /// A list of texts.
    Texts,
    /// A choice of several values, or a relation to many objects: in JSON a list of texts too.
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

/// A text that a field takes: without the white space around it, or nothing if it is blank and must not be.
pub(super) fn text(text: &str, blank: bool) -> Option<String> {
    // What Python's `str.isspace` is true for.
    let trimmed = text.trim_matches(|c: char| {
        matches!(c, '\t'..='\r' | '\u{1c}'..='\u{20}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
            | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    });
    (blank || !trimmed.is_empty()).then(|| trimmed.to_owned())
}
