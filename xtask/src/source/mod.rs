//! Text → [`Document`]: the located tree, the check of its keywords, and the typed reading of it.

mod bundle;
mod cursor;
mod document;
mod extensions;
mod fit;
pub(crate) mod format;
mod homoglyphs;
mod http;
mod json_type;
mod keywords;
pub(crate) mod limits;
pub(crate) mod number;
mod objects;
pub(crate) mod pointer;
mod recovery;
pub(crate) mod refs;
mod repair;
mod respell;
mod suggestions;
#[cfg(test)]
mod tests;
mod tree;
mod truncated;
mod typed;
mod unresolved;
mod version;

pub use cursor::Located;
pub(crate) use cursor::{Cursor, is_true};
pub use document::{Document, load};
pub(crate) use extensions::EXCEPTIONS;
pub(crate) use fit::Fit;
pub use http::{Method, ParameterLocation};
pub use json_type::JsonType;
pub use objects::{Direction, Object, ObjectKind, objects};
pub use recovery::Broken;
pub(crate) use suggestions::nearest;
pub use tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};
pub use truncated::mark as mark_as_truncated;
pub(crate) use typed::MUTUAL_TLS;
pub use version::Version;
