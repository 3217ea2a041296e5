//! Completes a request with the settings of the client and of the call.

use http::header::{ACCEPT, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::super::auth::{Scheme, Security};
use super::super::body::Payload;
use super::super::error::{FieldError, InvalidRequest};
use super::super::percent::pair;
use super::super::response::CallInfo;
use super::super::send::{Limits, PreparedCall};
use super::super::transport::BaseUrl;
use super::header_rules::{NOT_A_NAME, NOT_A_VALUE, RESERVED, is_reserved};
use super::request_builder::Request;
use super::url::{expand, name_of};

/// The settings of a client that apply to each of its requests.
#[derive(Clone)]
pub(crate) struct RequestDefaults {
    /// The kinds of credentials of the API.
    pub(crate) schemes: &'static [Scheme],
    /// The credentials for requests that are not in the API description.
    pub(crate) security: Security,
    /// Headers of every request; a request that sets one of them keeps its own value.
    pub(crate) headers: HeaderMap,
    pub(crate) limits: Limits,
    pub(crate) check_constraints: bool,
}

impl<B> Request<B> {
    /// Completes the request, except for the credentials.
    ///
    /// # Errors
    ///
    /// All errors of the request.
    pub(crate) fn prepare(
        mut self,
        base_url: &BaseUrl,
        defaults: &RequestDefaults,
    ) -> Result<PreparedCall, InvalidRequest> {
        self.apply_client_headers(&defaults.headers);
        self.apply_options(defaults.schemes);
        let info = CallInfo {
            operation: self.operation.clone(),
            method: self.method.clone(),
            server: self.server,
            page: self.page,
            attempts: 0,
            may_be_processed: false,
            body_is_gone: false,
        };
        let security = self.security.unwrap_or(defaults.security);
        let open = self.is_open.then_some(self.success);
        let limits = self.options.limits(&defaults.limits);
        let mut errors = std::mem::take(&mut self.errors);
        errors.extend(limits.problems());
        if defaults.check_constraints {
            errors.append(&mut self.violations);
        }
        match self.into_http(&base_url.url) {
            Ok(request) if errors.is_empty() => {
                return Ok(PreparedCall {
                    info,
                    security,
                    request,
                    limits,
                    open,
                });
            }
            Ok(_) => {}
            Err(error) => errors.push(error),
        }
        Err(InvalidRequest::new(info.operation, errors))
    }

    /// Adds the headers of the client, except those that the operation sets.
    fn apply_client_headers(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            // Operations do not set `Accept`, so its value is only a default.
            if name == ACCEPT {
                self.headers.insert(name, value.clone());
            } else {
                self.headers.entry(name).or_insert_with(|| value.clone());
            }
        }
    }

    /// Adds the headers and parameters of this call. They cannot include headers with credentials.
    fn apply_options(&mut self, schemes: &[Scheme]) {
        for (name, value) in std::mem::take(&mut self.options.headers) {
            match (HeaderName::try_from(&name), HeaderValue::from_str(&value)) {
                _ if is_reserved(&name, schemes) => self.reject(&name, RESERVED),
                (Ok(name), Ok(value)) => {
                    self.headers.insert(name, value);
                }
                (Ok(_), Err(_)) => self.reject(&name, NOT_A_VALUE),
                (Err(_), _) => self.reject(&name, NOT_A_NAME),
            }
        }
        let own: Vec<String> = self.query.iter().map(|it| name_of(it).to_owned()).collect();
        for (name, value) in std::mem::take(&mut self.options.query) {
            let pair = pair(&name, &value);
            if own.iter().any(|own| own == name_of(&pair)) {
                self.reject(&name, "is set by the operation itself");
            } else {
                self.query.push(pair);
            }
        }
    }

    /// Converts into an HTTP request to a server.
    fn into_http(self, base_url: &str) -> Result<http::Request<Payload>, FieldError> {
        let mut url = format!("{base_url}{}", expand(&self.template, &self.path)?);
        if !self.query.is_empty() {
            // The template of a path may have a query.
            url.push(if self.template.contains('?') {
                '&'
            } else {
                '?'
            });
            url.push_str(&self.query.join("&"));
        }
        let parts = *self.0;
        let mut request = http::Request::new(parts.body);
        *request.method_mut() = parts.method;
        *request.uri_mut() = Uri::try_from(url)
            .map_err(|error| FieldError::new("", format!("the URL is invalid: {error}")))?;
        *request.headers_mut() = parts.headers;
        if !parts.cookies.is_empty() {
            let mut value = HeaderValue::from_str(&parts.cookies.join("; "))
                .map_err(|_| FieldError::new("", "the name of a cookie is invalid"))?;
            value.set_sensitive(true);
            request.headers_mut().insert(COOKIE, value);
        }
        Ok(request)
    }
}
