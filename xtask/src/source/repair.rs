//! [`Repair`]: how an error in a document is undone.

use super::tree::Scalar;

/// How an error is undone.
#[derive(Debug)]
pub(super) struct Repair {
    /// What the error is about.
    pub(super) pointer: String,
    pub(super) fix: Fix,
}

#[derive(Clone, Debug)]
pub(super) enum Fix {
    /// The node is removed; as an item of an array, the array with it, so that the other items keep their indices.
    Remove,
    /// The key is replaced.
    Rename(String),
    /// The value is replaced.
    Replace(Scalar),
    /// The key is moved to the top of the document.
    MoveToRoot,
}

impl Fix {
    /// The value is replaced by another, if that is known.
    pub(super) fn replaced(meant: Option<Scalar>) -> Self {
        meant.map_or(Self::Remove, Self::Replace)
    }

    /// The key is replaced by another, if that is known.
    pub(super) fn renamed(meant: Option<&str>) -> Self {
        meant.map_or(Self::Remove, |meant| Self::Rename(meant.to_owned()))
    }
}
