//! [`ApiKeyError`]: a request without an API key.

use std::error::Error;
use std::fmt;

use super::super::response::CallInfo;
use super::super::transport::BoxError;

/// The reason why there is no API key.
#[derive(Debug)]
pub(crate) enum KeyProblem {
    /// The provider failed.
    Failed(BoxError),
    /// The provider has returned an unusable key.
    Unusable(String),
}

/// The request was not sent, because the function that provides the API key
/// ([`api_key_provider`](super::super::ClientBuilder::api_key_provider)) failed or returned an invalid key.
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
            KeyProblem::Failed(cause) => write!(f, "the API key provider failed: {cause}"),
            KeyProblem::Unusable(problem) => {
                write!(f, "the API key of the provider {problem}")
            }
        }
    }
}

impl Error for ApiKeyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.problem {
            KeyProblem::Failed(cause) => Some(&**cause),
            KeyProblem::Unusable(_) => None,
        }
    }
}
