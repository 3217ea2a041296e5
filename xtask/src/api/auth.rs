//! [`AuthScheme`]: how a request proves who sends it.

use crate::diagnostic::Anchor;

/// A security scheme.
#[derive(Clone, Debug)]
pub struct AuthScheme {
    /// How the credential is sent.
    pub kind: AuthSchemeKind,
    /// Its description, as Markdown.
    pub docs: Option<String>,
    /// Where it is defined.
    pub at: Anchor,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthSchemeKind {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where it is sent.
        location: AuthLocation,
        /// The name of the header, parameter or cookie.
        name: String,
        /// What stands before the key, with one space between (`x-auth-prefix`).
        prefix: Option<String>,
    },
    /// `Authorization: Bearer <token>`.
    Bearer,
    /// `Authorization: Basic <user:password in Base64>`.
    Basic,
    /// OAuth 2, OpenID Connect or another HTTP scheme: the credential is a bearer token got elsewhere.
    Other,
}

/// Where a key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthLocation {
    /// In a header.
    Header,
    /// In the query string.
    Query,
    /// In a cookie.
    Cookie,
}
