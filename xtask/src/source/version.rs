//! [`Version`]: which OpenAPI a document is written in.

use super::tree::Tree;

/// A version of OpenAPI whose documents are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// OpenAPI 3.0.
    V30,
    /// OpenAPI 3.1.
    V31,
}

impl Version {
    /// The version of a document; what is no version is taken for 3.0.
    pub(crate) fn of(tree: &Tree) -> Self {
        let stated = tree.root.get("openapi");
        let written = stated.map(|node| match node.as_str() {
            Some(text) => text.to_owned(),
            None => node.to_json().to_string(),
        });
        let known = written.as_deref().and_then(Self::named);
        known.unwrap_or(Self::V30)
    }

    /// The version that a value of `openapi` names.
    pub(super) fn named(written: &str) -> Option<Self> {
        let mut parts = written.split('.');
        match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => Some(Self::V30),
            (Some("3"), Some("1")) => Some(Self::V31),
            _ => None,
        }
    }

    /// `3.0` or `3.1`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
        }
    }

    /// The text for documents of this version: keywords differ in their spelling.
    pub(crate) fn spelled<T>(self, in_3_0: T, in_3_1: T) -> T {
        match self {
            Self::V30 => in_3_0,
            Self::V31 => in_3_1,
        }
    }
}
