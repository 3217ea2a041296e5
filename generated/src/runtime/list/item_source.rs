//! [`ItemSource`]: the pages of a stream of items, independent of their type.

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;

#[cfg(feature = "blocking")]
use super::super::client::Core;
use super::super::error::{Error, ItemError};
use super::lenient_page::LenientPage;
use super::page::Page;
use super::pages::Pages;

/// The items of a page, and the errors of those that do not decode.
pub(super) type PageItems<T> = (Vec<T>, Vec<ItemError>);

/// [`Pages`] of any page type, so that the type of the stream depends only on the item type.
pub(super) trait ItemSource<T, B> {
    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<PageItems<T>, Error<B>>>>;
    fn poll_prefetched(&mut self, context: &mut Context<'_>);
    fn set_prefetch(&mut self, pages: usize);
    fn end(&mut self);
    fn is_finished(&self) -> bool;
    fn operation(&self) -> Cow<'static, str>;
    #[cfg(feature = "blocking")]
    fn core(&mut self) -> &mut Core;
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<P, B> ItemSource<P::Item, B> for Pages<LenientPage<P>, B>
where
    P: Page + Send + 'static,
    B: Clone + Send + 'static,
{
    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<PageItems<P::Item>, Error<B>>>> {
        let page = ready!(Pin::new(self).poll_next(context));
        Poll::Ready(page.map(|page| {
            let (page, rejected) = page?.into_inner().into_parts();
            Ok((page.into_items(), rejected))
        }))
    }

    fn poll_prefetched(&mut self, context: &mut Context<'_>) {
        self.poll_prefetched(context);
    }

    fn set_prefetch(&mut self, pages: usize) {
        self.set_prefetch(pages);
    }

    fn end(&mut self) {
        self.end();
    }

    fn is_finished(&self) -> bool {
        self.is_terminated()
    }

    fn operation(&self) -> Cow<'static, str> {
        self.operation()
    }

    #[cfg(feature = "blocking")]
    fn core(&mut self) -> &mut Core {
        &mut self.core
    }

    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
