//! [`Transport`]: what sends one HTTP request.

use std::fmt;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, stream};

use super::transport_failure::TransportFailure;

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> = Pin<
    Box<dyn Future<Output = Result<http::Response<ResponseBody>, TransportFailure>> + Send + 'a>,
>;

/// Sends one HTTP request and gives back what answers it.
///
/// A client sends through [`reqwest::Client`] unless it is given another transport: one that records, that adds a
/// signature, or that answers by itself in a test. Retries, timeouts, the key and the limit on the size of answers are
/// the client's, and hold for every transport.
///
/// A transport has to leave redirects to the client, and the body as the server meant it, which is without compression.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, with headers and body complete. Dropping the future gives the request up.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

/// The body of an answer, as it comes in.
pub struct ResponseBody(Pin<Box<dyn Stream<Item = Result<Bytes, TransportFailure>> + Send>>);

impl ResponseBody {
    /// A body that comes in pieces.
    pub fn from_stream(
        chunks: impl Stream<Item = Result<Bytes, TransportFailure>> + Send + 'static,
    ) -> Self {
        Self(Box::pin(chunks))
    }

    /// Reads a body that is at most so long.
    pub(super) async fn read(mut self, limit: usize) -> Result<Bytes, ReadError> {
        let mut whole = Vec::new();
        let mut first = Bytes::new();
        while let Some(chunk) = self.0.next().await {
            let chunk = chunk.map_err(ReadError::Failed)?;
            if first.len() + whole.len() + chunk.len() > limit {
                return Err(ReadError::TooLarge);
            }
            // Most bodies are one piece, which need not be copied.
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

/// Why there is no whole body.
pub(super) enum ReadError {
    /// It is longer than the limit.
    TooLarge,
    /// It broke off.
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
