//! [`PreparedCall`]: a valid call, ready to be sent.

use super::super::body::Payload;
use super::super::response::CallInfo;
use super::limits::Limits;

pub(crate) struct PreparedCall {
    pub(crate) info: CallInfo,
    /// Whether the API key is sent.
    pub(crate) authenticated: bool,
    /// The complete request, except for the API key.
    pub(crate) request: http::Request<Payload>,
    pub(crate) limits: Limits,
}
