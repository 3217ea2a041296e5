//! [`Credentials`]: the credentials of a client, and which of them a request carries.

use std::pin::Pin;
use std::sync::Arc;

use http::request::Parts;

use super::super::error::KeyProblem;
use super::super::transport::BoxError;
use super::super::values::Secret;
use super::credential::Credential;
use super::scheme::{Scheme, Security};

/// A function that returns a credential. It is called for each attempt.
pub(crate) type Provider = dyn Fn() -> Provided + Send + Sync;

/// The future that a [`Provider`] returns.
pub(crate) type Provided = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

/// The credentials of a client.
#[derive(Clone)]
pub(crate) struct Credentials {
    schemes: &'static [Scheme],
    held: Vec<Held>,
}

#[derive(Clone)]
pub(crate) struct Held {
    scheme: &'static Scheme,
    source: Source,
}

#[derive(Clone)]
enum Source {
    /// A fixed credential.
    Fixed(Credential),
    /// A function that returns the credential.
    Provided(Arc<Provider>),
}

impl Held {
    /// Validates and encodes a fixed credential.
    ///
    /// # Errors
    ///
    /// A message with the problem. It does not contain the credential.
    pub(crate) fn fixed(scheme: &'static Scheme, secret: &Secret) -> Result<Self, String> {
        let source = Source::Fixed(Credential::new(scheme.auth, secret.expose())?);
        Ok(Self { scheme, source })
    }

    pub(crate) fn provided(scheme: &'static Scheme, provider: Arc<Provider>) -> Self {
        let source = Source::Provided(provider);
        Self { scheme, source }
    }

    async fn apply(&self, request: &mut Parts) -> Result<(), KeyProblem> {
        let applied = match &self.source {
            Source::Fixed(credential) => credential.apply(request),
            Source::Provided(provider) => {
                let provided = provider().await;
                let secret = provided.map_err(|it| KeyProblem::Failed(self.scheme.setter, it))?;
                Credential::new(self.scheme.auth, secret.expose())
                    .and_then(|credential| credential.apply(request))
            }
        };
        applied.map_err(|problem| KeyProblem::Unusable(self.scheme.setter, problem))
    }
}

impl Credentials {
    pub(crate) fn new(schemes: &'static [Scheme], held: Vec<Held>) -> Self {
        Self { schemes, held }
    }

    /// The first alternative whose credentials the client all has. Without one, no credentials if that is allowed.
    ///
    /// # Errors
    ///
    /// No alternative is possible.
    pub(crate) fn choose(
        &self,
        security: Security,
    ) -> Result<&'static [&'static str], MissingCredentials> {
        let mut alternatives = security.iter().filter(|it| !it.is_empty());
        let all_held =
            |alternative: &&&[&str]| alternative.iter().all(|name| self.held(name).is_some());
        match alternatives.find(all_held) {
            Some(alternative) => Ok(alternative),
            None if security.is_empty() || security.contains(&[].as_slice()) => Ok(&[]),
            None => {
                let mut names = security.iter().flat_map(|alternative| alternative.iter());
                let first = names.find(|name| self.held(name).is_none());
                let mut schemes = self.schemes.iter();
                Err(MissingCredentials {
                    schemes: self.schemes,
                    security,
                    first: first.and_then(|first| schemes.find(|scheme| scheme.name == *first)),
                })
            }
        }
    }

    /// Adds the credentials of an alternative to a request.
    pub(crate) async fn apply(
        &self,
        alternative: &[&str],
        request: &mut Parts,
    ) -> Result<(), KeyProblem> {
        for held in alternative.iter().filter_map(|name| self.held(name)) {
            held.apply(request).await?;
        }
        Ok(())
    }

    fn held(&self, name: &str) -> Option<&Held> {
        self.held.iter().find(|held| held.scheme.name == name)
    }
}

/// The alternatives of which a client has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MissingCredentials {
    schemes: &'static [Scheme],
    security: Security,
    /// The first scheme whose credential is missing.
    pub(crate) first: Option<&'static Scheme>,
}

impl MissingCredentials {
    /// The alternatives, with a name of each scheme: "`a` and `b`, or `c`".
    pub(crate) fn list(&self, name: fn(&Scheme) -> &str) -> String {
        let alternatives = self.security.iter().map(|alternative| {
            let schemes = self.schemes.iter();
            let schemes = schemes.filter(|scheme| alternative.contains(&scheme.name));
            let names: Vec<String> = schemes.map(|it| format!("`{}`", name(it))).collect();
            names.join(" and ")
        });
        let alternatives: Vec<String> = alternatives.collect();
        let separator = match self.security.iter().any(|it| it.len() > 1) {
            true => ", or ",
            false => " or ",
        };
        alternatives.join(separator)
    }
}

impl From<MissingCredentials> for KeyProblem {
    fn from(missing: MissingCredentials) -> Self {
        Self::Missing {
            schemes: missing.list(|scheme| scheme.name),
            setters: missing.list(|scheme| scheme.setter),
        }
    }
}
