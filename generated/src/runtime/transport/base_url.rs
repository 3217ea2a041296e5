//! [`BaseUrl`]: the base URL of the API.

use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// The base URL of the API: scheme, host, and optionally a port and a path prefix.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    /// Without a slash at the end.
    pub(crate) url: String,
    /// The host, with its port unless that is the default port of the scheme.
    pub(crate) host: String,
    /// Whether the scheme is `https`.
    pub(crate) is_https: bool,
    /// Whether the host is this machine.
    pub(crate) is_loopback: bool,
}

impl BaseUrl {
    /// Parses a base URL.
    ///
    /// # Errors
    ///
    /// A message with the problem and a fix. It does not contain the URL, which may have a password.
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, String> {
        const EXAMPLE: &str = "write it like https://api.example.com";
        if text.is_empty() {
            return Err(format!("is empty: {EXAMPLE}"));
        }
        // The parser below removes line breaks and encodes spaces.
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(format!(
                "has spaces or characters that are not ASCII: {EXAMPLE}"
            ));
        }
        let url = Url::parse(text).map_err(|error| format!("is not a URL ({error}): {EXAMPLE}"))?;
        let is_https = match url.scheme() {
            "https" => true,
            "http" => false,
            other => return Err(format!("has the scheme `{other}`: {EXAMPLE}")),
        };
        let host = url
            .host_str()
            .filter(|host| !host.is_empty())
            .ok_or_else(|| format!("has no host: {EXAMPLE}"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(
                "has a user name or a password: set the API key of the client instead".to_owned(),
            );
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("has a query (`?…`) or a fragment (`#…`): remove it".to_owned());
        }
        let is_loopback = is_loopback(host);
        if !is_https && !allow_plain_http && !is_loopback {
            return Err(
                "is not https, so the API key could be read in transit: use https, or call `allow_plain_http(true)`"
                    .to_owned(),
            );
        }
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        Ok(Self {
            url: url.as_str().trim_end_matches('/').to_owned(),
            host,
            is_https,
            is_loopback,
        })
    }

    /// The URL with a path below it, unless it has a path of its own.
    pub(crate) fn with_default_path(mut self, path: &str) -> Self {
        if self.origin() == self.url {
            self.url.push_str(path.trim_end_matches('/'));
        }
        self
    }

    /// The URL of a path on the same host.
    pub(crate) fn with_path(&self, path: &str) -> Self {
        Self {
            url: format!("{}{}", self.origin(), path.trim_end_matches('/')),
            ..self.clone()
        }
    }

    /// Scheme, host and port.
    fn origin(&self) -> &str {
        let mut slashes = self.url.match_indices('/').map(|(index, _)| index);
        // The first two are those of the scheme.
        let end = slashes.nth(2).unwrap_or(self.url.len());
        self.url.get(..end).unwrap_or(&self.url)
    }

    /// The host, and the port to connect to.
    #[cfg(feature = "tracing")]
    pub(crate) fn host_and_port(&self) -> (&str, u16) {
        let port = if self.is_https { 443 } else { 80 };
        match self.host.rsplit_once(':') {
            // The colons of an IPv6 address are in brackets.
            Some((host, text)) if !text.ends_with(']') => (host, text.parse().unwrap_or(port)),
            _ => (&self.host, port),
        }
    }
}

/// Whether a host is this machine. The host is in the form that the URL parser returns.
fn is_loopback(host: &str) -> bool {
    let ipv6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    match ipv6 {
        Some(address) => address
            .parse()
            .is_ok_and(|address: Ipv6Addr| address.is_loopback()),
        None => {
            host == "localhost"
                || host
                    .parse()
                    .is_ok_and(|address: Ipv4Addr| address.is_loopback())
        }
    }
}
