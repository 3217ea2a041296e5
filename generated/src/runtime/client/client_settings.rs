//! [`ClientSettings`]: the validated settings of a client.

#[cfg(feature = "blocking")]
use std::sync::Arc;

#[cfg(feature = "blocking")]
use super::super::error::ConfigError;
use super::super::request::RequestDefaults;
use super::super::send::Sender;
#[cfg(feature = "blocking")]
use super::super::transport::Transport;

#[derive(Clone)]
pub(super) struct ClientSettings {
    pub(super) request: RequestDefaults,
    pub(super) sender: Sender,
    #[cfg(feature = "blocking")]
    pub(super) blocking_transport: Arc<MakeTransport>,
}

/// Creates the transport for blocking calls.
#[cfg(feature = "blocking")]
type MakeTransport = dyn Fn() -> Result<Arc<dyn Transport>, ConfigError> + Send + Sync;
