//! [`ClientBuilder`]: builds a client from its settings.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::super::auth::Scheme;
use super::super::send::{Limits, RetryPolicy};
use super::super::transport::{BaseUrl, Transport};
use super::credential_source::CredentialSource;
use super::server_choice::ServerChoice;
use super::service::ApiClient;
use super::transport_setup::{OwnTransport, TransportSetup};

const DEFAULT_MAX_RESPONSE_SIZE: usize = 64 * 1024 * 1024;

/// Builds a client.
///
/// Settings are validated by [`build`](ClientBuilder::build). Environment variables are read only by
/// [`env`](ClientBuilder::env).
pub struct ClientBuilder<C> {
    pub(super) credentials: Vec<(&'static Scheme, Setting<CredentialSource>)>,
    pub(super) base_url: Option<Setting<String>>,
    pub(super) server: ServerChoice,
    /// The URLs of servers of operations, by their indices.
    pub(super) operation_servers: BTreeMap<usize, Setting<String>>,
    pub(super) limits: Limits,
    pub(super) max_concurrent_requests: Option<usize>,
    pub(super) transport: TransportSetup,
    pub(super) max_response_size: usize,
    /// `None` is an invalid header value.
    pub(super) headers: Vec<(String, Option<HeaderValue>)>,
    pub(super) user_agent: Option<String>,
    pub(super) check_constraints: bool,
    pub(super) allow_plain_http: bool,
    pub(super) reads_env: bool,
    client: PhantomData<fn() -> C>,
}

/// A value, with the name of its setting for messages.
pub(super) struct Setting<T> {
    pub(super) name: &'static str,
    pub(super) value: T,
}

impl<C: ApiClient> ClientBuilder<C> {
    /// Creates a builder with the default settings: no credentials, and the base URL of the API.
    pub fn new() -> Self {
        Self {
            credentials: Vec::new(),
            base_url: None,
            server: ServerChoice::default(),
            operation_servers: BTreeMap::new(),
            limits: Limits::default(),
            max_concurrent_requests: None,
            transport: TransportSetup::default(),
            max_response_size: DEFAULT_MAX_RESPONSE_SIZE,
            headers: Vec::new(),
            user_agent: None,
            check_constraints: true,
            allow_plain_http: false,
            reads_env: false,
            client: PhantomData,
        }
    }

    /// Sets the base URL: `https://`, a host, and optionally a port and a path prefix.
    ///
    /// `http://` is rejected, since it would expose the credentials in transit. It is accepted for this machine
    /// (`localhost`, `127.0.0.0/8`, `::1`).
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Setting {
            name: "base_url",
            value: url.into(),
        });
        self
    }

    /// Reads the credentials, the base URL and the variables of the server from environment variables. A variable that is
    /// set replaces an earlier value of the same setting. A base URL beside a variable of the server is an error.
    #[must_use]
    pub fn env(mut self) -> Self {
        self.reads_env = true;
        // A value that is not Unicode keeps a replacement character, so that `build` rejects it and names the
        // variable.
        let read = |name| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        for scheme in C::SERVICE.schemes {
            if let Some(value) = read(scheme.variable) {
                self.set_credential(
                    scheme,
                    scheme.variable,
                    CredentialSource::Fixed(value.into()),
                );
            }
        }
        let url = C::SERVICE.base_url_variable;
        if let Some(value) = read(url) {
            self.base_url = Some(Setting { name: url, value });
        }
        self.server.read_env::<C>(read);
        self
    }

    /// Sets a variable of the API's servers. The setter that is named after the variable calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.server.set_variable::<C>(name, value.into());
        self
    }

    /// Chooses a server of the API. The setter that is named after the server calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn choose_server(mut self, index: usize, setter: &'static str) -> Self {
        self.server.server = Some((index, setter));
        self
    }

    /// Sets the URL of a server of operations. The setter that is named after the server calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn operation_server(mut self, index: usize, url: impl Into<String>) -> Self {
        if let Some(server) = C::OPERATION_SERVERS.get(index) {
            let setting = Setting {
                name: server.setter,
                value: url.into(),
            };
            self.operation_servers.insert(index, setting);
        }
        self
    }

    /// Sets the timeout of a call, including all attempts and the delays between them. Default: two minutes.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Sets the timeout of each attempt, from connecting to the last byte of the response. Default: 30 seconds.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = timeout;
        self
    }

    /// Sets the timeout of connecting. Default: 10 seconds. It does not apply to a custom HTTP client or transport.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport.connect_timeout = Some(timeout);
        self
    }

    /// Sets the maximum number of concurrent requests of the client and all its clones together. Default: no limit.
    ///
    /// Each attempt counts, from connecting to the last byte of the response, and so does each page of a list. Other
    /// requests are queued in order. The time in the queue counts towards the [`timeout`](ClientBuilder::timeout) of
    /// the call, not towards its `attempt_timeout`. If the timeout elapses in the queue, the request is not sent and
    /// the call returns [`Error::Timeout`](super::super::Error::Timeout).
    #[must_use]
    pub fn max_concurrent_requests(mut self, requests: usize) -> Self {
        self.max_concurrent_requests = Some(requests);
        self
    }

    /// Adds a header to every request. A header that the operation or the call
    /// ([`CallOptions::header`](super::super::CallOptions::header)) sets takes precedence; of two with the same name,
    /// the later one does.
    ///
    /// The value is a string, a `HeaderValue` or a `Secret`. `Debug` of the builder and of the client shows no
    /// values; `Debug` of requests hides those that are a `Secret` or marked as sensitive.
    /// [`build`](ClientBuilder::build) rejects headers that only the client may set: those that carry credentials or
    /// describe the body.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl TryInto<HeaderValue>) -> Self {
        self.headers.push((name.into(), value.try_into().ok()));
        self
    }

    /// Sets the retry policy. Default: [`RetryPolicy::new`].
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.limits.retry = policy;
        self
    }

    /// Sets the maximum size of a response body in bytes, after decompression. Default: 64 MiB.
    ///
    /// The client stops reading a larger body, and the call returns
    /// [`Error::UnexpectedResponse`](super::super::Error::UnexpectedResponse).
    #[must_use]
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Sets the name of the program, as in `inventory/2.1`. It precedes the name of this crate in `User-Agent`.
    #[must_use]
    pub fn user_agent(mut self, program: impl Into<String>) -> Self {
        self.user_agent = Some(program.into());
        self
    }

    /// Sets a custom HTTP client: for proxies, certificates, connection pools.
    ///
    /// Its own settings apply to connecting and redirects. If it follows a redirect, the call returns an error, since
    /// the response belongs to another request. By then that request has been sent, so create the client with
    /// `redirect::Policy::none()`. The default client connects to this machine directly; a custom one may use a proxy
    /// from the environment.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.transport.own = Some(OwnTransport::HttpClient(Arc::new(client)));
        self
    }

    /// Sets a custom HTTP client for blocking calls (`send_blocking`).
    ///
    /// It must not be a clone of a client that async code uses: clones share their connections, and these block while
    /// the async runtime is blocked.
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn blocking_http_client(mut self, client: reqwest::Client) -> Self {
        self.transport.blocking_http_client = Some(client);
        self
    }

    /// Sets a custom transport instead of an HTTP client; see [`Transport`].
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport.own = Some(OwnTransport::Transport(Arc::new(transport)));
        self
    }

    /// Wraps the transport of the client: for metrics, logging, signatures.
    ///
    /// The function receives the default transport, which has all settings of this builder (connect timeout, TLS,
    /// proxies from the environment), or the one set with [`http_client`](ClientBuilder::http_client) or
    /// [`transport`](ClientBuilder::transport). It returns a [`Transport`] that sends through it. A second wrapper
    /// encloses the first. Every attempt passes through, including retries.
    ///
    /// [`build`](ClientBuilder::build) calls the function once. With the feature `blocking`, the first blocking call
    /// calls it again, since blocking calls have connections of their own: put state that both share into an `Arc`.
    #[must_use]
    pub fn wrap_transport<F, T>(mut self, wrap: F) -> Self
    where
        F: Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static,
        T: Transport,
    {
        self.transport.wrap(wrap);
        self
    }

    /// Sets whether documented constraints are checked before a request is sent. Default: `true`.
    #[must_use]
    pub fn check_constraints(mut self, check: bool) -> Self {
        self.check_constraints = check;
        self
    }

    /// Sets whether `http://` is allowed for other machines, which exposes the credentials in transit. Default: `false`.
    #[must_use]
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }
}

impl<C: ApiClient> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A rejected base URL may have a password, or an API key in its query.
        let base_url = self.base_url.as_ref().map(|url| {
            BaseUrl::parse(&url.value, true).map_or("[invalid]".to_owned(), |base_url| base_url.url)
        });
        let credentials = self.credentials.iter().map(|(_, it)| it.name);
        let credentials: Vec<&str> = credentials.collect();
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("ClientBuilder")
            .field("credentials", &credentials)
            .field("base_url", &base_url)
            .field("limits", &self.limits)
            .field("connect_timeout", &self.transport.connect_timeout)
            .field("max_concurrent_requests", &self.max_concurrent_requests)
            .field("headers", &names)
            .field("max_response_size", &self.max_response_size)
            .field("check_constraints", &self.check_constraints)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}
