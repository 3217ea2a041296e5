//! [`Items`]: the items of a list, page after page.

#[cfg(feature = "blocking")]
use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;
use futures_core::stream::FusedStream;
use serde::de::DeserializeOwned;

#[cfg(feature = "blocking")]
use super::blocking_iter::{BlockingIter, Listing};
#[cfg(feature = "blocking")]
use super::client_core::Core;
use super::error::Error;
use super::page::Page;
use super::pages::Pages;

/// The items of a list: a [`Stream`] of them, page after page, in order.
///
/// Nothing is sent before the first item is asked for. The stream ends after the last page, which is the one that the
/// latest answer names; or with the first error, after the items of all pages before it, and then [`Error::page`] is
/// where to go on. Dropping it gives up what has been asked for.
#[must_use = "a stream does nothing until it is asked for its items"]
pub struct Items<T, B> {
    pages: Box<dyn Source<T, B> + Send>,
    /// What is left of the latest page.
    page: IntoIter<T>,
}

/// [`Pages`] of whichever type, so that the type of the stream names the items alone.
trait Source<T, B> {
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<T>, Error<B>>>>;
    fn look_ahead(&mut self, context: &mut Context<'_>);
    fn set_prefetch(&mut self, pages: usize);
    fn is_over(&self) -> bool;
    #[cfg(feature = "blocking")]
    fn listing(&mut self) -> &mut dyn Listing;
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<P, B> Source<P::Item, B> for Pages<P, B>
where
    P: Page + DeserializeOwned + Send + 'static,
    B: Clone + Send + 'static,
{
    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Vec<P::Item>, Error<B>>>> {
        let page = ready!(Pin::new(self).poll_next(context));
        Poll::Ready(page.map(|page| Ok(page?.into_inner().into_items())))
    }

    fn look_ahead(&mut self, context: &mut Context<'_>) {
        self.look_ahead(context);
    }

    fn set_prefetch(&mut self, pages: usize) {
        self.set_prefetch(pages);
    }

    fn is_over(&self) -> bool {
        self.is_terminated()
    }

    #[cfg(feature = "blocking")]
    fn listing(&mut self) -> &mut dyn Listing {
        self
    }

    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl<T, B> Items<T, B> {
    /// The items of the pages.
    pub fn new<P>(pages: Pages<P, B>) -> Self
    where
        P: Page<Item = T> + DeserializeOwned + Send + 'static,
        B: Clone + Send + 'static,
    {
        Self {
            pages: Box::new(pages),
            page: Vec::new().into_iter(),
        }
    }

    /// Asks for up to so many pages at once, as soon as the first has said how many there are. The order stays.
    ///
    /// By default it is 1: a page is asked for when its items are needed. With more, those after it are under way too, and
    /// wait for their turn. As all futures, they go on only while the stream is polled. What changes in the list meanwhile
    /// may show twice or never, as always with pages.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.pages.set_prefetch(pages);
        self
    }

    /// The same as an iterator that waits for each item, where there is no async runtime.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// What the call for a page ends in. There are no more items then.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<B>> {
        let item = poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await;
        item.transpose()
    }
}

impl<T, B> Stream for Items<T, B> {
    type Item = Result<T, Error<B>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                this.pages.look_ahead(context);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(this.pages.poll_page(context)) {
                Some(Ok(items)) => this.page = items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let here = self.page.len();
        (here, self.pages.is_over().then_some(here))
    }
}

impl<T, B> FusedStream for Items<T, B> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_over()
    }
}

#[cfg(feature = "blocking")]
impl<T, B> Listing for Items<T, B> {
    fn call(&mut self) -> (&mut Core, Cow<'static, str>) {
        self.pages.listing().call()
    }
}

/// What it holds never borrows from itself.
impl<T, B> Unpin for Items<T, B> {}

impl<T, B> fmt::Debug for Items<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}
