//! [`Anchor`]: a location in the document.

use std::ops::Range;

/// A location in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// The bytes in the text of its files.
    pub span: Range<usize>,
    /// The JSON pointer (RFC 6901) of the node, `""` for the whole document.
    pub pointer: String,
}
