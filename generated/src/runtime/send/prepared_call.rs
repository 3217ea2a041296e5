//! [`PreparedCall`]: a valid call, ready to be sent.

use super::super::auth::Security;
use super::super::body::Payload;
use super::super::response::CallInfo;
use super::limits::Limits;

pub(crate) struct PreparedCall {
    pub(crate) info: CallInfo,
    pub(crate) security: Security,
    /// The complete request, except for the credentials.
    pub(crate) request: http::Request<Payload>,
    pub(crate) limits: Limits,
    /// The statuses of responses whose bodies are left to be read; `None` if all bodies are read.
    pub(crate) open: Option<fn(u16) -> bool>,
}
