//! Formats: whether a value has one, and a short one that has.

use serde_json::Value;

use crate::source::Fit;
use crate::source::format::{Format, Values};

/// Whether a value has a format. What is not known to have none has it.
pub(super) fn fits(format: &str, value: &Value) -> Fit {
    Format::named(format).map_or(Fit::Yes, |format| format.fits(value))
}

/// A short text of a format.
pub(super) fn sample(format: &str) -> Option<&'static str> {
    match &Format::named(format)?.values {
        Values::Strings(syntax) => Some(syntax.sample),
        _ => None,
    }
}
