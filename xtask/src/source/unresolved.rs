//! [`Unresolved`]: why a reference to another file has no target.

use crate::diagnostic::{Anchor, Code, Diagnostic};

/// Why a reference to another file has no target.
#[derive(Clone, Debug)]
pub(super) struct Unresolved {
    /// The problem.
    message: String,
    /// The suggested fix.
    help: String,
}

impl Unresolved {
    /// The finding, at the location of the reference.
    pub(super) fn finding(&self, at: Anchor) -> Diagnostic {
        Diagnostic::new(Code::InvalidRef, at, &self.message).help(&self.help)
    }

    fn new(message: String, help: impl Into<String>) -> Self {
        Self {
            message,
            help: help.into(),
        }
    }

    pub(super) fn url(text: &str) -> Self {
        Self::new(
            format!("`{text}` is a URL, which is not downloaded"),
            "download the file beside the document, and refer to that",
        )
    }

    pub(super) fn absolute(text: &str) -> Self {
        Self::new(
            format!("`{text}` is an absolute path"),
            "write the path relative to the file that has the reference",
        )
    }

    pub(super) fn fragment(text: &str) -> Self {
        Self::new(
            format!("what follows `#` in `{text}` is not a valid JSON pointer"),
            "write `#/` and the keys that lead there, as in `users.yaml#/components/schemas/User`",
        )
    }

    pub(super) fn no_file(text: &str, path: &str) -> Self {
        let help = match text.contains('\\') {
            true => "write `/` between the names of folders",
            false => "correct the path: it is relative to the file that has the reference",
        };
        Self::new(format!("there is no file `{path}`"), help)
    }

    pub(super) fn unreadable(path: &str, error: &str) -> Self {
        Self::new(
            format!("`{path}` cannot be read: {error}"),
            "refer to a YAML or JSON file",
        )
    }

    pub(super) fn missing(text: &str, path: &str) -> Self {
        Self::new(
            format!("`{text}` does not exist"),
            format!("define it in {path}, or refer to something that exists"),
        )
    }

    /// With the document as what was most likely meant.
    pub(super) fn in_document(self, path: &str) -> Self {
        let help = format!("`#` is this file: to refer to the document, write its path, {path}");
        Self { help, ..self }
    }

    pub(super) fn cycle(text: &str) -> Self {
        Self::new(
            format!("`{text}` leads back to itself"),
            "break the cycle: write the object in one of these files",
        )
    }

    pub(super) fn too_large(text: &str) -> Self {
        Self::new(
            format!("what `{text}` refers to is nested too deep, or repeated too often"),
            "put what is repeated under `components`, and refer to that",
        )
    }

    pub(super) fn both(text: &str, key: &str) -> Self {
        Self::new(
            format!("`{key}` is beside the reference `{text}`, which has it too"),
            "remove one of the two",
        )
    }
}
