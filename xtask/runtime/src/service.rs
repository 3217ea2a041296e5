//! [`Service`]: what is special about an API, as its description says it.

use super::client_core::Core;
use super::server::Server;

/// What is special about an API.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Where it is, unless the client is told otherwise. Empty: the client must be told.
    pub base_url: &'static str,
    /// How a request proves who sends it.
    pub auth: Auth,
    /// What the client calls itself.
    pub user_agent: &'static str,
    /// The environment variable with the key.
    pub api_key_variable: &'static str,
    /// The environment variable with another base URL.
    pub base_url_variable: &'static str,
}

/// How a request proves who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Not at all.
    None,
    /// The key in a header, after a prefix and a space if there is one.
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

/// A generated client.
pub trait ApiClient: Sized {
    /// The error bodies that the API documents.
    type ErrorBody;

    /// What is special about the API.
    const SERVICE: Service;

    /// The servers that can be chosen by the variables in their URLs, the first one first. Empty: none has variables.
    const SERVERS: &'static [Server] = &[];

    /// Makes a client of what does the work.
    fn from_core(core: Core) -> Self;
}
