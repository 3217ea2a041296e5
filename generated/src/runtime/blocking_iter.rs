//! [`BlockingIter`]: a stream, waited for.

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::client_core::Core;
use super::error::Error;

/// The pages or the items of a list as an iterator, which waits for each of them.
///
/// It ends as the stream does: after the last, or with the first error.
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
