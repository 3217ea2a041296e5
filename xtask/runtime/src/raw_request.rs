//! [`RawRequest`]: a request that the API's description does not have.

use std::fmt;

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::call_options::CallOptions;
use super::check::Unchecked;
use super::client_core::Core;
use super::error::Error;
use super::page::Page;
use super::pages::Pages;
use super::request::Request;
use super::response::Response;

/// A request that the API's description does not have: for what the server can do and this crate does not know yet.
///
/// It is sent like any other, with the key, the same retries and the same errors; every 2xx is a success.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest<B: 'static> {
    core: Core,
    request: Request<B>,
}

impl<B> RawRequest<B> {
    /// A request to a path below the base URL.
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

    /// Adds a parameter of the query.
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

    /// Sets the body, as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request = self.request.json(&Unchecked(body));
        self
    }

    /// Sets the body, as it is.
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.request.set_body(content_type, body.into());
        self
    }

    /// Adds settings of this call: see [`CallOptions`].
    pub fn options(mut self, options: CallOptions) -> Self {
        self.request = self.request.options(&options);
        self
    }

    /// Sends the request and decodes the answer, which is JSON.
    ///
    /// # Errors
    ///
    /// What [`Error`] lists.
    pub async fn send<T: DeserializeOwned>(self) -> Result<Response<T>, Error<B>> {
        self.core.send_nullable(self.request).await
    }

    /// Sends the request and takes the answer as it is: [`Response::raw`] has its body.
    ///
    /// # Errors
    ///
    /// What [`Error`] lists, but `Decode`.
    pub async fn send_raw(self) -> Result<Response<()>, Error<B>> {
        self.core.send_empty(self.request).await
    }

    /// The pages of a list that this crate does not know: a stream of them, by the parameter that takes the number of a
    /// page. [`Pages::items`] makes a stream of their items.
    ///
    /// `P` is a type of your own that implements [`Page`], which has an example. The first page is the one that `query`
    /// sets for the parameter, or page 1.
    pub fn pages<P>(mut self, parameter: &'static str) -> Pages<P, B>
    where
        P: Page + DeserializeOwned,
    {
        let query = &mut self.request.options.query;
        let first = query.iter().position(|(name, _)| name == parameter);
        let first = first.map(|position| query.remove(position).1);
        // What is not a number is refused as 0 is.
        let first = first.map(|text| text.parse::<u64>().unwrap_or_default());
        Pages::new(&self.core, self.request, parameter, first)
    }

    /// Sends the request as [`send`](RawRequest::send) does, blocking the current thread.
    ///
    /// # Errors
    ///
    /// What [`Error`] lists; [`Error::InvalidRequest`] too in an async runtime that runs on this thread alone.
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
    /// Those of [`send_blocking`](RawRequest::send_blocking), but `Decode`.
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
