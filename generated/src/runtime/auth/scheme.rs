//! [`Auth`]: how requests carry the API key.

/// How requests are authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// No authentication.
    None,
    /// The key in a header, optionally after a prefix and a space.
    Header {
        /// The name of the header.
        name: &'static str,
        /// The prefix.
        prefix: Option<&'static str>,
    },
    /// The key in the query.
    Query {
        /// The name of the parameter.
        name: &'static str,
    },
    /// The key in a cookie.
    Cookie {
        /// The name of the cookie.
        name: &'static str,
    },
    /// `Authorization: Bearer <key>`.
    Bearer,
    /// `Authorization: Basic <key in Base64>`, where the key is `user:password`.
    Basic,
}
