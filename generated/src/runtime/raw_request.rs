//! [`RawRequest`]: a request that is not in the API description.

use std::fmt;

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::check::Unchecked;
use super::client::Core;
use super::error::Error;
use super::list::{Page, Pages};
use super::request::{CallOptions, Request};
use super::response::Response;

/// A request that is not in the API description, for features of the server that this crate does not support.
///
/// It has the same credentials, retries and errors as other requests. Every 2xx is a success.
#[derive(Clone)]
#[must_use = "requests do nothing until they are sent"]
pub struct RawRequest<B: 'static> {
    core: Core,
    request: Request<B>,
}

impl<B> RawRequest<B> {
    /// Creates a request to a path below the base URL.
    pub fn new(
        core: &Core,
        method: Method,
        path: impl Into<String>,
        error_body: fn(u16, &[u8]) -> B,
    ) -> Self {
        Self {
            core: core.clone(),
            request: Request::undescribed(method, path.into(), error_body),
        }
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.options.query.push((name.into(), value.into()));
        self
    }

    /// Sets a header; see [`CallOptions::header`].
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request
            .options
            .headers
            .push((name.into(), value.into()));
        self
    }

    /// Sets a JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request = self.request.json(&Unchecked(body));
        self
    }

    /// Sets a body without encoding it.
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.request.set_body(content_type, body.into());
        self
    }

    /// Adds settings of this call; see [`CallOptions`].
    pub fn options(mut self, options: CallOptions) -> Self {
        self.request = self.request.options(&options);
        self
    }

    /// Sends the request and decodes the response as JSON.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`, `Item` and `TooManyItems`.
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error<B>> {
        self.core.send_nullable(self.request).await
    }

    /// Sends the request without decoding the response; [`Response::raw`] returns its body.
    ///
    /// # Errors
    ///
    /// Those of [`send`](RawRequest::send), except `Decode`.
    pub async fn send_raw(self) -> Result<Response<()>, Error<B>> {
        self.core.send_empty(self.request).await
    }

    /// Returns the pages of a list that this crate does not support, as a stream. [`Pages::items`] converts it into a
    /// stream of items.
    ///
    /// `P` is a custom type that implements [`Page`], which has an example. `parameter` is the query parameter with
    /// the page number. The stream starts at the page that `query` has set for it, or at page 1.
    pub fn pages<P>(mut self, parameter: &'static str) -> Pages<P, B>
    where
        P: Page + DeserializeOwned,
    {
        let query = &mut self.request.options.query;
        let first = query.iter().position(|(name, _)| name == parameter);
        let first = first.map(|position| query.remove(position).1);
        // A value that is not a number is rejected like 0.
        let first = first.map(|text| text.parse::<u64>().unwrap_or_default());
        Pages::new(&self.core, self.request, parameter, first)
    }

    /// Sends the request as [`send`](RawRequest::send) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// Those of [`send`](RawRequest::send), and [`Error::InvalidRequest`] in an async runtime that runs on this
    /// thread alone.
    #[cfg(feature = "blocking")]
    pub fn send_blocking<T>(self) -> Result<Response<T>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send,
    {
        self.core.send_nullable_blocking(self.request)
    }

    /// Sends the request as [`send_raw`](RawRequest::send_raw) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// Those of [`send_blocking`](RawRequest::send_blocking), except `Decode`.
    #[cfg(feature = "blocking")]
    pub fn send_raw_blocking(self) -> Result<Response<()>, Error<B>>
    where
        B: Send,
    {
        self.core.send_empty_blocking(self.request)
    }
}

impl<B> fmt::Debug for RawRequest<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest")
            .field("operation", &self.request.operation)
            .field("options", &self.request.options)
            .finish_non_exhaustive()
    }
}
