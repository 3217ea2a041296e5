//! [`Items`]: the items of all pages of a list.

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

use super::super::error::{Error, ItemError, TooManyItems};
use super::item_source::ItemSource;
use super::page::Page;
use super::pages::Pages;

/// The items of all pages of a list in order, as a [`Stream`].
///
/// Nothing is sent before the first item is requested. The stream ends after the last page; the latest response
/// determines which page that is. Dropping the stream cancels its requests.
///
/// An item that does not decode is an [`Error::Item`], which contains the item's JSON, and the stream continues with
/// the next item. Any other error ends the stream after the items of all earlier pages, and [`Error::page`] is the
/// page to continue with.
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
#[must_use = "streams do nothing unless polled"]
pub struct Items<T, B> {
    pub(super) pages: Box<dyn ItemSource<T, B> + Send>,
    /// The remaining items of the latest page.
    page: IntoIter<T>,
    /// The remaining items of that page that do not decode, in order.
    rejected: IntoIter<ItemError>,
    /// The position of the next item on that page, valid or not.
    index: usize,
    /// The filter of the items; `None` if all are returned.
    is_wanted: Option<Box<IsWanted<T>>>,
}

type IsWanted<T> = dyn FnMut(&T) -> bool + Send;

impl<T, B> Items<T, B> {
    /// Creates a stream of the items of the pages.
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

    /// Sets how many pages are requested concurrently, once the first page has reported their number. The order is
    /// kept.
    ///
    /// Default: 1, which requests a page when its items are needed. Otherwise the following pages are requested in
    /// advance and buffered. Like all futures, they make progress only while the stream is polled. If the list
    /// changes meanwhile, an item may appear twice or not at all, as in any paginated list.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.pages.set_prefetch(pages);
        self
    }

    /// Skips items with the key of an earlier item: `unique_by(|user| user.id.clone())`.
    ///
    /// If a list changes while its pages are requested, an item may be on two pages. The keys of all items are kept
    /// in memory. Items that do not decode have no key and are not skipped.
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

    /// Returns the next item, or `None` after the last.
    ///
    /// After an [`Error::Item`] the stream continues; any other error ends it.
    pub async fn next(&mut self) -> Option<Result<T, Error<B>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next item, or `None` after the last. It is [`next`](Items::next) with a return type for `?`.
    ///
    /// # Errors
    ///
    /// [`Error::Item`] for an item that does not decode, after which the stream continues; any error of the call for
    /// a page, which ends the stream.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<B>> {
        self.next().await.transpose()
    }

    /// Collects all remaining items, at most `max` of them.
    ///
    /// Collect a list before changing it: a change may move items to pages that were requested before.
    ///
    /// # Errors
    ///
    /// [`Error::TooManyItems`] if there are more than `max` items; the list is never truncated. [`Error::Item`] for
    /// the first item that does not decode; [`collect_lenient`](Items::collect_lenient) continues after it. Any error
    /// of the call for a page.
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

    /// Collects all remaining items, and separately the errors of those that do not decode, at most `max` of both
    /// together.
    ///
    /// # Errors
    ///
    /// [`Error::TooManyItems`] if there are more than `max`, and any error of the call for a page.
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

    /// The error of the next item, if that does not decode.
    fn next_rejected(&mut self) -> Option<ItemError> {
        let next = self.rejected.as_slice().first()?;
        (next.index() == self.index)
            .then(|| self.rejected.next())
            .flatten()
    }
}

impl<P, B> Pages<P, B> {
    /// Converts the stream into one of items, in which an item that does not decode is an error of its own.
    pub fn items(self) -> Items<P::Item, B>
    where
        P: Page + DeserializeOwned + Send + 'static,
        B: Clone + Send + 'static,
    {
        Items::new(self)
    }
}

impl<T, B> Stream for Items<T, B> {
    type Item = Result<T, Error<B>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(error) = this.next_rejected() {
                this.index = this.index.saturating_add(1);
                this.pages.poll_prefetched(context);
                return Poll::Ready(Some(Err(error.into())));
            }
            if let Some(item) = this.page.next() {
                this.index = this.index.saturating_add(1);
                let is_wanted = this.is_wanted.as_mut();
                if !is_wanted.is_none_or(|is_wanted| is_wanted(&item)) {
                    continue;
                }
                this.pages.poll_prefetched(context);
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
        (least, self.pages.is_finished().then_some(here))
    }
}

impl<T, B> FusedStream for Items<T, B> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.rejected.len() == 0 && self.pages.is_finished()
    }
}

/// No field is self-referential.
impl<T, B> Unpin for Items<T, B> {}

impl<T, B> fmt::Debug for Items<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}
