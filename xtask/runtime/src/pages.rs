//! [`Pages`]: the pages of a list, one after the other.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use futures_util::stream::FuturesOrdered;
use serde::de::DeserializeOwned;

use super::answer::Answer;
#[cfg(feature = "blocking")]
use super::blocking_iter::{BlockingIter, Listing};
use super::client_core::Core;
use super::decode::decode;
use super::decode_error::DecodeError;
use super::error::Error;
use super::items::Items;
use super::lenient_page::{LenientPage, decode_lenient, properties};
use super::page::Page;
use super::request::Request;
use super::response::Response;
use super::unexpected_response::UnexpectedResponse;

/// The pages of a list: a [`Stream`] of answers, each with its counts, status and headers.
///
/// Nothing is sent before the first page is requested. The stream ends after the last page, which is the one that the
/// latest response names. Dropping it cancels what has been requested.
///
/// A page that does not decode is an [`Error::Decode`], whose [`raw`](Error::raw) has the body. The stream continues
/// with the next page if the body is a JSON object and the number of pages is known, from it or from a page before.
/// [`lenient`](Pages::lenient) gives such a page without the items that do not decode. Any other error ends the stream,
/// and then [`Error::page`] is the page to continue with.
#[must_use = "a stream does nothing until it is asked for its pages"]
pub struct Pages<P, B: 'static> {
    core: Core,
    /// What all pages are asked for with, but for the number.
    request: Request<B>,
    /// How a page is read.
    read: Read<P>,
    /// The parameter that takes the number.
    parameter: &'static str,
    /// How many pages may be asked for at once.
    limit: usize,
    /// The number of the page to give next.
    next: u64,
    /// How many pages there are, as the latest of them says; unknown before the first.
    total: Option<u64>,
    /// The pages that have been asked for and are not here, from `next` and `ready` on.
    in_flight: FuturesOrdered<Asked<P, B>>,
    /// The pages that are here, from `next` on.
    ready: VecDeque<Result<Response<P>, Error<B>>>,
    /// The latest page, if it does not say how many there are.
    silent: Option<Answer>,
    is_over: bool,
}

/// How a page is read.
type Read<P> = fn(Answer) -> Result<Response<P>, Box<DecodeError>>;

/// A page that has been asked for.
type Asked<P, B> = Pin<Box<dyn Future<Output = Result<Response<P>, Error<B>>> + Send>>;

impl<P, B> Pages<P, B> {
    /// The pages from the first on, which is page 1 if it is not set. The request has no number of a page yet.
    pub fn new(
        core: &Core,
        mut request: Request<B>,
        parameter: &'static str,
        first: Option<impl TryInto<u64>>,
    ) -> Self
    where
        P: DeserializeOwned,
    {
        let next = match first.map(TryInto::try_into) {
            None => 1,
            Some(Ok(first)) if first > 0 => first,
            Some(_) => {
                request.refuse(
                    parameter,
                    "must be at least 1, the number of the first page",
                );
                1
            }
        };
        Self {
            core: core.clone(),
            request,
            read: decode,
            parameter,
            limit: 1,
            next,
            total: None,
            in_flight: FuturesOrdered::new(),
            ready: VecDeque::new(),
            silent: None,
            is_over: false,
        }
    }

    /// Asks for up to so many pages at once, as soon as the first has said how many there are. Their order stays.
    ///
    /// By default it is 1: a page is asked for when it is needed. With more, those after it are under way too, and wait
    /// for their turn. As all futures, they go on only while the stream is polled. What changes in the list meanwhile may
    /// show twice or never, as always with pages.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.set_prefetch(pages);
        self
    }

    pub(super) fn set_prefetch(&mut self, pages: usize) {
        self.limit = pages.max(1);
    }

    /// The same pages, each without the items that do not decode: [`LenientPage::rejected`] has the errors of those.
    ///
    /// Pages that have been requested ahead are requested again, so call it before the first page is requested.
    pub fn lenient(self) -> Pages<LenientPage<P>, B>
    where
        P: Page + DeserializeOwned,
    {
        Pages {
            core: self.core,
            request: self.request,
            read: decode_lenient,
            parameter: self.parameter,
            limit: self.limit,
            next: self.next,
            total: self.total,
            in_flight: FuturesOrdered::new(),
            ready: VecDeque::new(),
            silent: self.silent,
            is_over: self.is_over,
        }
    }

    /// The items of the pages: a stream of them, in which an item that does not decode is an error of its own.
    pub fn items(self) -> Items<P::Item, B>
    where
        P: Page + DeserializeOwned + Send + 'static,
        B: Clone + Send + 'static,
    {
        Items::new(self)
    }

    /// The same as an iterator that blocks the current thread for each page, where there is no async runtime.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }

    pub(super) fn operation(&self) -> Cow<'static, str> {
        self.request.operation.clone()
    }

    /// Gives up what has been asked for: nothing comes any more.
    pub(super) fn end(&mut self) {
        self.in_flight.clear();
        self.ready.clear();
        self.is_over = true;
    }

    /// The error after a page that does not say how many there are.
    fn unknown_end(&mut self, page: Answer) -> Error<B>
    where
        P: Page,
    {
        self.end();
        let problem = format!(
            "the page does not say in `{}` how many there are, so whether page {} exists is unknown",
            P::TOTAL,
            self.next
        );
        UnexpectedResponse::new(page, problem)
            .before_page(self.next)
            .into()
    }
}

impl<P, B> Pages<P, B>
where
    P: Page + Send + 'static,
    B: Clone + Send + 'static,
{
    /// The next page; `None` after the last.
    ///
    /// After an error there may be more pages if it is an [`Error::Decode`]. After any other the stream has ended.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error<B>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next page; `None` after the last. As [`next`](Pages::next), in the form that `?` takes.
    ///
    /// # Errors
    ///
    /// What the call for the page ends in.
    pub async fn try_next(&mut self) -> Result<Option<Response<P>>, Error<B>> {
        self.next().await.transpose()
    }

    /// Asks for as many pages as may be asked for now.
    fn ask(&mut self) {
        let limit = self.total.map_or(1, |_| self.limit);
        loop {
            let asked = self.in_flight.len() + self.ready.len();
            let page = u64::try_from(asked)
                .ok()
                .and_then(|asked| self.next.checked_add(asked));
            match page {
                Some(page) if asked < limit && self.total.is_none_or(|total| page <= total) => {
                    let request = self.request.clone().of_page(self.parameter, page);
                    let (core, read) = (self.core.clone(), self.read);
                    self.in_flight
                        .push_back(Box::pin(async move { core.call(request, read).await }));
                }
                _ => return,
            }
        }
    }

    /// Goes on with what has been asked for, since nothing else does.
    fn advance(&mut self, context: &mut Context<'_>) {
        while let Poll::Ready(Some(page)) = Pin::new(&mut self.in_flight).poll_next(context) {
            self.ready.push_back(page);
        }
    }

    /// Goes on with the pages that are fetched ahead, while those before them are worked on.
    pub(super) fn look_ahead(&mut self, context: &mut Context<'_>) {
        if self.limit > 1 && self.total.is_some() && !self.is_over {
            self.ask();
            self.advance(context);
        }
    }

    /// Learns from a page what comes after it.
    fn learn(&mut self, page: &Result<Response<P>, Error<B>>) {
        let total = match page {
            Ok(page) => {
                let total = page.total();
                self.silent = total.is_none().then(|| page.answer().clone());
                total
            }
            Err(Error::Decode(error)) => match self.total_of(error.raw()) {
                None => return self.end(),
                total => total,
            },
            Err(_) => return self.end(),
        };
        match total {
            Some(total) if self.next >= total => self.end(),
            total => {
                self.next = self.next.saturating_add(1);
                self.total = total;
            }
        }
    }

    /// How many pages there are, as a page says that does not decode, or one before it. Unknown if it is no page at all.
    fn total_of(&self, undecodable: &[u8]) -> Option<u64> {
        let properties = properties(undecodable)?;
        let total = properties.get(P::TOTAL);
        total
            .and_then(|total| total.get().parse().ok())
            .or(self.total)
    }
}

impl<P, B> Stream for Pages<P, B>
where
    P: Page + Send + 'static,
    B: Clone + Send + 'static,
{
    type Item = Result<Response<P>, Error<B>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.is_over {
            return Poll::Ready(None);
        }
        if let Some(page) = this.silent.take() {
            return Poll::Ready(Some(Err(this.unknown_end(page))));
        }
        this.ask();
        this.advance(context);
        let Some(page) = this.ready.pop_front() else {
            return Poll::Pending;
        };
        this.learn(&page);
        this.look_ahead(context);
        Poll::Ready(Some(page))
    }
}

impl<P, B> FusedStream for Pages<P, B>
where
    P: Page + Send + 'static,
    B: Clone + Send + 'static,
{
    fn is_terminated(&self) -> bool {
        self.is_over
    }
}

#[cfg(feature = "blocking")]
impl<P, B> Listing for Pages<P, B> {
    fn call(&mut self) -> (&mut Core, Cow<'static, str>) {
        let operation = self.operation();
        (&mut self.core, operation)
    }
}

/// What it holds never borrows from itself.
impl<P, B> Unpin for Pages<P, B> {}

impl<P, B> fmt::Debug for Pages<P, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("next", &self.next)
            .field("total", &self.total)
            .field("prefetch", &self.limit)
            .finish_non_exhaustive()
    }
}
