//! Setters of credentials. The builder of an API with a key has them as they are; those of other APIs have setters that are
//! named after the schemes and call these.

use std::sync::Arc;

use super::super::auth::{Provided, Scheme};
use super::super::transport::BoxError;
use super::super::values::Secret;
use super::client_builder::{ClientBuilder, Setting};
use super::credential_source::CredentialSource;
use super::service::{ApiClient, ApiKeyClient};

const COLON: &str = "has a user name with a `:`, which cannot be sent";

impl<C: ApiKeyClient> ClientBuilder<C> {
    /// Sets the API key: visible ASCII without spaces or line breaks.
    #[must_use]
    pub fn api_key(self, key: impl Into<Secret>) -> Self {
        self.secret_credential(C::API_KEY, key)
    }

    /// Sets a function that returns the API key. It is called for each attempt, so the key can change while the
    /// client is in use. Its time counts towards the attempt; a function that fetches the key should cache it.
    ///
    /// If it fails, the request is not sent and the call returns [`Error::ApiKey`](super::super::Error::ApiKey).
    #[must_use]
    pub fn api_key_provider<F, K, E>(self, provider: F) -> Self
    where
        F: Fn() -> K + Send + Sync + 'static,
        K: Future<Output = Result<Secret, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.secret_credential_provider(C::API_KEY, provider)
    }
}

impl<C: ApiClient> ClientBuilder<C> {
    /// Sets the credential of a scheme that is one string.
    #[doc(hidden)]
    #[must_use]
    pub fn secret_credential(self, scheme: &'static str, secret: impl Into<Secret>) -> Self {
        self.with_key(scheme, CredentialSource::Fixed(secret.into()))
    }

    /// Sets a function that returns the credential of a scheme that is one string.
    #[doc(hidden)]
    #[must_use]
    pub fn secret_credential_provider<F, K, E>(self, scheme: &'static str, provider: F) -> Self
    where
        F: Fn() -> K + Send + Sync + 'static,
        K: Future<Output = Result<Secret, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let provider = move || -> Provided {
            let secret = provider();
            Box::pin(async { secret.await.map_err(Into::into) })
        };
        self.with_key(scheme, CredentialSource::Provider(Arc::new(provider)))
    }

    /// Sets the credential of a scheme that is a user name and a password.
    #[doc(hidden)]
    #[must_use]
    pub fn basic_credential(
        self,
        scheme: &'static str,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let key = match joined(&user.into(), &password.into()) {
            Ok(secret) => CredentialSource::Fixed(secret),
            Err(problem) => CredentialSource::Invalid(problem),
        };
        self.with_key(scheme, key)
    }

    /// Sets a function that returns the credential of a scheme that is a user name and a password.
    #[doc(hidden)]
    #[must_use]
    pub fn basic_credential_provider<F, K, E>(self, scheme: &'static str, provider: F) -> Self
    where
        F: Fn() -> K + Send + Sync + 'static,
        K: Future<Output = Result<(String, Secret), E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let provider = move || {
            let pair = provider();
            async {
                let (user, password) = pair.await.map_err(Into::into)?;
                joined(&user, &password).map_err(BoxError::from)
            }
        };
        self.secret_credential_provider(scheme, provider)
    }

    fn with_key(mut self, scheme: &str, key: CredentialSource) -> Self {
        if let Some(scheme) = C::SERVICE.schemes.iter().find(|it| it.name == scheme) {
            self.set_credential(scheme, scheme.setter, key);
        }
        self
    }

    /// Sets a credential, and the name of the setting for messages.
    pub(super) fn set_credential(
        &mut self,
        scheme: &'static Scheme,
        name: &'static str,
        value: CredentialSource,
    ) {
        self.credentials.retain(|(it, _)| it.name != scheme.name);
        self.credentials.push((scheme, Setting { name, value }));
    }
}

/// The user name and the password as they are encoded (RFC 7617, section 2).
fn joined(user: &str, password: &Secret) -> Result<Secret, &'static str> {
    match user.contains(':') {
        true => Err(COLON),
        false => Ok(Secret::new(format!("{user}:{}", password.expose()))),
    }
}
