//! [`TransportSetup`]: the settings for creating a client's transport.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use super::super::error::ConfigError;
use super::super::transport::{BaseUrl, Transport};

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Wraps a transport.
type Wrap = dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync;

#[derive(Default)]
pub(super) struct TransportSetup {
    pub(super) connect_timeout: Option<Duration>,
    pub(super) own: Option<OwnTransport>,
    #[cfg(feature = "blocking")]
    pub(super) blocking_http_client: Option<reqwest::Client>,
    /// In order, the innermost first.
    wraps: Vec<Arc<Wrap>>,
}

/// A custom replacement of the default transport.
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

    /// Creates the transport of asynchronous calls.
    pub(super) fn build(&self, base_url: &BaseUrl) -> Result<Arc<dyn Transport>, ConfigError> {
        let inner: Arc<dyn Transport> = match &self.own {
            Some(own) if self.connect_timeout.is_some() => {
                let name = match own {
                    OwnTransport::HttpClient(_) => "http_client",
                    OwnTransport::Transport(_) => "transport",
                };
                let problem = format!("has no effect with `{name}`: set it there instead");
                return Err(ConfigError::new("connect_timeout", problem));
            }
            Some(OwnTransport::HttpClient(own) | OwnTransport::Transport(own)) => own.clone(),
            None => Arc::new(http_client(base_url, self.connect_timeout())?),
        };
        Ok(self.wrapped(inner))
    }

    /// Creates the transport of blocking calls, with connections of its own unless the transport is custom.
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
                let problem = "is missing: the connections of the client set with `http_client` may belong to an \
                               async runtime, so set a separate client for blocking calls";
                return Err(ConfigError::new("blocking_http_client", problem));
            }
        };
        Ok(self.wrapped(inner))
    }

    fn wrapped(&self, inner: Arc<dyn Transport>) -> Arc<dyn Transport> {
        self.wraps.iter().fold(inner, |inner, wrap| wrap(inner))
    }
}

/// Creates the HTTP client of the default transport.
fn http_client(
    base_url: &BaseUrl,
    connect_timeout: Duration,
) -> Result<reqwest::Client, ConfigError> {
    let mut builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none());
    if base_url.is_loopback {
        // A proxy from the environment is on another machine and would receive the API key over plain http.
        builder = builder.no_proxy();
    }
    let built = if cfg!(feature = "rustls-no-provider") {
        panic::catch_unwind(AssertUnwindSafe(|| builder.build()))
    } else {
        Ok(builder.build())
    };
    match built {
        Ok(client) => client.map_err(|error| {
            let problem = format!("cannot be created: {error}");
            ConfigError::new("http_client", problem).with_source(error)
        }),
        // reqwest panics if it finds no provider. To query rustls first, this crate would need the exact rustls version
        // of reqwest, which reqwest may change at any time.
        Err(_) => {
            let problem = "cannot be created: with the feature `rustls-no-provider`, the program must first install a \
                           rustls provider, for example with `rustls::crypto::ring::default_provider().install_default()`";
            Err(ConfigError::new("http_client", problem))
        }
    }
}
