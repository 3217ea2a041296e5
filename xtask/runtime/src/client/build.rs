//! [`ClientBuilder::build`]: validates the settings of a client.

use std::sync::Arc;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::super::auth::{Credentials, Held, MissingCredentials};
use super::super::error::{ConfigError, Error};
use super::super::log_text::{TEXT_LIMIT, printable};
use super::super::request::{NOT_A_NAME, NOT_A_VALUE, RESERVED, RequestDefaults, is_reserved};
use super::super::send::{Sender, Throttle, ZERO};
use super::super::transport::BaseUrl;
use super::client_builder::ClientBuilder;
use super::client_core::Core;
use super::client_settings::ClientSettings;
use super::credential_source::CredentialSource;
use super::server::{OperationServer, Server};
use super::service::ApiClient;

impl<C: ApiClient> ClientBuilder<C> {
    /// Builds the client. It sends nothing and needs no async runtime.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a setting is missing or invalid; it names the setting.
    pub fn build(self) -> Result<C, Error<C::ErrorBody>> {
        let base_url = self.checked_base_url()?;
        let operation_servers = self.checked_operation_servers(&base_url)?;
        let credentials = self.checked_credentials()?;
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
            let problem = "is zero, so no response could be read: set a larger size";
            return Err(ConfigError::new("max_response_size", problem).into());
        }
        if self.max_concurrent_requests == Some(0) {
            let problem = "is zero, so no request could be sent: set at least 1";
            return Err(ConfigError::new("max_concurrent_requests", problem).into());
        }
        let headers = self.checked_headers()?;
        let transport = self.transport.build(&base_url)?;
        Ok(C::from_core(Core::new(Arc::new(ClientSettings {
            request: RequestDefaults {
                schemes: C::SERVICE.schemes,
                security: C::SERVICE.security,
                headers,
                limits: self.limits,
                check_constraints: self.check_constraints,
            },
            #[cfg(feature = "blocking")]
            blocking_transport: {
                let base_url = base_url.clone();
                Arc::new(move || self.transport.build_blocking(&base_url))
            },
            sender: Sender {
                transport,
                base_url,
                operation_servers,
                credentials,
                throttle: Arc::new(Throttle::new(self.max_concurrent_requests)),
                max_response_size: self.max_response_size,
            },
        }))))
    }

    fn checked_base_url(&self) -> Result<BaseUrl, ConfigError> {
        let setting = self.base_url.as_ref();
        let chosen = self.server.api_url::<C>(setting.map(|it| it.name))?;
        let (name, documented) = match &chosen {
            Some((name, url)) => (*name, url.as_str()),
            None => ("base_url", C::SERVICE.base_url),
        };
        match setting {
            Some(setting) => {
                let url = self.parsed_url(setting.name, &setting.value)?;
                Ok(match Server::is_path(documented) {
                    true => url.with_default_path(documented),
                    false => url,
                })
            }
            None if Server::is_path(documented) => Err(self.missing_base_url()),
            None => self.parsed_url(name, documented),
        }
    }

    /// The servers of operations that have their own.
    ///
    /// # Errors
    ///
    /// A setting is invalid.
    fn checked_operation_servers(&self, base_url: &BaseUrl) -> Result<Vec<BaseUrl>, ConfigError> {
        // Another base URL replaces all servers, so that a test calls no other. Without it there would be no host.
        let has_host = !Server::is_path(C::SERVICE.base_url);
        let replaced = self.base_url.as_ref().filter(|_| has_host);
        let replaced = replaced.map(|setting| setting.name);
        let servers = C::OPERATION_SERVERS.iter().enumerate();
        let urls = servers.map(|(index, OperationServer { setter, servers })| {
            if let Some(setting) = self.operation_servers.get(&index) {
                return self.parsed_url(setting.name, &setting.value);
            }
            let variable = C::SERVICE.base_url_variable;
            let by_default = || servers.first().and_then(|it| it.url(|_| None).ok());
            let (name, url) = match self.server.url(servers, replaced, variable)? {
                Some(chosen) => chosen,
                None => (*setter, by_default().unwrap_or_default()),
            };
            match replaced {
                _ if Server::is_path(&url) => Ok(base_url.with_path(&url)),
                Some(_) => Ok(base_url.clone()),
                None => self.parsed_url(name, &url),
            }
        });
        urls.collect()
    }

    fn parsed_url(&self, setting: &'static str, url: &str) -> Result<BaseUrl, ConfigError> {
        BaseUrl::parse(url, self.allow_plain_http)
            .map_err(|problem| ConfigError::new(setting, problem))
    }

    fn missing_base_url(&self) -> ConfigError {
        let variable = C::SERVICE.base_url_variable;
        let why = "the API description names no host";
        if self.reads_env {
            let problem =
                format!("is not set: {why}; set it to one, such as https://api.example.com");
            return ConfigError::new(variable, problem);
        }
        let problem = format!(
            "is missing: {why}; call `base_url` with one, such as https://api.example.com, or `env` with {variable} set"
        );
        ConfigError::new("base_url", problem)
    }

    fn checked_credentials(&self) -> Result<Credentials, ConfigError> {
        let held = self.credentials.iter().map(|(scheme, setting)| {
            let held = match &setting.value {
                CredentialSource::Fixed(secret) => Held::fixed(scheme, secret),
                CredentialSource::Provider(provider) => {
                    Ok(Held::provided(scheme, provider.clone()))
                }
                CredentialSource::Invalid(problem) => Err((*problem).to_owned()),
            };
            held.map_err(|problem| ConfigError::new(setting.name, problem))
        });
        let credentials = Credentials::new(C::SERVICE.schemes, held.collect::<Result<_, _>>()?);
        match credentials.choose(C::SERVICE.security) {
            Ok(_) => Ok(credentials),
            Err(missing) => Err(self.without_credentials(missing)),
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
                    "is not a valid program name: use visible ASCII, as in `inventory/2.1`";
                ConfigError::new("user_agent", problem)
            })
    }

    fn checked_headers(&self) -> Result<HeaderMap, ConfigError> {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, self.checked_user_agent()?);
        for (name, value) in &self.headers {
            let problem = match (HeaderName::try_from(name), value) {
                _ if is_reserved(name, C::SERVICE.schemes) => RESERVED,
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

    /// The error of a client that could not make any call.
    fn without_credentials(&self, missing: MissingCredentials) -> ConfigError {
        let setters = missing.list(|scheme| scheme.setter);
        let variables = missing.list(|scheme| scheme.variable);
        match (missing.first, self.reads_env) {
            (Some(first), true) => {
                let problem = format!("is not set: the API needs {variables}");
                ConfigError::new(first.variable, problem)
            }
            (first, _) => {
                let setting = first.map_or("credentials", |first| first.setter);
                let problem = format!(
                    "is missing: call {setters} of the builder, or `env` with {variables} set"
                );
                ConfigError::new(setting, problem)
            }
        }
    }
}
