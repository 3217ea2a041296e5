//! [`Scheme`]: a kind of credential of an API, and how requests carry it.

/// A kind of credential of an API: a security scheme of its description.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The name in the API description.
    pub name: &'static str,
    /// The method of the builder that sets the credential.
    pub setter: &'static str,
    /// The environment variable with the credential.
    pub variable: &'static str,
    /// How requests carry the credential.
    pub auth: Auth,
}

/// How requests carry a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// In a header, optionally after a prefix and a space.
    Header {
        /// The name of the header.
        name: &'static str,
        /// The prefix.
        prefix: Option<&'static str>,
    },
    /// In the query.
    Query {
        /// The name of the parameter.
        name: &'static str,
    },
    /// In a cookie.
    Cookie {
        /// The name of the cookie.
        name: &'static str,
    },
    /// `Authorization: Basic <credential in Base64>`, where the credential is `user:password`.
    Basic,
}

/// The alternatives of an operation: each lists the names of the schemes that are required at once. Nothing is required
/// if there is none, or if one of them is empty.
pub type Security = &'static [&'static [&'static str]];

impl Auth {
    /// The name of the header that carries the credential.
    pub(crate) fn header_name(self) -> Option<&'static str> {
        match self {
            Self::Header { name, .. } => Some(name),
            Self::Basic => Some("authorization"),
            Self::Cookie { .. } => Some("cookie"),
            Self::Query { .. } => None,
        }
    }
}
