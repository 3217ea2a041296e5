//! [`BlockingIter`]: a stream as a blocking iterator.

use std::borrow::Cow;
use std::future::poll_fn;
use std::hash::Hash;
use std::pin::Pin;

use futures_core::Stream;

use super::super::client::Core;
use super::super::error::{Error, ItemError};
use super::items::Items;
use super::pages::Pages;

/// The pages or the items of a list as an [`Iterator`] that blocks the current thread, for programs without an async
/// runtime.
///
/// [`Items::blocking`] and [`Pages::blocking`](super::Pages::blocking) return it, with the feature `blocking`. It
/// returns the values of the stream in the same order: an item that does not decode is an [`Error::Item`], and the
/// iterator continues with the next item.
///
/// ```text
/// for user in client.users().list().stream().prefetch(4).blocking() {
///     println!("{}", user?.name);
/// }
/// ```
///
/// In an async runtime that runs on the current thread alone, the first item is an [`Error::InvalidRequest`], since
/// blocking the thread would block the runtime.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct BlockingIter<S> {
    /// Runs the blocking calls.
    core: Core,
    operation: Cow<'static, str>,
    /// `None` after an error that has prevented the stream from being polled.
    stream: Option<S>,
}

/// A stream that makes calls.
pub trait CallingStream {
    /// The core that makes the calls.
    fn core(&mut self) -> &mut Core;

    /// The operation id.
    fn operation(&self) -> Cow<'static, str>;
}

impl<P, B> CallingStream for Pages<P, B> {
    fn core(&mut self) -> &mut Core {
        &mut self.core
    }

    fn operation(&self) -> Cow<'static, str> {
        self.operation()
    }
}

impl<T, B> CallingStream for Items<T, B> {
    fn core(&mut self) -> &mut Core {
        self.pages.core()
    }

    fn operation(&self) -> Cow<'static, str> {
        self.pages.operation()
    }
}

impl<P, B> Pages<P, B> {
    /// Converts the stream into an iterator that blocks the current thread for each page.
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }
}

impl<T, B> Items<T, B> {
    /// Converts the stream into an iterator that blocks the current thread for each item.
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }
}

impl<S: CallingStream> BlockingIter<S> {
    pub(crate) fn new(mut stream: S) -> Self {
        Self {
            core: stream.core().clone(),
            operation: stream.operation(),
            stream: Some(stream),
        }
    }

    /// The stream; `None` after an error of the blocking calls.
    pub(crate) fn stream_mut(&mut self) -> Option<&mut S> {
        self.stream.as_mut()
    }
}

impl<T, B> BlockingIter<Items<T, B>>
where
    T: Send + 'static,
    B: Send + 'static,
{
    /// Skips items with the key of an earlier item; see [`Items::unique_by`].
    pub fn unique_by<K>(self, key: impl FnMut(&T) -> K + Send + 'static) -> Self
    where
        K: Eq + Hash + Send + 'static,
    {
        Self {
            stream: self.stream.map(|stream| stream.unique_by(key)),
            ..self
        }
    }

    /// Collects all remaining items, at most `max` of them; see [`Items::collect_all`].
    ///
    /// # Errors
    ///
    /// The errors of [`Items::collect_all`], and [`Error::InvalidRequest`] in an async runtime that runs on this
    /// thread alone.
    pub fn collect_all(self, max: usize) -> Result<Vec<T>, Error<B>> {
        self.finish(|stream| stream.collect_all(max))
    }

    /// Collects all remaining items, and separately the errors of those that do not decode; see
    /// [`Items::collect_lenient`].
    ///
    /// # Errors
    ///
    /// The errors of [`Items::collect_lenient`], and [`Error::InvalidRequest`] in an async runtime that runs on this
    /// thread alone.
    pub fn collect_lenient(self, max: usize) -> Result<(Vec<T>, Vec<ItemError>), Error<B>> {
        self.finish(|stream| stream.collect_lenient(max))
    }

    /// Consumes the rest of the stream and waits for the result.
    fn finish<R, F>(self, collect: impl FnOnce(Items<T, B>) -> F) -> Result<R, Error<B>>
    where
        F: Future<Output = Result<R, Error<B>>> + Send + 'static,
        R: Default + Send + 'static,
    {
        let Some(mut stream) = self.stream else {
            return Ok(R::default());
        };
        self.core.wait(self.operation, |core| {
            *stream.core() = core;
            collect(stream)
        })
    }
}

impl<S, T, B> Iterator for BlockingIter<S>
where
    S: Stream<Item = Result<T, Error<B>>> + CallingStream + Unpin + Send + 'static,
    T: Send + 'static,
    B: Send + 'static,
{
    type Item = Result<T, Error<B>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stream = self.stream.take()?;
        let next = self.core.wait(self.operation.clone(), |core| async move {
            *stream.core() = core;
            let item = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
            Ok((item, stream))
        });
        match next {
            Ok((item, stream)) => {
                self.stream = Some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}
