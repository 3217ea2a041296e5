//! [`Service`]: the properties of an API, from its description.

use super::super::auth::Auth;
use super::client_core::Core;
use super::server::Server;

/// The properties of an API.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The default base URL; empty if there is none, so that the client has to set one.
    pub base_url: &'static str,
    /// How requests are authenticated.
    pub auth: Auth,
    /// The default `User-Agent`.
    pub user_agent: &'static str,
    /// The environment variable with the API key.
    pub api_key_variable: &'static str,
    /// The environment variable with the base URL.
    pub base_url_variable: &'static str,
}

/// A generated client.
pub trait ApiClient: Sized {
    /// The error bodies that the API documents.
    type ErrorBody;

    /// The properties of the API.
    const SERVICE: Service;

    /// The servers that can be selected by the variables in their URLs, in order; empty if none has variables.
    const SERVERS: &'static [Server] = &[];

    /// Creates a client from its shared state.
    fn from_core(core: Core) -> Self;
}
