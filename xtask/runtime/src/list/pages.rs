//! [`Pages`]: the pages of a list.

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

use super::super::client::Core;
use super::super::error::{Error, UnexpectedResponse};
use super::super::request::Request;
use super::super::response::{RawResponse, Response, Unreadable, decode};
use super::lenient_page::{LenientPage, decode_lenient, properties};
use super::page::Page;

/// The pages of a list, as a [`Stream`] of responses with their counts, status and headers.
///
/// Nothing is sent before the first page is requested. The stream ends after the last page; the latest response
/// determines which page that is. Dropping the stream cancels its requests.
///
/// A page that does not decode is an [`Error::Decode`], whose body is available as [`raw`](Error::raw). The stream
/// continues with the next page if the body is a JSON object and the number of pages is known, from it or from an
/// earlier page. [`lenient`](Pages::lenient) returns such a page without the items that do not decode. Any other
/// error ends the stream, and [`Error::page`] is the page to continue with.
#[must_use = "streams do nothing unless polled"]
pub struct Pages<P, B: 'static> {
    pub(super) core: Core,
    /// The request of every page, without the page number.
    request: Request<B>,
    /// Decodes a page.
    read: Read<P>,
    /// The parameter with the page number.
    parameter: &'static str,
    /// The maximum number of concurrent requests for pages.
    limit: usize,
    /// The number of the next page to return.
    next: u64,
    /// The number of pages according to the latest response; `None` before the first.
    total: Option<u64>,
    /// The requested pages without a response yet, in order, after those in `ready`.
    in_flight: FuturesOrdered<PendingPage<P, B>>,
    /// The received pages, starting with `next`.
    ready: VecDeque<Result<Response<P>, Error<B>>>,
    /// The latest page, if it does not contain the number of pages.
    without_total: Option<RawResponse>,
    is_finished: bool,
}

/// Decodes a page.
type Read<P> = fn(&RawResponse) -> Result<P, Unreadable>;

/// A page that has been requested.
type PendingPage<P, B> = Pin<Box<dyn Future<Output = Result<Response<P>, Error<B>>> + Send>>;

impl<P, B> Pages<P, B> {
    /// Creates a stream that starts at the first page, by default page 1. The request has no page number yet.
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
                request.reject(
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
            without_total: None,
            is_finished: false,
        }
    }

    /// Sets how many pages are requested concurrently, once the first page has reported their number. The order is
    /// kept.
    ///
    /// Default: 1, which requests a page when it is needed. Otherwise the following pages are requested in advance
    /// and buffered. Like all futures, they make progress only while the stream is polled. If the list changes
    /// meanwhile, an item may appear twice or not at all, as in any paginated list.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.set_prefetch(pages);
        self
    }

    pub(super) fn set_prefetch(&mut self, pages: usize) {
        self.limit = pages.max(1);
    }

    /// Converts the stream into one that omits the items that do not decode; [`LenientPage::rejected`] lists their
    /// errors.
    ///
    /// Pages that were requested in advance are requested again, so call it before requesting the first page.
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
            without_total: self.without_total,
            is_finished: self.is_finished,
        }
    }

    pub(super) fn operation(&self) -> Cow<'static, str> {
        self.request.operation.clone()
    }

    /// Ends the stream and cancels all pending requests.
    pub(super) fn end(&mut self) {
        self.in_flight.clear();
        self.ready.clear();
        self.is_finished = true;
    }

    /// The error after a page that does not contain the number of pages.
    fn missing_total(&mut self, page: RawResponse) -> Error<B>
    where
        P: Page,
    {
        self.end();
        let problem = format!(
            "the page does not contain the number of pages in `{}`, so whether page {} exists is unknown",
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
    /// Returns the next page, or `None` after the last.
    ///
    /// After an [`Error::Decode`] the stream may continue; any other error ends it.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error<B>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the next page, or `None` after the last. It is [`next`](Pages::next) with a return type for `?`.
    ///
    /// # Errors
    ///
    /// Any error of the call for the page.
    pub async fn try_next(&mut self) -> Result<Option<Response<P>>, Error<B>> {
        self.next().await.transpose()
    }

    /// Requests as many pages as currently allowed.
    fn request_pages(&mut self) {
        let limit = self.total.map_or(1, |_| self.limit);
        loop {
            let requested = self.in_flight.len() + self.ready.len();
            let page = u64::try_from(requested)
                .ok()
                .and_then(|requested| self.next.checked_add(requested));
            match page {
                Some(page) if requested < limit && self.total.is_none_or(|total| page <= total) => {
                    let request = self.request.clone().of_page(self.parameter, page);
                    let (core, read) = (self.core.clone(), self.read);
                    self.in_flight
                        .push_back(Box::pin(async move { core.call(request, read).await }));
                }
                _ => return,
            }
        }
    }

    /// Polls the pending requests, which make no progress otherwise.
    fn poll_in_flight(&mut self, context: &mut Context<'_>) {
        while let Poll::Ready(Some(page)) = Pin::new(&mut self.in_flight).poll_next(context) {
            self.ready.push_back(page);
        }
    }

    /// Polls the prefetched pages while the caller processes earlier ones.
    pub(super) fn poll_prefetched(&mut self, context: &mut Context<'_>) {
        if self.limit > 1 && self.total.is_some() && !self.is_finished {
            self.request_pages();
            self.poll_in_flight(context);
        }
    }

    /// Updates the state from a page.
    fn update(&mut self, page: &Result<Response<P>, Error<B>>) {
        let total = match page {
            Ok(page) => {
                let total = page.total();
                self.without_total = total.is_none().then(|| page.raw_response().clone());
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

    /// The number of pages according to a page that does not decode, or to an earlier one. `None` if the body is not
    /// a page.
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
        if this.is_finished {
            return Poll::Ready(None);
        }
        if let Some(page) = this.without_total.take() {
            return Poll::Ready(Some(Err(this.missing_total(page))));
        }
        this.request_pages();
        this.poll_in_flight(context);
        let Some(page) = this.ready.pop_front() else {
            return Poll::Pending;
        };
        this.update(&page);
        this.poll_prefetched(context);
        Poll::Ready(Some(page))
    }
}

impl<P, B> FusedStream for Pages<P, B>
where
    P: Page + Send + 'static,
    B: Clone + Send + 'static,
{
    fn is_terminated(&self) -> bool {
        self.is_finished
    }
}

/// No field is self-referential.
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
