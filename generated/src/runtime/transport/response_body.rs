//! [`ResponseBody`]: the body of a response, as a stream.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, stream};

use super::transport_failure::TransportFailure;

/// The body of a response, as a stream.
pub struct ResponseBody(Pin<Box<dyn Stream<Item = Result<Bytes, TransportFailure>> + Send>>);

impl ResponseBody {
    /// Creates a body from a stream of chunks.
    pub fn from_stream(
        chunks: impl Stream<Item = Result<Bytes, TransportFailure>> + Send + 'static,
    ) -> Self {
        Self(Box::pin(chunks))
    }

    /// Polls the next chunk.
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportFailure>>> {
        self.0.as_mut().poll_next(context)
    }

    /// Reads a body of at most `limit` bytes.
    pub(crate) async fn read(mut self, limit: usize) -> Result<Bytes, ReadError> {
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

/// The reason why a body was not received.
pub(crate) enum ReadError {
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
