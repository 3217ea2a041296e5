//! [`ItemStream`]: the items of a response while it is received.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;

#[cfg(feature = "blocking")]
use super::super::client::Core;
use super::super::error::{Error, ItemError, UnexpectedResponse};
#[cfg(feature = "blocking")]
use super::super::list::{BlockingIter, CallingStream};
use super::super::response::RawResponse;
use super::byte_stream::ByteStream;
use super::parser::{Parsed, Parser};

/// The items of a response while it is received, as a [`Stream`]: events of `text/event-stream`, or JSON values of
/// `application/jsonl` and its like.
///
/// An item that does not decode is an [`Error::Item`], which contains the item's JSON or its text, and the stream
/// continues with the next item. Any other error ends the stream: the connection broke, nothing was received for the
/// timeout of an attempt ([`CallOptions::attempt_timeout`](super::super::CallOptions::attempt_timeout)), or an item is
/// larger than the limit of responses. The stream ends with the body, or with the data `[DONE]` where that is not a
/// documented event. Dropping the stream closes the connection.
///
/// ```text
/// let mut events = client.jobs().watch(id).send().await?.into_inner();
/// while let Some(event) = events.try_next().await? {
///     println!("{:?}", event.data);
/// }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct ItemStream<T, B> {
    response: Arc<RawResponse>,
    bytes: ByteStream<B>,
    parser: Box<dyn Parser<T> + Send>,
    /// The items that are received and not returned.
    ready: VecDeque<Parsed<T>>,
    /// The position of the next item.
    index: usize,
}

impl<T, B> ItemStream<T, B> {
    pub(super) fn new(
        response: RawResponse,
        bytes: ByteStream<B>,
        parser: Box<dyn Parser<T> + Send>,
    ) -> Self {
        Self {
            response: Arc::new(response),
            bytes,
            parser,
            ready: VecDeque::new(),
            index: 0,
        }
    }

    /// Returns the next item, or `None` after the last.
    ///
    /// After an [`Error::Item`] the stream continues; any other error ends it.
    pub async fn next(&mut self) -> Option<Result<T, Error<B>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next item, or `None` after the last. It is [`next`](ItemStream::next) with a return type for `?`.
    ///
    /// # Errors
    ///
    /// [`Error::Item`] for an item that does not decode, after which the stream continues; any other error ends it.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<B>> {
        self.next().await.transpose()
    }

    /// Converts the stream into an iterator that blocks the current thread for each item.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }

    /// The next item that is received, if there is one.
    fn take(&mut self) -> Option<Option<Result<T, Error<B>>>> {
        let index = self.index;
        let item = match self.ready.pop_front()? {
            Parsed::Item(item) => Ok(item),
            Parsed::Invalid(mismatch, json) => {
                let response = self.response.clone();
                Err(ItemError::new(response, "items", index, mismatch, json).into())
            }
            Parsed::End => {
                self.bytes.end();
                self.ready.clear();
                return Some(None);
            }
        };
        self.index = index.saturating_add(1);
        Some(Some(item))
    }
}

impl<T, B> Stream for ItemStream<T, B> {
    type Item = Result<T, Error<B>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.take() {
                return Poll::Ready(item);
            }
            if this.bytes.is_terminated() {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut this.bytes).poll_next(context)) {
                Some(Ok(chunk)) => {
                    this.parser.receive(&chunk, &mut this.ready);
                    let limit = this.bytes.core.max_response_size();
                    if this.parser.len() > limit {
                        this.bytes.end();
                        let problem = format!(
                            "an item is larger than {limit} bytes: `max_response_size` sets the limit"
                        );
                        let response = (*this.response).clone();
                        let error = UnexpectedResponse::new(response, problem).into();
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => this.parser.end(&mut this.ready),
            }
        }
    }
}

impl<T, B> FusedStream for ItemStream<T, B> {
    fn is_terminated(&self) -> bool {
        self.ready.is_empty() && self.bytes.is_terminated()
    }
}

/// The items are only moved.
impl<T, B> Unpin for ItemStream<T, B> {}

#[cfg(feature = "blocking")]
impl<T, B> CallingStream for ItemStream<T, B> {
    fn core(&mut self) -> &mut Core {
        self.bytes.core()
    }

    fn operation(&self) -> std::borrow::Cow<'static, str> {
        self.bytes.operation()
    }
}

impl<T, B> fmt::Debug for ItemStream<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}
