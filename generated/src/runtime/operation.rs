//! [`Operation`]: what all calls of one operation have in common.

use http::Method;

/// What all calls of one operation have in common.
#[derive(Debug)]
pub struct Operation<B> {
    /// Its id in the API's description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with the names of its parameters in braces: `/users/{id}/`.
    pub path: &'static str,
    /// Whether the key is sent.
    pub authenticated: bool,
    /// Whether a status is a documented success.
    pub success: fn(u16) -> bool,
    /// Decodes the body of an answer with an error status.
    pub error_body: fn(u16, &[u8]) -> B,
}
