//! Looks at an error, as a program did before.

use super::Error;
use super::types::ErrorBody;

/// What the server says.
pub fn said(error: &Error) -> Option<&str> {
    match error {
        Error::Api(failure) => match failure.body() {
            ErrorBody::Problem(problem) => Some(&problem.detail),
            _ => None,
        },
        _ => None,
    }
}
