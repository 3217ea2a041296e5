//! Text → [`Document`]: the located tree, the check of its keywords, and the typed reading of it.

mod cut_off;
mod document;
mod keywords;
mod objects;
pub(crate) mod pointer;
mod remainder;
mod removed;
#[cfg(test)]
mod tests;
mod tree;

pub use cut_off::mark as mark_as_cut_off;
pub use document::{Document, load};
pub(crate) use keywords::nearest;
pub use objects::{Direction, Object, ObjectKind, objects};
pub use tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};

/// The extension with which an object, and what is in it, is excepted from rules of the linter.
pub(crate) const EXCEPTIONS: &str = "x-lint-except";
