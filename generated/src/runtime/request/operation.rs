//! [`Operation`]: the properties that all calls of an operation share.

use http::Method;

use super::super::auth::Security;

/// The properties that all calls of an operation share.
#[derive(Debug)]
pub struct Operation<B> {
    /// The operation id in the API description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with parameter names in braces: `/users/{id}/`.
    pub path: &'static str,
    /// The credentials that it takes.
    pub security: Security,
    /// Whether a status is a documented success.
    pub success: fn(u16) -> bool,
    /// Decodes the body of an error response.
    pub error_body: fn(u16, &[u8]) -> B,
}
