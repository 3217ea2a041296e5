//! [`ClientSettings`]: what a client is set to, checked.

use std::sync::Arc;

use http::HeaderMap;

use super::api_key::ApiKey;
use super::base_url::BaseUrl;
use super::limits::Limits;
use super::throttle::Throttle;
use super::transport::Transport;

/// What a client is set to, checked.
#[derive(Clone)]
pub(super) struct ClientSettings {
    pub(super) transport: Arc<dyn Transport>,
    #[cfg(feature = "blocking")]
    pub(super) blocking_transport: Arc<super::blocking::MakeTransport>,
    pub(super) base_url: BaseUrl,
    pub(super) api_key: ApiKey,
    /// The header that carries the key.
    pub(super) key_header: Option<&'static str>,
    /// Sent with every request that does not set them itself.
    pub(super) headers: HeaderMap,
    pub(super) limits: Limits,
    /// Shared with the calls that block.
    pub(super) throttle: Arc<Throttle>,
    /// In bytes.
    pub(super) max_response_size: usize,
    pub(super) check_constraints: bool,
}
