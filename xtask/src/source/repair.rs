//! [`Repair`]: how a departure from OpenAPI is undone.

use super::tree::{NodeKind, Scalar};
use crate::diagnostic::Diagnostic;

/// How a departure is undone.
#[derive(Debug)]
pub(super) struct Repair {
    /// What it is about.
    pub(super) pointer: String,
    pub(super) fix: Fix,
    /// What is reported of it.
    pub(super) finding: Diagnostic,
}

#[derive(Clone, Debug)]
pub(super) enum Fix {
    /// The key with its value is removed, or the item of an array.
    Remove,
    /// The key is replaced.
    Rename(String),
    /// The value is replaced.
    Replace(NodeKind),
    /// Keys of the object at the pointer get these values.
    Set(Vec<(&'static str, NodeKind)>),
    /// The key is moved to the top of the document.
    MoveToRoot,
}

impl Fix {
    /// The value is replaced by another, if that is known.
    pub(super) fn replaced(meant: Option<Scalar>) -> Self {
        meant.map_or(Self::Remove, |meant| Self::Replace(NodeKind::Scalar(meant)))
    }

    /// The key is replaced by another, if that is known.
    pub(super) fn renamed(meant: Option<&str>) -> Self {
        meant.map_or(Self::Remove, |meant| Self::Rename(meant.to_owned()))
    }

    /// What becomes of it, at the end of a message.
    pub(super) fn outcome(&self) -> String {
        match self {
            Self::Remove => ": it is left out".to_owned(),
            Self::Rename(meant) => format!(": it is read as `{meant}`"),
            Self::Replace(NodeKind::Scalar(Scalar::String(text))) => {
                format!(": it is read as `{text}`")
            }
            Self::Replace(kind) => format!(": it is read as `{}`", kind.to_json()),
            Self::MoveToRoot => ": it is read as a key of the document".to_owned(),
            Self::Set(_) => String::new(),
        }
    }
}

/// How a document reads whose object lacks a required keyword.
pub(super) fn without(object: &str, keyword: &'static str) -> Fix {
    let text = |text: &str| NodeKind::Scalar(text.into());
    let value = match (object, keyword) {
        ("OpenAPI", "openapi") => text("3.0.3"),
        ("Info", "title") => text("API"),
        ("Info", "version") => text("0"),
        ("Response", "description") | ("OAuth Flow", "authorizationUrl" | "tokenUrl") => text(""),
        ("OpenAPI" | "Operation" | "OAuth Flow", _) | (_, "schema" | "flows") => {
            NodeKind::Mapping(Default::default())
        }
        _ => return Fix::Remove,
    };
    Fix::Set(vec![(keyword, value)])
}
