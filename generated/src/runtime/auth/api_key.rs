//! [`ApiKey`]: the source of the API key.

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use super::super::error::KeyProblem;
use super::super::transport::BoxError;
use super::super::values::Secret;
use super::credential::Credential;
use super::scheme::Auth;

/// A function that returns the API key. It is called for each attempt.
pub(crate) type KeyProvider = dyn Fn() -> ProvidedKey + Send + Sync;

/// The future that a [`KeyProvider`] returns.
pub(crate) type ProvidedKey = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

#[derive(Clone)]
pub(crate) enum ApiKey {
    /// A fixed key.
    Fixed(Credential),
    /// A function that returns the key.
    Provided(Auth, Arc<KeyProvider>),
}

impl ApiKey {
    /// Adds the key to a request.
    pub(crate) async fn apply(&self, request: &mut http::Request<Bytes>) -> Result<(), KeyProblem> {
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
