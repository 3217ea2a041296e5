//! [`Core`]: sends requests and classifies their responses.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::LOCATION;
use serde::de::DeserializeOwned;

use super::answer::Answer;
use super::api_error::ApiError;
use super::call::Call;
use super::client_settings::ClientSettings;
use super::decode::{decode, decode_optional};
use super::error::Error;
use super::exchange::{Exchange, exchange};
use super::invalid_request::InvalidRequest;
use super::lenient_page::{LenientPage, decode_lenient};
use super::page::Page;
use super::request::Request;
use super::reqwest_transport::AnsweredElsewhere;
use super::response::Response;
use super::text::{TEXT_LIMIT, printable};
use super::trace::Trace;
use super::unexpected_response::UnexpectedResponse;

/// The shared state of a client. Clones share connections.
#[derive(Clone)]
pub struct Core {
    pub(super) settings: Arc<ClientSettings>,
    #[cfg(feature = "blocking")]
    pub(super) blocking: super::blocking::Blocking,
}

impl Core {
    pub(super) fn new(settings: ClientSettings) -> Self {
        Self {
            settings: Arc::new(settings),
            #[cfg(feature = "blocking")]
            blocking: super::blocking::Blocking::default(),
        }
    }

    /// Sends a request and decodes the response. Dropping the future cancels the call.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`.
    pub async fn send<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned,
    {
        self.call(request, decode).await
    }

    /// Sends a request for one page of a list and decodes the page without its invalid items.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config` and `Item`.
    pub async fn send_lenient<P, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<LenientPage<P>>, Error<B>>
    where
        P: Page + DeserializeOwned,
    {
        self.call(request, decode_lenient).await
    }

    /// Sends a request and decodes the response. An empty body and `null` are returned as `None`.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`.
    pub async fn send_optional<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<Option<T>>, Error<B>>
    where
        T: DeserializeOwned,
    {
        self.send_nullable(request).await
    }

    /// Sends a request and decodes the response. An empty body is read as `null`.
    pub(super) async fn send_nullable<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned,
    {
        self.call(request, decode_optional).await
    }

    /// Sends a request and ignores the body of the response. Dropping the future cancels the call.
    ///
    /// For an operation of the API description, an HTML page (`text/html` or `application/xhtml+xml`) is an error: it
    /// comes from another party, such as the sign-in page of a proxy.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`, `Decode` and `Item`.
    pub async fn send_empty<B>(&self, request: Request<B>) -> Result<Response<()>, Error<B>> {
        let read = match request.is_described() {
            true => without_html,
            false => |answer| Ok(Response::new((), answer)),
        };
        self.call(request, read).await
    }

    /// Sends a request and returns the body of the response as received: for operations that do not return JSON.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`, `Decode` and `Item`.
    pub async fn send_bytes<B>(&self, request: Request<B>) -> Result<Response<Bytes>, Error<B>> {
        let read = match request.accepts_html() {
            true => |answer: Answer| Ok(Response::new(answer.raw().clone(), answer)),
            false => |answer: Answer| {
                let body = answer.raw().clone();
                Ok(without_html(answer)?.map(|()| body))
            },
        };
        self.call::<_, _, Box<UnexpectedResponse>>(request, read)
            .await
    }

    /// Sends a request and decodes the response with a function.
    pub(super) async fn call<T, B, E>(
        &self,
        request: Request<B>,
        read: fn(Answer) -> Result<Response<T>, E>,
    ) -> Result<Response<T>, Error<B>>
    where
        Error<B>: From<E>,
    {
        let trace = Trace::new(&self.settings.base_url, &request);
        let result = match trace.follow(self.success(request, &trace)).await {
            Ok(answer) => read(answer).map_err(Error::from),
            Err(error) => Err(error),
        };
        if let Err(error) = &result {
            trace.failed(error);
        }
        result
    }

    /// Returns the response if it is a documented success.
    async fn success<B>(&self, request: Request<B>, trace: &Trace) -> Result<Answer, Error<B>> {
        let (is_success, error_body) = (request.success, request.error_body);
        let answer = exchange(&self.settings, self.prepare(request)?, trace).await?;
        let status = answer.status();
        if answer
            .http
            .extensions()
            .get::<AnsweredElsewhere>()
            .is_some()
        {
            let problem = "the HTTP client followed a redirect to another URL, so this response belongs to another request";
            Err(UnexpectedResponse::new(answer, problem).into())
        } else if is_success(status.as_u16()) {
            Ok(answer)
        } else if status.is_client_error() || status.is_server_error() {
            let body = error_body(status.as_u16(), answer.raw());
            Err(ApiError::new(answer, body).into())
        } else {
            let problem = describe(&answer);
            Err(UnexpectedResponse::new(answer, problem).into())
        }
    }

    /// Builds the HTTP request, except for the API key.
    fn prepare<B>(&self, mut request: Request<B>) -> Result<Exchange, InvalidRequest> {
        let settings = &*self.settings;
        request.apply_client_headers(&settings.headers);
        request.apply_options(settings.key_header);
        let call = Call {
            operation: request.operation.clone(),
            method: request.method.clone(),
            page: request.page,
            attempts: 0,
            may_be_done: false,
        };
        let authenticated = request.authenticated;
        let limits = settings.limits.with(&request.options);
        let mut errors = std::mem::take(&mut request.errors);
        errors.extend(limits.problems());
        if settings.check_constraints {
            errors.append(&mut request.violations);
        }
        match request.into_http(&settings.base_url.url) {
            Ok(request) if errors.is_empty() => {
                return Ok(Exchange {
                    call,
                    authenticated,
                    request,
                    limits,
                });
            }
            Ok(_) => {}
            Err(error) => errors.push(error),
        }
        Err(InvalidRequest::new(call.operation, errors))
    }
}

/// Ignores the body of a response, unless it is an HTML page.
fn without_html(answer: Answer) -> Result<Response<()>, Box<UnexpectedResponse>> {
    if answer.is_html() {
        let problem = format!(
            "an HTML page ({}), which the API does not respond with",
            answer.describe_body()
        );
        return Err(Box::new(UnexpectedResponse::new(answer, problem)));
    }
    Ok(Response::new((), answer))
}

/// Describes a response that is neither a documented success nor an error.
fn describe(answer: &Answer) -> String {
    let location = answer.headers().get(LOCATION);
    match location.and_then(|location| location.to_str().ok()) {
        Some(location) if answer.status().is_redirection() => {
            format!("redirects are not followed (location: {})", place(location))
        }
        _ => format!("undocumented response ({})", answer.describe_body()),
    }
}

/// The target of a redirect, without the parts that may contain a password or a token.
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
            .field("base_url", &self.settings.base_url.url)
            .field("limits", &self.settings.limits)
            .field("max_response_size", &self.settings.max_response_size)
            .field("check_constraints", &self.settings.check_constraints)
            .finish_non_exhaustive()
    }
}
