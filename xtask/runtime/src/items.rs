//! [`Items`]: the items of a list, page after page.

#[cfg(feature = "blocking")]
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::Hash;
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
use super::item_error::ItemError;
use super::item_source::ItemSource;
use super::page::Page;
use super::pages::Pages;
use super::too_many_items::TooManyItems;

/// The items of a list: a [`Stream`] of them, page after page, in order.
///
/// Nothing is sent before the first item is requested. The stream ends after the last page, which is the one that the
/// latest response names. Dropping it cancels what has been requested.
///
/// An item that does not decode is an [`Error::Item`], and the stream continues with the next item: the error has the
/// item's JSON. Any other error ends the stream, after the items of all pages before it, and then [`Error::page`] is
/// the page to continue with.
///
/// ```text
/// let mut users = client.users().list().stream();
/// while let Some(user) = users.next().await {
///     match user {
///         Ok(user) => println!("{}", user.name),
///         Err(Error::Item(error)) => eprintln!("{error}: {}", error.json()),
///         Err(other) => return Err(other),
///     }
/// }
/// ```
#[must_use = "a stream does nothing until it is asked for its items"]
pub struct Items<T, B> {
    pages: Box<dyn ItemSource<T, B> + Send>,
    /// What is left of the latest page.
    page: IntoIter<T>,
    /// What is left of its items that do not decode, in order.
    rejected: IntoIter<ItemError>,
    /// The position on that page of the next item, of either kind.
    index: usize,
    /// Which items are given, if not all.
    is_wanted: Option<Box<IsWanted<T>>>,
}

type IsWanted<T> = dyn FnMut(&T) -> bool + Send;

impl<T, B> Items<T, B> {
    /// The items of the pages.
    pub fn new<P>(pages: Pages<P, B>) -> Self
    where
        P: Page<Item = T> + DeserializeOwned + Send + 'static,
        B: Clone + Send + 'static,
    {
        Self {
            pages: Box::new(pages.lenient()),
            page: Vec::new().into_iter(),
            rejected: Vec::new().into_iter(),
            index: 0,
            is_wanted: None,
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

    /// Skips items with a key that an item before them has: `unique_by(|user| user.id.clone())`.
    ///
    /// A list that changes while its pages are requested may have an item on two pages. The keys of all items are kept
    /// in memory. Items that do not decode have no key, and are not skipped.
    pub fn unique_by<K>(mut self, key: impl FnMut(&T) -> K + Send + 'static) -> Self
    where
        K: Eq + Hash + Send + 'static,
        T: 'static,
    {
        let (mut key, mut seen) = (key, HashSet::new());
        let mut before = self.is_wanted.take();
        self.is_wanted = Some(Box::new(move |item| {
            before.as_mut().is_none_or(|is_wanted| is_wanted(item)) && seen.insert(key(item))
        }));
        self
    }

    /// The same as an iterator that blocks the current thread for each item, where there is no async runtime.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }

    /// The next item; `None` after the last.
    ///
    /// After an [`Error::Item`] the stream continues, after any other error it has ended.
    pub async fn next(&mut self) -> Option<Result<T, Error<B>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next item; `None` after the last. As [`next`](Items::next), in the form that `?` takes.
    ///
    /// # Errors
    ///
    /// [`Error::Item`] for an item that does not decode, after which the stream continues; and what the call for a page
    /// ends in, after which there are no more items.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<B>> {
        self.next().await.transpose()
    }

    /// Collects all items that are left, at most `max` of them.
    ///
    /// Collect a list before changing it: changes may move items to pages that were requested before.
    ///
    /// # Errors
    ///
    /// [`Error::TooManyItems`] if there are more than `max` items: none is left out. [`Error::Item`] for the first item
    /// that does not decode; [`collect_lenient`](Items::collect_lenient) continues after it. And what the call for a page
    /// ends in.
    pub async fn collect_all(mut self, max: usize) -> Result<Vec<T>, Error<B>> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            if items.len() >= max {
                return Err(self.too_many(max));
            }
            items.push(item);
        }
        Ok(items)
    }

    /// Collects all items that are left, and separately the errors of those that do not decode, at most `max` of both
    /// together.
    ///
    /// # Errors
    ///
    /// [`Error::TooManyItems`] if there are more than `max`, and what the call for a page ends in.
    pub async fn collect_lenient(
        mut self,
        max: usize,
    ) -> Result<(Vec<T>, Vec<ItemError>), Error<B>> {
        let (mut items, mut rejected) = (Vec::new(), Vec::new());
        while let Some(item) = self.next().await {
            if items.len().saturating_add(rejected.len()) >= max {
                return Err(match item {
                    Ok(_) | Err(Error::Item(_)) => self.too_many(max),
                    Err(other) => other,
                });
            }
            match item {
                Ok(item) => items.push(item),
                Err(Error::Item(error)) => rejected.push(*error),
                Err(other) => return Err(other),
            }
        }
        Ok((items, rejected))
    }

    fn too_many(&self, maximum: usize) -> Error<B> {
        TooManyItems::new(self.pages.operation(), maximum).into()
    }

    /// The error of the next item, if it is one that does not decode.
    fn next_rejected(&mut self) -> Option<ItemError> {
        let next = self.rejected.as_slice().first()?;
        (next.index() == self.index)
            .then(|| self.rejected.next())
            .flatten()
    }
}

impl<T, B> Stream for Items<T, B> {
    type Item = Result<T, Error<B>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(error) = this.next_rejected() {
                this.index = this.index.saturating_add(1);
                this.pages.look_ahead(context);
                return Poll::Ready(Some(Err(error.into())));
            }
            if let Some(item) = this.page.next() {
                this.index = this.index.saturating_add(1);
                let is_wanted = this.is_wanted.as_mut();
                if !is_wanted.is_none_or(|is_wanted| is_wanted(&item)) {
                    continue;
                }
                this.pages.look_ahead(context);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(this.pages.poll_page(context)) {
                Some(Ok((items, rejected))) => {
                    this.page = items.into_iter();
                    this.rejected = rejected.into_iter();
                    this.index = 0;
                }
                Some(Err(error)) => {
                    this.pages.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let rejected = self.rejected.len();
        let here = self.page.len().saturating_add(rejected);
        let least = match self.is_wanted {
            Some(_) => rejected,
            None => here,
        };
        (least, self.pages.is_over().then_some(here))
    }
}

impl<T, B> FusedStream for Items<T, B> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.rejected.len() == 0 && self.pages.is_over()
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
