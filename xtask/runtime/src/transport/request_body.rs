//! [`RequestBody`]: the body of a request that is sent as a stream.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt;
use http_body::{Body, Frame, SizeHint};

use super::transport_failure::{BoxError, TransportFailure};

/// The chunks of a body.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request that is sent as a stream: of a file, or of something else that is not in memory.
///
/// It is an [`http_body::Body`], as HTTP clients take it. An error of the stream must end the request: a server must
/// not take the part that it has received for the whole body.
pub struct RequestBody {
    /// In a mutex only because HTTP clients require `Sync`.
    chunks: Mutex<Chunks>,
    left: Option<u64>,
}

impl RequestBody {
    pub(crate) fn new(chunks: Chunks, length: Option<u64>) -> Self {
        Self {
            chunks: Mutex::new(chunks),
            left: length,
        }
    }

    /// The number of bytes that are still to be read, if it is known: at first that of the whole body.
    pub fn length(&self) -> Option<u64> {
        self.left
    }

    /// Reads the body into memory.
    ///
    /// # Errors
    ///
    /// The body could not be read.
    pub async fn read(self) -> Result<Bytes, TransportFailure> {
        let mut whole = Vec::new();
        let mut chunks = self.into_chunks();
        while let Some(chunk) = chunks.next().await {
            whole.extend_from_slice(&chunk.map_err(TransportFailure::unreadable)?);
        }
        Ok(whole.into())
    }

    fn into_chunks(self) -> Chunks {
        self.chunks
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let chunks = self.chunks.get_mut();
        let chunk = chunks
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
            .poll_next(context);
        if let (Poll::Ready(Some(Ok(chunk))), Some(left)) = (&chunk, &mut self.left) {
            *left = left.saturating_sub(chunk.len() as u64);
        }
        chunk.map(|chunk| Some(chunk?.map(Frame::data).map_err(BodyError)))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map(SizeHint::with_exact).unwrap_or_default()
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody")
            .field("length", &self.left)
            .finish_non_exhaustive()
    }
}

/// The reason why the body of a request could not be read. It is recognized among the errors of the HTTP client.
#[derive(Debug)]
pub struct BodyError(BoxError);

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
