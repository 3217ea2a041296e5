//! [`FieldError`]: an error at one location of a request.

use std::fmt;

use super::super::log_text::{TEXT_LIMIT, printable};

/// An error at one location of a request, reported by the server or by the validation before sending.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The path in the body, such as `labels[1].color`, or the name of a parameter. Empty for the request as a whole.
    pub path: String,
    /// The message.
    pub message: String,
}

impl FieldError {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
        }
    }
}

/// One line, such as `labels[1].color: Enter a valid value.`; long strings are truncated.
impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", printable(&self.path, TEXT_LIMIT))?;
        }
        f.write_str(&printable(&self.message, TEXT_LIMIT))
    }
}

/// The first errors, in one line.
pub(super) fn summary(errors: &[FieldError]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = errors
        .iter()
        .take(SHOWN)
        .map(FieldError::to_string)
        .collect();
    match errors.len().saturating_sub(SHOWN) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more", shown.join("; ")),
    }
}

/// The messages for one path.
pub(super) fn messages(errors: impl IntoIterator<Item = FieldError>, path: &str) -> Vec<String> {
    let errors = errors.into_iter().filter(|error| error.path == path);
    errors.map(|error| error.message).collect()
}
