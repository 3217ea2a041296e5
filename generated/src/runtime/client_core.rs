//! [`Core`]: sends requests and sorts out what comes back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{LOCATION, USER_AGENT};
use serde::de::DeserializeOwned;

use super::answer::{Answer, Call};
use super::api_error::ApiError;
use super::base_url::BaseUrl;
use super::credential::Credential;
use super::decode::decode;
use super::error::Error;
use super::invalid_request::InvalidRequest;
use super::request::Request;
use super::response::Response;
use super::text::{TEXT_LIMIT, printable};
use super::transport::{self, AnsweredElsewhere};
use super::transport_error::TransportError;
use super::unexpected_response::UnexpectedResponse;

/// What a client does its work with. Clones share the connections.
#[derive(Clone)]
pub struct Core {
    shared: Arc<Shared>,
}

struct Shared {
    http: reqwest::Client,
    base_url: BaseUrl,
    credential: Credential,
    user_agent: &'static str,
    timeout: Duration,
    check_constraints: bool,
}

impl Core {
    pub(super) fn new(
        http: reqwest::Client,
        base_url: BaseUrl,
        credential: Credential,
        user_agent: &'static str,
        timeout: Duration,
        check_constraints: bool,
    ) -> Self {
        let shared = Shared {
            http,
            base_url,
            credential,
            user_agent,
            timeout,
            check_constraints,
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Sends a request and decodes the answer. Dropping the future gives the call up.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] but `Config`.
    pub async fn send<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned,
    {
        Ok(decode(self.success(request).await?)?)
    }

    /// Sends a request whose answer may come without a body, which then is `None`, as `null` is.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] but `Config`.
    pub async fn send_optional<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<Option<T>>, Error<B>>
    where
        T: DeserializeOwned,
    {
        let answer = self.success(request).await?;
        if answer.raw().is_empty() {
            return Ok(Response::new(None, answer));
        }
        Ok(decode(answer)?)
    }

    /// Sends a request whose answer has no body, or none that matters. Dropping the future gives the call up.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] but `Config` and `Decode`.
    pub async fn send_empty<B>(&self, request: Request<B>) -> Result<Response<()>, Error<B>> {
        Ok(Response::new((), self.success(request).await?))
    }

    /// The answer, if it is a documented success.
    async fn success<B>(&self, request: Request<B>) -> Result<Answer, Error<B>> {
        let operation = request.operation;
        let call = Call {
            operation: operation.id,
            method: operation.method.clone(),
            page: request.page,
        };
        let request = self.prepare(request)?;
        let answer = match transport::send(&self.shared.http, request, self.shared.timeout).await {
            Ok(http) => Answer { call, http },
            Err(failure) => {
                return Err(TransportError::new(call, &self.shared.base_url, failure).into());
            }
        };
        let status = answer.status();
        if answer
            .http
            .extensions()
            .get::<AnsweredElsewhere>()
            .is_some()
        {
            let problem = "the HTTP client followed a redirect to another URL, so this answers another request";
            Err(UnexpectedResponse::new(answer, problem).into())
        } else if (operation.success)(status.as_u16()) {
            Ok(answer)
        } else if status.is_client_error() || status.is_server_error() {
            let body = (operation.error_body)(status.as_u16(), answer.raw());
            Err(ApiError::new(answer, body).into())
        } else {
            let problem = describe(&answer);
            Err(UnexpectedResponse::new(answer, problem).into())
        }
    }

    fn prepare<B>(&self, mut request: Request<B>) -> Result<http::Request<Bytes>, InvalidRequest> {
        let Shared {
            base_url,
            credential,
            user_agent,
            check_constraints,
            ..
        } = &*self.shared;
        let operation = request.operation;
        let mut errors = std::mem::take(&mut request.errors);
        if *check_constraints {
            errors.append(&mut request.violations);
        }
        request.set_header(USER_AGENT, HeaderValue::from_static(user_agent));
        if operation.authenticated {
            credential.apply(&mut request);
        }
        match request.into_http(&base_url.url) {
            Ok(http) if errors.is_empty() => return Ok(http),
            Ok(_) => {}
            Err(error) => errors.push(error),
        }
        Err(InvalidRequest::new(operation.id, errors))
    }
}

/// Says what an answer is that is neither a documented success nor an error.
fn describe(answer: &Answer) -> String {
    let location = answer.headers().get(LOCATION);
    match location.and_then(|location| location.to_str().ok()) {
        Some(location) if answer.status().is_redirection() => {
            format!(
                "redirects are not followed, and this one leads to {}",
                place(location)
            )
        }
        _ => format!("not a documented answer ({})", answer.describe_body()),
    }
}

/// Where a redirect leads, without the parts that may hold a password or a token.
fn place(location: &str) -> String {
    let place = location.split(['?', '#']).next().unwrap_or(location);
    let Some((scheme, rest)) = place.split_once("//") else {
        return printable(place, TEXT_LIMIT);
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    printable(&format!("{scheme}//{host}{path}"), TEXT_LIMIT)
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.shared.base_url.url)
            .field("timeout", &self.shared.timeout)
            .field("check_constraints", &self.shared.check_constraints)
            .finish_non_exhaustive()
    }
}
