//! Text → [`Document`]: the located tree, the check of its keywords, and the typed reading of it.

mod cursor;
mod cut_off;
mod document;
mod keywords;
mod look_alike;
mod objects;
pub(crate) mod pointer;
mod remainder;
mod removed;
#[cfg(test)]
mod tests;
mod tree;

pub use cursor::Located;
pub(crate) use cursor::{Cursor, is_true};
pub use cut_off::mark as mark_as_cut_off;
pub use document::{Document, load};
pub(crate) use keywords::nearest;
pub(crate) use look_alike::without_look_alikes;
pub use objects::{Direction, Object, ObjectKind, objects};
pub use tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};

/// The extension with which an object, and what is in it, is excepted from rules of the linter.
pub(crate) const EXCEPTIONS: &str = "x-lint-except";
