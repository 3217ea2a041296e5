//! [`ByteStream`]: the body of a response while it is received.

use std::fmt;
use std::future::poll_fn;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use futures_core::Stream;
use futures_core::stream::FusedStream;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::runtime::Handle;
use tokio::time::{Sleep, sleep};

use super::super::client::Core;
use super::super::error::{Error, NoResponse, TransportError};
#[cfg(feature = "blocking")]
use super::super::list::{BlockingIter, CallingStream};
use super::super::response::CallInfo;
use super::super::send::OpenResponse;
use super::super::transport::ResponseBody;

/// The body of a response while it is received, as a [`Stream`] of chunks of any size, and as an [`AsyncRead`].
///
/// The body is not kept in memory and has no size limit. The stream ends after the last byte. An error ends it too: the
/// connection broke, or nothing was received for the timeout of an attempt
/// ([`CallOptions::attempt_timeout`](super::super::CallOptions::attempt_timeout)). The timeout of the call does not
/// apply, and the call is not retried. Dropping the stream closes the connection.
///
/// ```text
/// let mut body = client.reports().download(id).send_stream().await?.into_inner();
/// let mut file = tokio::fs::File::create("report.pdf").await?;
/// tokio::io::copy(&mut body, &mut file).await?;
/// ```
///
/// Without an async runtime, `blocking` returns an [`Iterator`] that is a [`Read`] too.
#[must_use = "streams do nothing unless polled"]
pub struct ByteStream<B> {
    pub(super) core: Core,
    call: CallInfo,
    /// `None` after the end.
    body: Option<ResponseBody>,
    /// The longest wait for a chunk.
    timeout: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    /// What a reader has not read of the latest chunk.
    rest: Bytes,
    marker: PhantomData<fn() -> B>,
}

impl<B> ByteStream<B> {
    pub(super) fn new(core: &Core, call: CallInfo, body: OpenResponse) -> Self {
        Self {
            core: core.clone(),
            call,
            body: Some(body.chunks),
            timeout: body.timeout,
            timer: None,
            rest: Bytes::new(),
            marker: PhantomData,
        }
    }

    /// Returns the next chunk, or `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error<B>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next chunk, or `None` after the last. It is [`next`](ByteStream::next) with a return type for `?`.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] if the connection broke, [`Error::Timeout`] if nothing was received for too long.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error<B>> {
        self.next().await.transpose()
    }

    /// Converts the stream into an iterator that blocks the current thread for each chunk, and is a [`Read`].
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }

    /// Ends the stream.
    pub(super) fn end(&mut self) {
        self.body = None;
    }

    fn fail(&mut self, reason: NoResponse) -> Error<B> {
        self.end();
        let server = self.core.server(self.call.server);
        TransportError::new(self.call.clone(), server, reason).into()
    }

    /// Copies bytes of the latest chunk.
    fn copy_rest(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&mut self.rest).reader().read(buffer)
    }
}

impl<B> Stream for ByteStream<B> {
    type Item = Result<Bytes, Error<B>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.rest.has_remaining() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut this.rest))));
        }
        loop {
            let Some(body) = &mut this.body else {
                return Poll::Ready(None);
            };
            match body.poll_chunk(context) {
                Poll::Ready(Some(Ok(chunk))) => {
                    this.timer = None;
                    if !chunk.is_empty() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                Poll::Ready(Some(Err(failure))) => {
                    return Poll::Ready(Some(Err(this.fail(NoResponse::Failed(failure)))));
                }
                Poll::Ready(None) => this.end(),
                Poll::Pending => {
                    // tokio's timers panic outside of its runtimes.
                    if Handle::try_current().is_err() {
                        return Poll::Pending;
                    }
                    let timeout = this.timeout;
                    let timer = this.timer.get_or_insert_with(|| Box::pin(sleep(timeout)));
                    ready!(timer.as_mut().poll(context));
                    return Poll::Ready(Some(Err(this.fail(NoResponse::TimedOut(timeout)))));
                }
            }
        }
    }
}

impl<B> FusedStream for ByteStream<B> {
    fn is_terminated(&self) -> bool {
        self.body.is_none() && !self.rest.has_remaining()
    }
}

/// An error of the stream is the source of the error.
impl<B: fmt::Debug + Send + Sync + 'static> AsyncRead for ByteStream<B> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        if let Some(chunk) = ready!(self.as_mut().poll_next(context)) {
            self.rest = chunk.map_err(io_error)?;
        }
        let count = self.copy_rest(buffer.initialize_unfilled())?;
        buffer.advance(count);
        Poll::Ready(Ok(()))
    }
}

/// An error of the stream is the source of the error.
#[cfg(feature = "blocking")]
impl<B: fmt::Debug + Send + Sync + 'static> Read for BlockingIter<ByteStream<B>> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let has_rest = self
            .stream_mut()
            .is_some_and(|stream| stream.rest.has_remaining());
        if !has_rest {
            let Some(chunk) = self.next() else {
                return Ok(0);
            };
            let chunk = chunk.map_err(io_error)?;
            if let Some(stream) = self.stream_mut() {
                stream.rest = chunk;
            }
        }
        self.stream_mut()
            .map_or(Ok(0), |stream| stream.copy_rest(buffer))
    }
}

fn io_error<B: fmt::Debug + Send + Sync + 'static>(error: Error<B>) -> io::Error {
    io::Error::other(error)
}

#[cfg(feature = "blocking")]
impl<B> CallingStream for ByteStream<B> {
    fn core(&mut self) -> &mut Core {
        &mut self.core
    }

    fn operation(&self) -> std::borrow::Cow<'static, str> {
        self.call.operation.clone()
    }
}

impl<B> fmt::Debug for ByteStream<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("operation", &self.call.operation)
            .finish_non_exhaustive()
    }
}
