//! [`Core`]: makes a call: prepares the request, sends it, and reads the response.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::super::error::{ApiError, Error, UnexpectedResponse};
use super::super::request::Request;
use super::super::response::{
    FromResponse, RawResponse, Response, Unreadable, decode, decode_optional, without_html,
};
use super::super::send::{OpenResponse, Trace};
use super::super::transport::{BaseUrl, RedirectFollowed};
#[cfg(feature = "blocking")]
use super::blocking_worker::BlockingWorker;
use super::client_settings::ClientSettings;

/// The future of a request, which `.await` on the request returns.
pub type ResponseFuture<T, B> = Pin<Box<dyn Future<Output = Result<Response<T>, Error<B>>> + Send>>;

/// The shared state of a client. Clones share connections.
#[derive(Clone)]
pub struct Core {
    pub(super) settings: Arc<ClientSettings>,
    #[cfg(feature = "blocking")]
    pub(super) blocking: BlockingWorker,
}

impl Core {
    pub(super) fn new(settings: Arc<ClientSettings>) -> Self {
        Self {
            settings,
            #[cfg(feature = "blocking")]
            blocking: BlockingWorker::default(),
        }
    }

    /// Where a call goes: to the base URL, unless its operation has a server of its own.
    pub(crate) fn server(&self, index: Option<usize>) -> &BaseUrl {
        self.settings.sender.server(index)
    }

    pub(crate) fn max_response_size(&self) -> usize {
        self.settings.sender.max_response_size
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
    pub(crate) async fn send_nullable<T, B>(
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
        let read = match request.described() {
            Some(_) => without_html,
            None => |_: &RawResponse| Ok(()),
        };
        self.call(request, read).await
    }

    /// Sends a request and reads the response as something else than JSON: a string, bytes, or one of several
    /// successes.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config` and `Item`.
    pub async fn send_as<T, B>(&self, request: Request<B>) -> Result<Response<T>, Error<B>>
    where
        T: FromResponse,
    {
        let read = match request.accepts_html() {
            true => T::from_response,
            false => |response: &RawResponse| {
                without_html(response)?;
                T::from_response(response)
            },
        };
        self.call(request, read).await
    }

    /// Sends a request and reads the response with a function.
    pub(crate) async fn call<T, B>(
        &self,
        request: Request<B>,
        read: fn(&RawResponse) -> Result<T, Unreadable>,
    ) -> Result<Response<T>, Error<B>> {
        let (response, _) = self.receive(request, read).await?;
        Ok(response)
    }

    /// Sends a request, checks the head of the response, and leaves its body to be read.
    pub(crate) async fn open<B>(
        &self,
        mut request: Request<B>,
        check: fn(&RawResponse) -> Result<(), Unreadable>,
    ) -> Result<(Response<()>, OpenResponse), Error<B>> {
        request.is_open = true;
        match self.receive(request, check).await? {
            (response, Some(body)) => Ok((response, body)),
            (response, None) => {
                let response = response.raw_response().clone();
                Err(UnexpectedResponse::undocumented(response).into())
            }
        }
    }

    async fn receive<T, B>(
        &self,
        request: Request<B>,
        read: fn(&RawResponse) -> Result<T, Unreadable>,
    ) -> Result<(Response<T>, Option<OpenResponse>), Error<B>> {
        let base_url = self.server(request.server);
        let trace = Trace::new(base_url, &request.method, request.described());
        let result = match trace.follow(self.success(request, &trace)).await {
            Ok((response, body)) => match read(&response) {
                Ok(value) => Ok((Response::new(value, response), body)),
                Err(reason) => Err(Error::unreadable(response, reason)),
            },
            Err(error) => Err(error),
        };
        if let Err(error) = &result {
            trace.failed(error);
        }
        result
    }

    /// Returns the response if it is a documented success.
    async fn success<B>(
        &self,
        request: Request<B>,
        trace: &Trace,
    ) -> Result<(RawResponse, Option<OpenResponse>), Error<B>> {
        let (is_success, error_body) = (request.success, request.error_body);
        let ClientSettings {
            request: defaults,
            sender,
            ..
        } = &*self.settings;
        let server = self.server(request.server);
        let call = request.prepare(server, defaults)?;
        let (response, body) = sender.send(call, trace).await?;
        let status = response.status();
        let extensions = response.http.extensions();
        if extensions.get::<RedirectFollowed>().is_some() {
            let problem = "the HTTP client followed a redirect to another URL, so this response belongs to another request";
            Err(UnexpectedResponse::new(response, problem).into())
        } else if is_success(status.as_u16()) {
            Ok((response, body))
        } else if status.is_client_error() || status.is_server_error() {
            let body = error_body(status.as_u16(), response.raw());
            Err(ApiError::new(response, body).into())
        } else {
            Err(UnexpectedResponse::undocumented(response).into())
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ClientSettings {
            request, sender, ..
        } = &*self.settings;
        f.debug_struct("Core")
            .field("base_url", &sender.base_url.url)
            .field("limits", &request.limits)
            .field("max_response_size", &sender.max_response_size)
            .field("check_constraints", &request.check_constraints)
            .finish_non_exhaustive()
    }
}
