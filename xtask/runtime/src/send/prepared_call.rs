//! [`PreparedCall`]: a valid call, ready to be sent.

use bytes::Bytes;

use super::super::response::CallInfo;
use super::limits::Limits;

pub(crate) struct PreparedCall {
    pub(crate) info: CallInfo,
    /// Whether the API key is sent.
    pub(crate) authenticated: bool,
    /// The complete request, except for the API key.
    pub(crate) request: http::Request<Bytes>,
    pub(crate) limits: Limits,
}
