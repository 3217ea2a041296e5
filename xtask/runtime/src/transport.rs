//! [`Transport`]: sends HTTP requests.

use std::fmt;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, stream};

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
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

/// The body of a response, as a stream.
pub struct ResponseBody(Pin<Box<dyn Stream<Item = Result<Bytes, TransportFailure>> + Send>>);

impl ResponseBody {
    /// Creates a body from a stream of chunks.
    pub fn from_stream(
        chunks: impl Stream<Item = Result<Bytes, TransportFailure>> + Send + 'static,
    ) -> Self {
        Self(Box::pin(chunks))
    }

    /// Reads a body of at most `limit` bytes.
    pub(super) async fn read(mut self, limit: usize) -> Result<Bytes, ReadError> {
        let mut whole = Vec::new();
        let mut first = Bytes::new();
        while let Some(chunk) = self.0.next().await {
            let chunk = chunk.map_err(ReadError::Failed)?;
            if first.len() + whole.len() + chunk.len() > limit {
                return Err(ReadError::TooLarge);
            }
            // Most bodies are a single chunk, which need not be copied.
            if first.is_empty() && whole.is_empty() {
                first = chunk;
            } else {
                whole.extend_from_slice(&std::mem::take(&mut first));
                whole.extend_from_slice(&chunk);
            }
        }
        Ok(if whole.is_empty() {
            first
        } else {
            whole.into()
        })
    }
}

/// The reason why a body was not read.
pub(super) enum ReadError {
    /// It is larger than the limit.
    TooLarge,
    /// The transport failed.
    Failed(TransportFailure),
}

impl<T: Into<Bytes>> From<T> for ResponseBody {
    fn from(whole: T) -> Self {
        let whole = whole.into();
        Self::from_stream(stream::once(async { Ok(whole) }))
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody")
    }
}
