//! [`Service`]: the properties of an API, from its description.

use super::super::auth::{Scheme, Security};
use super::client_core::Core;
use super::server::{OperationServer, Server};

/// The properties of an API.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The default base URL. Without a host it is a path, and the client has to set the host.
    pub base_url: &'static str,
    /// The kinds of credentials.
    pub schemes: &'static [Scheme],
    /// All alternatives of the operations. A client needs the credentials of one of them.
    pub security: Security,
    /// The default `User-Agent`.
    pub user_agent: &'static str,
    /// The environment variable with the base URL.
    pub base_url_variable: &'static str,
}

/// A generated client.
pub trait ApiClient: Sized {
    /// The error bodies that the API documents.
    type ErrorBody;

    /// The properties of the API.
    const SERVICE: Service;

    /// The servers that can be selected, by the variables in their URLs or by themselves, in order; empty if there is no
    /// choice.
    const SERVERS: &'static [Server] = &[];

    /// The servers of operations that have their own.
    const OPERATION_SERVERS: &'static [OperationServer] = &[];

    /// Creates a client from its shared state.
    fn from_core(core: Core) -> Self;
}

/// A generated client of an API with a key: a credential that is one string, and is called the API key.
pub trait ApiKeyClient: ApiClient {
    /// The name of the scheme.
    const API_KEY: &'static str;
}
