//! [`Transport`] for reqwest: the only file that sends through the HTTP client.

use std::error::Error;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body;

use super::interface::{Transport, TransportFuture};
use super::request_body::{BodyError, RequestBody};
use super::response_body::ResponseBody;
use super::transport_failure::TransportFailure;

/// Marks a response from another URL than the requested one, after the HTTP client has followed a redirect.
#[derive(Clone)]
pub(crate) struct RedirectFollowed;

impl Transport for reqwest::Client {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(send(self, request))
    }

    fn send_stream(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(send(self, request.map(reqwest::Body::wrap)))
    }
}

async fn send(
    client: &reqwest::Client,
    request: http::Request<impl Into<reqwest::Body>>,
) -> Result<http::Response<ResponseBody>, TransportFailure> {
    let request = reqwest::Request::try_from(request).map_err(failure)?;
    let url = request.url().clone();
    let response = client.execute(request).await.map_err(failure)?;
    let is_redirected = *response.url() != url;
    let mut response = http::Response::from(response);
    if is_redirected {
        response.extensions_mut().insert(RedirectFollowed);
    }
    Ok(response.map(|body| ResponseBody::from_stream(Chunks(body))))
}

/// A body, without trailers.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

fn failure(error: reqwest::Error) -> TransportFailure {
    // The URL may contain the API key in its query.
    let error = error.without_url();
    if is_body_error(&error) {
        TransportFailure::unreadable(error)
    } else if error.is_connect() && is_tls_refusal(&error) {
        TransportFailure::permanent(error)
    } else if error.is_connect() {
        TransportFailure::connect(error)
    } else {
        TransportFailure::broken(error)
    }
}

/// Whether the body of the request could not be read.
fn is_body_error(error: &(dyn Error + 'static)) -> bool {
    error.is::<BodyError>() || error.source().is_some_and(is_body_error)
}

/// Whether a connection failed in the TLS handshake: the certificate was rejected, or there is no common version.
///
/// The error type belongs to the TLS library, which the crate does not depend on. tokio-rustls reports certificate
/// errors and alerts as I/O errors of the kind `InvalidData`. No other connection error has this kind: a connection
/// that is refused, reset or closed has a kind of its own and may succeed later. With the TLS library of a custom
/// HTTP client, the error may not be recognized, and the call is retried.
fn is_tls_refusal(error: &(dyn Error + 'static)) -> bool {
    match error.downcast_ref::<io::Error>() {
        Some(error) if error.kind() == io::ErrorKind::InvalidData => true,
        // Its `source` is that of the wrapped error, so look at the wrapped error itself.
        Some(error) => error.get_ref().is_some_and(|inner| is_tls_refusal(inner)),
        None => error.source().is_some_and(is_tls_refusal),
    }
}
