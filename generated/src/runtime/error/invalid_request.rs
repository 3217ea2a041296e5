//! [`InvalidRequest`]: an invalid request, which was not sent.

use std::borrow::Cow;
use std::fmt;

use super::field_error::{FieldError, summary};

/// An invalid request. It was not sent, since the server would reject or misinterpret it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    operation: Cow<'static, str>,
    errors: Vec<FieldError>,
}

impl InvalidRequest {
    pub(crate) fn new(operation: Cow<'static, str>, errors: Vec<FieldError>) -> Self {
        Self { operation, errors }
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// All errors of the request.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not sent: {}", self.operation, summary(&self.errors))
    }
}

impl std::error::Error for InvalidRequest {}
