//! Text → [`Document`]: the located tree, the check of its keywords, and the typed reading of it.

mod document;
mod keywords;
#[cfg(test)]
mod tests;
mod tree;

pub use document::{Document, load};
pub use tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};
