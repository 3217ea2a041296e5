//! [`ApiKey`]: where the key comes from.

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

/// A function that gives the key: asked anew for each attempt.
pub(super) type KeyProvider = dyn Fn() -> ProvidedKey + Send + Sync;

/// What a [`KeyProvider`] returns.
pub(super) type ProvidedKey = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

/// Where the key comes from.
#[derive(Clone)]
pub(super) enum ApiKey {
    /// It is always the same.
    Fixed(Credential),
    /// It is asked for.
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

/// Why there is no key.
#[derive(Debug)]
pub(super) enum KeyProblem {
    /// The function that gives it failed.
    Failed(BoxError),
    /// What it gave is no key.
    Unusable(String),
}

/// There was no key to send the request with: the function that gives it
/// ([`api_key_provider`](super::ClientBuilder::api_key_provider)) failed, or gave what cannot be a key.
///
/// The request was not sent.
#[derive(Debug)]
pub struct ApiKeyError {
    pub(super) call: Call,
    problem: KeyProblem,
}

impl ApiKeyError {
    pub(super) fn new(call: Call, problem: KeyProblem) -> Self {
        Self { call, problem }
    }

    /// The operation that was called, by its id in the API's description.
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
            KeyProblem::Failed(cause) => write!(f, "the provider of the API key failed: {cause}"),
            KeyProblem::Unusable(problem) => {
                write!(f, "the API key that the provider gave {problem}")
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
