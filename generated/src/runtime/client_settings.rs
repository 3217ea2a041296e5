//! [`ClientSettings`]: the validated settings of a client.

use std::sync::Arc;

use http::HeaderMap;

use super::api_key::ApiKey;
use super::base_url::BaseUrl;
use super::limits::Limits;
use super::throttle::Throttle;
use super::transport::Transport;

/// The validated settings of a client.
#[derive(Clone)]
pub(super) struct ClientSettings {
    pub(super) transport: Arc<dyn Transport>,
    #[cfg(feature = "blocking")]
    pub(super) blocking_transport: Arc<super::blocking::MakeTransport>,
    pub(super) base_url: BaseUrl,
    pub(super) api_key: ApiKey,
    /// The header that carries the API key.
    pub(super) key_header: Option<&'static str>,
    /// Headers of every request; a request that sets one of them keeps its own value.
    pub(super) headers: HeaderMap,
    pub(super) limits: Limits,
    /// Shared with blocking calls.
    pub(super) throttle: Arc<Throttle>,
    /// In bytes.
    pub(super) max_response_size: usize,
    pub(super) check_constraints: bool,
}
