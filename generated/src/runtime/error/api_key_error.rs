//! [`ApiKeyError`]: a request without credentials.

use std::error::Error;
use std::fmt;

use super::super::response::CallInfo;
use super::super::transport::BoxError;

/// The reason why there are no credentials. Setters are named as the methods of the builder.
#[derive(Debug)]
pub(crate) enum KeyProblem {
    /// The client does not have them: the alternatives by the names of their schemes, and by their setters.
    Missing { schemes: String, setters: String },
    /// The provider of a setter failed.
    Failed(&'static str, BoxError),
    /// The provider of a setter has returned an unusable value.
    Unusable(&'static str, String),
}

/// The request was not sent, because the client has no credentials for it, or because the function that provides them
/// failed or returned an invalid value.
#[derive(Debug)]
pub struct ApiKeyError {
    pub(super) call: CallInfo,
    problem: KeyProblem,
}

impl ApiKeyError {
    pub(crate) fn new(call: CallInfo, problem: KeyProblem) -> Self {
        Self { call, problem }
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.call.operation
    }
}

impl fmt::Display for ApiKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not sent: ", self.call)?;
        match &self.problem {
            KeyProblem::Missing { schemes, setters } => write!(
                f,
                "it needs the credentials {schemes}, which the client does not have: call {setters} of the builder"
            ),
            KeyProblem::Failed(setter, cause) => {
                write!(f, "the provider of `{setter}` failed: {cause}")
            }
            KeyProblem::Unusable(setter, problem) => {
                write!(f, "the value of the provider of `{setter}` {problem}")
            }
        }
    }
}

impl Error for ApiKeyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.problem {
            KeyProblem::Failed(_, cause) => Some(&**cause),
            KeyProblem::Missing { .. } | KeyProblem::Unusable(..) => None,
        }
    }
}
