//! [`ClientBuilder`]: the settings of a client.

use std::env;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::api_key::{ApiKey, KeyProvider, ProvidedKey};
use super::base_url::BaseUrl;
use super::client_core::Core;
use super::client_settings::ClientSettings;
use super::config_error::ConfigError;
use super::credential::Credential;
use super::error::Error;
use super::header_rules::{NOT_A_NAME, NOT_A_VALUE, RESERVED, is_reserved};
use super::limits::{Limits, ZERO};
use super::retry_policy::RetryPolicy;
use super::secret::Secret;
use super::server_choice::ServerChoice;
use super::service::{ApiClient, Auth};
use super::text::{TEXT_LIMIT, printable};
use super::throttle::Throttle;
use super::transport::Transport;
use super::transport_setup::{OwnTransport, TransportSetup};

const DEFAULT_MAX_RESPONSE_SIZE: usize = 64 * 1024 * 1024;

/// The settings of a client.
///
/// Nothing is checked before [`build`](ClientBuilder::build), and nothing is read from the environment unless
/// [`env`](ClientBuilder::env) is called.
pub struct ClientBuilder<C> {
    api_key: Option<Setting<Key>>,
    base_url: Option<Setting<String>>,
    pub(super) server: ServerChoice,
    limits: Limits,
    max_concurrent_requests: Option<usize>,
    transport: TransportSetup,
    max_response_size: usize,
    /// With `None` for what is no header value.
    headers: Vec<(String, Option<HeaderValue>)>,
    user_agent: Option<String>,
    check_constraints: bool,
    allow_plain_http: bool,
    reads_env: bool,
    client: PhantomData<fn() -> C>,
}

/// A value, and what it is called where it was set: for messages.
struct Setting<T> {
    name: &'static str,
    value: T,
}

/// Where the key comes from.
enum Key {
    Fixed(Secret),
    Provider(Arc<KeyProvider>),
}

impl<C: ApiClient> ClientBuilder<C> {
    /// The default settings: no key yet, the API's own base URL.
    pub fn new() -> Self {
        Self {
            api_key: None,
            base_url: None,
            server: ServerChoice::default(),
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

    /// The key that every request carries: visible ASCII without spaces or line breaks.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<Secret>) -> Self {
        self.api_key = Some(Setting {
            name: "api_key",
            value: Key::Fixed(key.into()),
        });
        self
    }

    /// Asks a function for the key, anew for each attempt, so that the key can change while the client is in use. The time
    /// that it takes is part of the attempt; a function that has to fetch the key should keep it for a while.
    ///
    /// If it fails, the call ends in [`Error::ApiKey`] without having been sent.
    #[must_use]
    pub fn api_key_provider<F, K, E>(mut self, provider: F) -> Self
    where
        F: Fn() -> K + Send + Sync + 'static,
        K: Future<Output = Result<Secret, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let provider = move || -> ProvidedKey {
            let key = provider();
            Box::pin(async { key.await.map_err(Into::into) })
        };
        self.api_key = Some(Setting {
            name: "api_key_provider",
            value: Key::Provider(Arc::new(provider)),
        });
        self
    }

    /// Where the API is, if not at its usual place: `https://`, a host, and perhaps a port and a path.
    ///
    /// `http://` is refused, since it would show the key to everybody on the way, except to this machine (`localhost`,
    /// `127.0.0.0/8`, `::1`).
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Setting {
            name: "base_url",
            value: url.into(),
        });
        self
    }

    /// Takes the key and the base URL from the environment variables that are set; they take the place of what was set
    /// before.
    #[must_use]
    pub fn env(mut self) -> Self {
        self.reads_env = true;
        // A text that is not Unicode keeps a replacement character, which `build` refuses by the variable's name.
        let read = |name| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let (key, url) = (C::SERVICE.api_key_variable, C::SERVICE.base_url_variable);
        if let Some(value) = read(key) {
            self.api_key = Some(Setting {
                name: key,
                value: Key::Fixed(value.into()),
            });
        }
        if let Some(value) = read(url) {
            self.base_url = Some(Setting { name: url, value });
        }
        self.server.read_env(C::SERVERS, read);
        self
    }

    /// How long a call may take in all, with every attempt and the time between them. The default is two minutes.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// How long each attempt may take, from connecting to the last byte of the answer. The default is 30 seconds.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = timeout;
        self
    }

    /// How long connecting may take. The default is 10 seconds. A client or transport of one's own has its own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport.connect_timeout = Some(timeout);
        self
    }

    /// How many requests are sent at once, at most, by the client and all its clones together. The default is no limit.
    ///
    /// Each attempt of a call counts, from connecting to the last byte of the response, and so does each page of a list.
    /// The others wait for their turn, in the order in which they came. Waiting is part of the call's
    /// [`timeout`](ClientBuilder::timeout), not of its `attempt_timeout`. A call whose time is over before its turn ends in
    /// [`Error::Timeout`] without having been sent.
    #[must_use]
    pub fn max_concurrent_requests(mut self, requests: usize) -> Self {
        self.max_concurrent_requests = Some(requests);
        self
    }

    /// Sends a header with every request. One that the operation or the call
    /// ([`CallOptions::header`](super::CallOptions::header)) sets wins; of two with the same name, the later one wins.
    ///
    /// The value is a string, a `HeaderValue` or a [`Secret`]. `Debug` of the builder and of the client shows no values,
    /// and `Debug` of requests none that is a `Secret` or marked as sensitive. The client alone sets the headers that carry
    /// the key and that describe the body: [`build`](ClientBuilder::build) refuses these.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl TryInto<HeaderValue>) -> Self {
        self.headers.push((name.into(), value.try_into().ok()));
        self
    }

    /// When a call is sent again. The default is [`RetryPolicy::new`].
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.limits.retry = policy;
        self
    }

    /// The longest body that is read of an answer, in bytes, after decompression. The default is 64 MiB.
    ///
    /// A longer one is not read to its end, and the call ends in [`Error::UnexpectedResponse`].
    #[must_use]
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// What the program calls itself, as in `inventory/2.1`: it stands before the name of this crate in `User-Agent`.
    #[must_use]
    pub fn user_agent(mut self, program: impl Into<String>) -> Self {
        self.user_agent = Some(program.into());
        self
    }

    /// Sends requests through an HTTP client of one's own: for proxies, certificates, connection pools.
    ///
    /// Its own settings hold for connecting and for redirects. If it follows a redirect, the call ends in an error, since
    /// the answer belongs to another request, but that request has been sent by then: better make the client with
    /// `redirect::Policy::none()`. And where a client made here calls this machine directly, one's own may go through a
    /// proxy from the environment.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.transport.own = Some(OwnTransport::HttpClient(Arc::new(client)));
        self
    }

    /// Sends calls that wait (`send_blocking`) through an HTTP client of one's own.
    ///
    /// It must not be a clone of one that async code uses, since clones share their connections, and these stand still
    /// while the async runtime does.
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn blocking_http_client(mut self, client: reqwest::Client) -> Self {
        self.transport.blocking_http_client = Some(client);
        self
    }

    /// Sends requests through something else than an HTTP client: see [`Transport`].
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport.own = Some(OwnTransport::Transport(Arc::new(transport)));
        self
    }

    /// Puts a transport of the user's own around the one that the client sends through: to meter, to log, to sign.
    ///
    /// The function is given the default transport, which has all settings of this builder (connect timeout, TLS, proxies
    /// from the environment), or what [`http_client`](ClientBuilder::http_client) or
    /// [`transport`](ClientBuilder::transport) has set, and returns a [`Transport`] that sends through it. A second wrap
    /// goes around the first. Each attempt goes through, retries too.
    ///
    /// [`build`](ClientBuilder::build) calls the function once. With the feature `blocking`, the first blocking call calls
    /// it again, since blocking calls have connections of their own: state that both should share belongs into an `Arc`.
    #[must_use]
    pub fn wrap_transport<F, T>(mut self, wrap: F) -> Self
    where
        F: Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static,
        T: Transport,
    {
        self.transport.wrap(wrap);
        self
    }

    /// Whether the documented constraints of a request are checked before it is sent. The default is `true`.
    #[must_use]
    pub fn check_constraints(mut self, check: bool) -> Self {
        self.check_constraints = check;
        self
    }

    /// Whether `http://` may be used to another machine, where everybody on the way can read the key. The default is
    /// `false`.
    #[must_use]
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// Makes the client. This needs no async runtime and sends nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a setting is missing or cannot be used; it names the setting.
    pub fn build(self) -> Result<C, Error<C::ErrorBody>> {
        let base_url = self.checked_base_url()?;
        let api_key = self.checked_api_key()?;
        for (name, timeout) in [
            ("timeout", self.limits.timeout),
            ("attempt_timeout", self.limits.attempt_timeout),
            ("connect_timeout", self.transport.connect_timeout()),
        ] {
            if timeout.is_zero() {
                return Err(ConfigError::new(name, ZERO).into());
            }
        }
        if let Some(problem) = self.limits.retry.problem() {
            return Err(ConfigError::new("retry", problem).into());
        }
        if self.max_response_size == 0 {
            let problem = "is zero, so that no answer could be read: give it a larger size";
            return Err(ConfigError::new("max_response_size", problem).into());
        }
        if self.max_concurrent_requests == Some(0) {
            let problem = "is zero, so that nothing could be sent: give at least 1";
            return Err(ConfigError::new("max_concurrent_requests", problem).into());
        }
        let headers = self.checked_headers()?;
        let transport = self.transport.build(&base_url)?;
        Ok(C::from_core(Core::new(ClientSettings {
            transport,
            #[cfg(feature = "blocking")]
            blocking_transport: {
                let base_url = base_url.clone();
                Arc::new(move || self.transport.build_blocking(&base_url))
            },
            base_url,
            api_key,
            key_header: Credential::header_name(C::SERVICE.auth),
            headers,
            limits: self.limits,
            throttle: Arc::new(Throttle::new(self.max_concurrent_requests)),
            max_response_size: self.max_response_size,
            check_constraints: self.check_constraints,
        })))
    }

    fn checked_base_url(&self) -> Result<BaseUrl, ConfigError> {
        let base_url = self.base_url.as_ref();
        let variable = C::SERVICE.base_url_variable;
        let chosen = self
            .server
            .url(C::SERVERS, base_url.map(|it| it.name), variable)?;
        let (name, url) = match (&chosen, base_url) {
            (Some((name, url)), _) => (*name, url.as_str()),
            (None, Some(setting)) => (setting.name, setting.value.as_str()),
            (None, None) => ("base_url", C::SERVICE.base_url),
        };
        BaseUrl::parse(url, self.allow_plain_http)
            .map_err(|problem| ConfigError::new(name, problem))
    }

    fn checked_api_key(&self) -> Result<ApiKey, ConfigError> {
        let auth = C::SERVICE.auth;
        match &self.api_key {
            Some(Setting {
                name,
                value: Key::Fixed(key),
            }) => Credential::new(auth, key.expose())
                .map(ApiKey::Fixed)
                .map_err(|problem| ConfigError::new(name, problem)),
            Some(Setting {
                value: Key::Provider(provider),
                ..
            }) => Ok(ApiKey::Provided(auth, provider.clone())),
            None if auth == Auth::None => Ok(ApiKey::Fixed(Credential::None)),
            None => Err(self.missing_key()),
        }
    }

    fn checked_user_agent(&self) -> Result<HeaderValue, ConfigError> {
        let own = C::SERVICE.user_agent;
        let Some(program) = &self.user_agent else {
            return Ok(HeaderValue::from_static(own));
        };
        let is_name = !program.trim().is_empty() && program.is_ascii();
        HeaderValue::try_from(format!("{} {own}", program.trim()))
            .ok()
            .filter(|_| is_name)
            .ok_or_else(|| {
                let problem =
                    "is no name of a program: write it in visible ASCII, as in `inventory/2.1`";
                ConfigError::new("user_agent", problem)
            })
    }

    fn checked_headers(&self) -> Result<HeaderMap, ConfigError> {
        let key_header = Credential::header_name(C::SERVICE.auth);
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, self.checked_user_agent()?);
        for (name, value) in &self.headers {
            let problem = match (HeaderName::try_from(name), value) {
                _ if is_reserved(name, key_header) => RESERVED,
                (Ok(name), Some(value)) => {
                    headers.insert(name, value.clone());
                    continue;
                }
                (Ok(_), None) => NOT_A_VALUE,
                (Err(_), _) => NOT_A_NAME,
            };
            let name = printable(name, TEXT_LIMIT);
            return Err(ConfigError::new("header", format!("`{name}` {problem}")));
        }
        Ok(headers)
    }

    fn missing_key(&self) -> ConfigError {
        let variable = C::SERVICE.api_key_variable;
        if self.reads_env {
            return ConfigError::new(variable, "is not set: set it to an API key");
        }
        let problem = format!(
            "is missing: call `api_key` or `api_key_provider`, or `env` with {variable} set"
        );
        ConfigError::new("api_key", problem)
    }
}

impl<C: ApiClient> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What `build` refuses may hold a password, or a key in its query.
        let base_url = self.base_url.as_ref().map(|url| {
            BaseUrl::parse(&url.value, true)
                .map_or("[unusable]".to_owned(), |base_url| base_url.url)
        });
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("ClientBuilder")
            .field("api_key", &self.api_key.as_ref().map(|key| key.name))
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
