//! [`ClientBuilder`]: the settings of a client.

use std::env;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::api_key::{ApiKey, KeyProvider, ProvidedKey};
use super::base_url::BaseUrl;
use super::client_core::Core;
use super::client_settings::ClientSettings;
use super::config_error::ConfigError;
use super::credential::Credential;
use super::error::Error;
use super::limits::{Limits, ZERO};
use super::retry_policy::RetryPolicy;
use super::secret::Secret;
use super::server_choice::ServerChoice;
use super::service::{ApiClient, Auth};
use super::transport::Transport;

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const HTTP_CLIENT: &str = "http_client";
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
    connect_timeout: Option<Duration>,
    transport: Option<Setting<Arc<dyn Transport>>>,
    #[cfg(feature = "blocking")]
    blocking_http_client: Option<reqwest::Client>,
    max_response_size: usize,
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
            connect_timeout: None,
            transport: None,
            #[cfg(feature = "blocking")]
            blocking_http_client: None,
            max_response_size: DEFAULT_MAX_RESPONSE_SIZE,
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
        self.connect_timeout = Some(timeout);
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
        self.transport = Some(Setting {
            name: HTTP_CLIENT,
            value: Arc::new(client),
        });
        self
    }

    /// Sends calls that wait (`send_blocking`) through an HTTP client of one's own.
    ///
    /// It must not be a clone of one that async code uses, since clones share their connections, and these stand still
    /// while the async runtime does.
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn blocking_http_client(mut self, client: reqwest::Client) -> Self {
        self.blocking_http_client = Some(client);
        self
    }

    /// Sends requests through something else than an HTTP client: see [`Transport`].
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Setting {
            name: "transport",
            value: Arc::new(transport),
        });
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
            (
                "connect_timeout",
                self.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT),
            ),
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
        let user_agent = self.checked_user_agent()?;
        #[cfg(feature = "blocking")]
        let blocking_transport = self.blocking_transport(&base_url);
        let transport: Arc<dyn Transport> = match (self.transport, self.connect_timeout) {
            (Some(own), Some(_)) => {
                let problem = format!(
                    "has no effect on what is given with `{}`: set it there",
                    own.name
                );
                return Err(ConfigError::new("connect_timeout", problem).into());
            }
            (Some(own), None) => own.value,
            (None, timeout) => Arc::new(http_client(
                &base_url,
                timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT),
            )?),
        };
        Ok(C::from_core(Core::new(ClientSettings {
            transport,
            #[cfg(feature = "blocking")]
            blocking_transport,
            base_url,
            api_key,
            key_header: Credential::header_name(C::SERVICE.auth),
            user_agent,
            limits: self.limits,
            max_response_size: self.max_response_size,
            check_constraints: self.check_constraints,
        })))
    }

    /// Makes what calls that wait are sent through.
    #[cfg(feature = "blocking")]
    fn blocking_transport(&self, base_url: &BaseUrl) -> Arc<super::blocking::MakeTransport> {
        let base_url = base_url.clone();
        let connect_timeout = self.connect_timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT);
        match (&self.blocking_http_client, &self.transport) {
            (Some(client), _) => {
                let client = Arc::new(client.clone());
                Arc::new(move || Ok(client.clone()))
            }
            (None, None) => {
                Arc::new(move || Ok(Arc::new(http_client(&base_url, connect_timeout)?)))
            }
            (None, Some(own)) if own.name == HTTP_CLIENT => Arc::new(|| {
                let problem = "is missing: the connections of the client given with `http_client` may belong to an \
                               async runtime, so give another one for calls that wait";
                Err(ConfigError::new("blocking_http_client", problem))
            }),
            (None, Some(own)) => {
                let transport = own.value.clone();
                Arc::new(move || Ok(transport.clone()))
            }
        }
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

fn http_client(
    base_url: &BaseUrl,
    connect_timeout: Duration,
) -> Result<reqwest::Client, ConfigError> {
    let mut builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none());
    if base_url.is_loopback {
        // A proxy from the environment is on another machine, and plain http would show it the key.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        ConfigError::new(HTTP_CLIENT, format!("cannot be made: {error}")).with_source(error)
    })
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
        f.debug_struct("ClientBuilder")
            .field("api_key", &self.api_key.as_ref().map(|key| key.name))
            .field("base_url", &base_url)
            .field("limits", &self.limits)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_size", &self.max_response_size)
            .field("check_constraints", &self.check_constraints)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}
