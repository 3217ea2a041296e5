//! [`TransportSetup`]: what a client will send its requests through.

use std::sync::Arc;
use std::time::Duration;

use super::base_url::BaseUrl;
use super::config_error::ConfigError;
use super::reqwest_transport::http_client;
use super::transport::Transport;

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Puts a transport around another.
type Wrap = dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync;

/// What a client will send its requests through.
#[derive(Default)]
pub(super) struct TransportSetup {
    pub(super) connect_timeout: Option<Duration>,
    pub(super) own: Option<OwnTransport>,
    #[cfg(feature = "blocking")]
    pub(super) blocking_http_client: Option<reqwest::Client>,
    /// The innermost first.
    wraps: Vec<Arc<Wrap>>,
}

/// What the user gives in the place of the default transport.
pub(super) enum OwnTransport {
    HttpClient(Arc<dyn Transport>),
    Transport(Arc<dyn Transport>),
}

impl TransportSetup {
    pub(super) fn wrap<T: Transport>(
        &mut self,
        wrap: impl Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) {
        self.wraps
            .push(Arc::new(move |inner| Arc::new(wrap(inner))));
    }

    pub(super) fn connect_timeout(&self) -> Duration {
        self.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT)
    }

    /// Makes what asynchronous calls are sent through.
    pub(super) fn build(&self, base_url: &BaseUrl) -> Result<Arc<dyn Transport>, ConfigError> {
        let inner: Arc<dyn Transport> = match &self.own {
            Some(own) if self.connect_timeout.is_some() => {
                let name = match own {
                    OwnTransport::HttpClient(_) => "http_client",
                    OwnTransport::Transport(_) => "transport",
                };
                let problem = format!("has no effect on what is given with `{name}`: set it there");
                return Err(ConfigError::new("connect_timeout", problem));
            }
            Some(OwnTransport::HttpClient(own) | OwnTransport::Transport(own)) => own.clone(),
            None => Arc::new(http_client(base_url, self.connect_timeout())?),
        };
        Ok(self.wrapped(inner))
    }

    /// Makes what blocking calls are sent through: connections of their own, unless the user gives a transport.
    #[cfg(feature = "blocking")]
    pub(super) fn build_blocking(
        &self,
        base_url: &BaseUrl,
    ) -> Result<Arc<dyn Transport>, ConfigError> {
        let inner: Arc<dyn Transport> = match (&self.blocking_http_client, &self.own) {
            (Some(client), _) => Arc::new(client.clone()),
            (None, None) => Arc::new(http_client(base_url, self.connect_timeout())?),
            (None, Some(OwnTransport::Transport(own))) => own.clone(),
            (None, Some(OwnTransport::HttpClient(_))) => {
                let problem = "is missing: the connections of the client given with `http_client` may belong to an \
                               async runtime, so give another one for calls that wait";
                return Err(ConfigError::new("blocking_http_client", problem));
            }
        };
        Ok(self.wrapped(inner))
    }

    fn wrapped(&self, inner: Arc<dyn Transport>) -> Arc<dyn Transport> {
        self.wraps.iter().fold(inner, |inner, wrap| wrap(inner))
    }
}
