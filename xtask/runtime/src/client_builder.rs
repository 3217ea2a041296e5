//! [`ClientBuilder`]: the settings of a client.

use std::env;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::base_url::BaseUrl;
use super::client_core::Core;
use super::config_error::ConfigError;
use super::credential::Credential;
use super::error::Error;
use super::secret::Secret;
use super::service::{ApiClient, Auth};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The settings of a client.
///
/// Nothing is checked before [`build`](ClientBuilder::build), and nothing is read from the environment unless
/// [`env`](ClientBuilder::env) is called.
pub struct ClientBuilder<C> {
    api_key: Option<Setting<Secret>>,
    base_url: Option<Setting<String>>,
    timeout: Duration,
    connect_timeout: Option<Duration>,
    http_client: Option<reqwest::Client>,
    check_constraints: bool,
    allow_plain_http: bool,
    reads_env: bool,
    client: PhantomData<fn() -> C>,
}

/// A value, and what it is called where it was set: for messages.
#[derive(Debug)]
struct Setting<T> {
    name: &'static str,
    value: T,
}

impl<C: ApiClient> ClientBuilder<C> {
    /// The default settings: no key yet, the API's own base URL, 30 seconds for a call.
    pub fn new() -> Self {
        Self {
            api_key: None,
            base_url: None,
            timeout: DEFAULT_TIMEOUT,
            connect_timeout: None,
            http_client: None,
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
            value: key.into(),
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
                value: value.into(),
            });
        }
        if let Some(value) = read(url) {
            self.base_url = Some(Setting { name: url, value });
        }
        self
    }

    /// How long a call may take, from connecting to the last byte of the answer. The default is 30 seconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long connecting may take. The default is 10 seconds. A client of one's own has its own.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sends requests through a client of one's own: for proxies, certificates, connection pools.
    ///
    /// Its own settings hold for connecting and for redirects. If it follows a redirect, the call ends in an error, since
    /// the answer belongs to another request, but that request has been sent by then: better make the client with
    /// `redirect::Policy::none()`. And where a client made here calls this machine directly, one's own may go through a
    /// proxy from the environment.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
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
        let credential = self.checked_credential()?;
        non_zero("timeout", self.timeout)?;
        let http = match (self.http_client, self.connect_timeout) {
            (Some(_), Some(_)) => {
                let problem = "has no effect on a client given with `http_client`: set it there";
                return Err(ConfigError::new("connect_timeout", problem).into());
            }
            (Some(client), None) => client,
            (None, timeout) => http_client(&base_url, timeout.unwrap_or(DEFAULT_CONNECT_TIMEOUT))?,
        };
        let user_agent = C::SERVICE.user_agent;
        Ok(C::from_core(Core::new(
            http,
            base_url,
            credential,
            user_agent,
            self.timeout,
            self.check_constraints,
        )))
    }

    fn checked_base_url(&self) -> Result<BaseUrl, ConfigError> {
        let (name, url) = match &self.base_url {
            Some(setting) => (setting.name, setting.value.as_str()),
            None => ("base_url", C::SERVICE.base_url),
        };
        BaseUrl::parse(url, self.allow_plain_http)
            .map_err(|problem| ConfigError::new(name, problem))
    }

    fn checked_credential(&self) -> Result<Credential, ConfigError> {
        let auth = C::SERVICE.auth;
        match &self.api_key {
            Some(key) => Credential::new(auth, key.value.expose())
                .map_err(|problem| ConfigError::new(key.name, problem)),
            None if auth == Auth::None => Ok(Credential::None),
            None => Err(self.missing_key()),
        }
    }

    fn missing_key(&self) -> ConfigError {
        let variable = C::SERVICE.api_key_variable;
        if self.reads_env {
            return ConfigError::new(variable, "is not set: set it to an API key");
        }
        let problem = format!("is missing: call `api_key`, or `env` with {variable} set");
        ConfigError::new("api_key", problem)
    }
}

fn http_client(
    base_url: &BaseUrl,
    connect_timeout: Duration,
) -> Result<reqwest::Client, ConfigError> {
    non_zero("connect_timeout", connect_timeout)?;
    let mut builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none());
    if base_url.is_loopback {
        // A proxy from the environment is on another machine, and plain http would show it the key.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        ConfigError::new("http_client", format!("cannot be made: {error}")).with_source(error)
    })
}

fn non_zero(name: &'static str, timeout: Duration) -> Result<(), ConfigError> {
    if timeout.is_zero() {
        return Err(ConfigError::new(
            name,
            "is zero, so that no call could succeed: give it a longer time",
        ));
    }
    Ok(())
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
            .field("api_key", &self.api_key)
            .field("base_url", &base_url)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("check_constraints", &self.check_constraints)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}
