//! [`BlockingIter`]: a stream, waited for.

use std::borrow::Cow;
use std::future::poll_fn;
use std::hash::Hash;
use std::pin::Pin;

use futures_core::Stream;

use super::client_core::Core;
use super::error::Error;
use super::item_error::ItemError;
use super::items::Items;

/// The pages or the items of a list as an [`Iterator`], which blocks the current thread until each of them is there:
/// for programs without an async runtime.
///
/// [`Items::blocking`] and [`Pages::blocking`](super::Pages::blocking) return it, with the feature `blocking`. It gives
/// what the stream gives and ends where the stream ends: an item that does not decode is an [`Error::Item`], and the next
/// item follows it.
///
/// ```text
/// for user in client.users().list().stream().prefetch(4).blocking() {
///     println!("{}", user?.name);
/// }
/// ```
///
/// In an async runtime that has only the current thread, the first item is an [`Error::InvalidRequest`]: blocking the
/// thread would block the runtime.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct BlockingIter<S> {
    /// What its calls are waited for with.
    core: Core,
    operation: Cow<'static, str>,
    /// Gone after an error that has kept it from being asked at all.
    stream: Option<S>,
}

/// A stream of calls.
pub trait Listing {
    /// What its calls are made with, and which operation they call.
    fn call(&mut self) -> (&mut Core, Cow<'static, str>);
}

impl<S: Listing> BlockingIter<S> {
    pub(super) fn new(mut stream: S) -> Self {
        let (core, operation) = stream.call();
        Self {
            core: core.clone(),
            operation,
            stream: Some(stream),
        }
    }
}

impl<T, B> BlockingIter<Items<T, B>>
where
    T: Send + 'static,
    B: Send + 'static,
{
    /// Skips items with a key that an item before them has; see [`Items::unique_by`].
    pub fn unique_by<K>(self, key: impl FnMut(&T) -> K + Send + 'static) -> Self
    where
        K: Eq + Hash + Send + 'static,
    {
        Self {
            stream: self.stream.map(|stream| stream.unique_by(key)),
            ..self
        }
    }

    /// Collects all items that are left, at most `max` of them; see [`Items::collect_all`].
    ///
    /// # Errors
    ///
    /// Those of [`Items::collect_all`]; and [`Error::InvalidRequest`] in an async runtime that has only this thread.
    pub fn collect_all(self, max: usize) -> Result<Vec<T>, Error<B>> {
        self.finish(|stream| stream.collect_all(max))
    }

    /// Collects all items that are left, and separately the errors of those that do not decode; see
    /// [`Items::collect_lenient`].
    ///
    /// # Errors
    ///
    /// Those of [`Items::collect_lenient`]; and [`Error::InvalidRequest`] in an async runtime that has only this thread.
    pub fn collect_lenient(self, max: usize) -> Result<(Vec<T>, Vec<ItemError>), Error<B>> {
        self.finish(|stream| stream.collect_lenient(max))
    }

    /// Waits for all that is left of the stream.
    fn finish<R, F>(self, collect: impl FnOnce(Items<T, B>) -> F) -> Result<R, Error<B>>
    where
        F: Future<Output = Result<R, Error<B>>> + Send + 'static,
        R: Default + Send + 'static,
    {
        let Some(mut stream) = self.stream else {
            return Ok(R::default());
        };
        self.core.wait(self.operation, |core| {
            *stream.call().0 = core;
            collect(stream)
        })
    }
}

impl<S, T, B> Iterator for BlockingIter<S>
where
    S: Stream<Item = Result<T, Error<B>>> + Listing + Unpin + Send + 'static,
    T: Send + 'static,
    B: Send + 'static,
{
    type Item = Result<T, Error<B>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stream = self.stream.take()?;
        let next = self.core.wait(self.operation.clone(), |core| async move {
            *stream.call().0 = core;
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
