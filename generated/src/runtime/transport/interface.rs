//! [`Transport`]: the interface that sends HTTP requests.

use std::pin::Pin;

use bytes::Bytes;

use super::request_body::RequestBody;
use super::response_body::ResponseBody;
use super::transport_failure::TransportFailure;

/// The future that [`Transport::send`] returns.
pub type TransportFuture<'a> = Pin<
    Box<dyn Future<Output = Result<http::Response<ResponseBody>, TransportFailure>> + Send + 'a>,
>;

/// Sends an HTTP request and returns its response.
///
/// By default, a client sends through [`reqwest::Client`]. A custom transport may record requests, sign them, or
/// respond by itself in a test. Retries, timeouts, the API key and the limit on the size of responses are handled by
/// the client, for every transport.
///
/// A transport must not follow redirects, and must return the decompressed body.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, which has all headers and the body. Dropping the future cancels the request.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_>;

    /// Sends a request whose body is a stream, such as that of a file. By default it is read into memory and passed to
    /// [`send`](Transport::send).
    fn send_stream(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.read().await?;
            self.send(http::Request::from_parts(head, body)).await
        })
    }
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }

    fn send_stream(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        (**self).send_stream(request)
    }
}
