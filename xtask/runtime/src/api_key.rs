//! [`ApiKey`]: the source of the API key.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use super::call::Call;
use super::credential::Credential;
use super::secret::Secret;
use super::service::Auth;
use super::transport_failure::BoxError;

/// A function that returns the API key. It is called for each attempt.
pub(super) type KeyProvider = dyn Fn() -> ProvidedKey + Send + Sync;

/// The future that a [`KeyProvider`] returns.
pub(super) type ProvidedKey = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

/// The source of the API key.
#[derive(Clone)]
pub(super) enum ApiKey {
    /// A fixed key.
    Fixed(Credential),
    /// A function that returns the key.
    Provided(Auth, Arc<KeyProvider>),
}

impl ApiKey {
    /// Adds the key to a request.
    pub(super) async fn apply(&self, request: &mut http::Request<Bytes>) -> Result<(), KeyProblem> {
        let credential = match self {
            Self::Fixed(credential) => credential.apply(request),
            Self::Provided(auth, provider) => {
                let key = provider().await.map_err(KeyProblem::Failed)?;
                Credential::new(*auth, key.expose())
                    .map_err(KeyProblem::Unusable)?
                    .apply(request)
            }
        };
        credential.map_err(KeyProblem::Unusable)
    }
}

/// The reason why there is no API key.
#[derive(Debug)]
pub(super) enum KeyProblem {
    /// The provider failed.
    Failed(BoxError),
    /// The provider has returned an unusable key.
    Unusable(String),
}

/// The request was not sent, because the function that provides the API key
/// ([`api_key_provider`](super::ClientBuilder::api_key_provider)) failed or returned an invalid key.
#[derive(Debug)]
pub struct ApiKeyError {
    pub(super) call: Call,
    problem: KeyProblem,
}

impl ApiKeyError {
    pub(super) fn new(call: Call, problem: KeyProblem) -> Self {
        Self { call, problem }
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.call.operation
    }

    pub(super) fn page(&self) -> Option<u64> {
        self.call.page
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
