//! [`InvalidRequest`]: a request that was not sent.

use std::borrow::Cow;
use std::fmt;

use super::field_error::{FieldError, summary};

/// A request that was not sent, since the server would refuse it or take it for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    operation: Cow<'static, str>,
    errors: Vec<FieldError>,
}

impl InvalidRequest {
    pub(super) fn new(operation: Cow<'static, str>, errors: Vec<FieldError>) -> Self {
        Self { operation, errors }
    }

    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Everything that is wrong with the request.
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
