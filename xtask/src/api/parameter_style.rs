//! [`ParameterStyle`]: how the value of a parameter is written.

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterStyle {
    /// The style.
    pub style: Style,
    /// Whether each item of an array or member of an object is a part of its own.
    pub explode: bool,
    /// Whether the value is JSON (`content`), which is a string for the style.
    pub is_json: bool,
    /// Whether reserved characters are not encoded.
    pub allow_reserved: bool,
    /// Whether an array may be sent without an item.
    pub allow_empty: bool,
}

/// The styles of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `?ids=1&ids=2`, or `?ids=1,2` if it is not exploded.
    Form,
    /// `?ids=1%202`.
    SpaceDelimited,
    /// `?ids=1%7C2`.
    PipeDelimited,
    /// `?filter[name]=x`.
    DeepObject,
    /// `/1,2`.
    Simple,
    /// `/.1.2`.
    Label,
    /// `/;ids=1;ids=2`.
    Matrix,
}

impl ParameterStyle {
    /// A style with its `explode`, or the style's default for it.
    pub fn new(style: Style, explode: Option<bool>) -> Self {
        Self {
            style,
            explode: explode.unwrap_or(style == Style::Form),
            is_json: false,
            allow_reserved: false,
            allow_empty: false,
        }
    }
}
