//! [`Media`]: the encodings of a request's body.

/// An encoding of a request's body, with its media type as documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/json`, or another name of JSON.
    Json(&'static str),
    /// `application/x-www-form-urlencoded`.
    Form(&'static str),
    /// `multipart/form-data`.
    Multipart(&'static str),
    /// A string, number or boolean as it is.
    Text(&'static str),
    /// Bytes. A range, such as `image/*`, does not determine their media type.
    Binary(&'static str),
}

impl Media {
    /// The media type.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json(name)
            | Self::Form(name)
            | Self::Multipart(name)
            | Self::Text(name)
            | Self::Binary(name) => name,
        }
    }

    pub(super) fn is_multipart(self) -> bool {
        matches!(self, Self::Multipart(_))
    }
}
