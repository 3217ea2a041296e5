//! [`Anchor`]: a place in the document.

use std::ops::Range;

/// A place in the document: what it is (a JSON pointer) and where it stands (a byte range of the text).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// Where the text stands, in bytes from the start of the file.
    pub span: Range<usize>,
    /// The JSON pointer (RFC 6901) of the node, `""` for the whole document.
    pub pointer: String,
}
