//! [`Response`]: a decoded response.

use std::ops::Deref;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::page::Page;

/// A decoded response: the value, and the metadata of the response.
///
/// It derefs to the value; [`into_inner`](Response::into_inner) returns the value.
#[derive(Clone, Debug)]
pub struct Response<T> {
    value: T,
    answer: Answer,
}

impl<T> Response<T> {
    pub(super) fn new(value: T, answer: Answer) -> Self {
        Self { value, answer }
    }

    pub(super) fn answer(&self) -> &Answer {
        &self.answer
    }

    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response::new(change(self.value), self.answer)
    }

    /// The value, without the metadata.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// The number of attempts.
    pub fn attempts(&self) -> u32 {
        self.answer.call.attempts
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The media type of the body, without parameters such as `charset`: `text/csv`.
    pub fn content_type(&self) -> Option<&str> {
        self.answer.content_type()
    }

    /// The request id that the server or a proxy has set. Include it in support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }

    /// The body, as received.
    pub fn raw(&self) -> &Bytes {
        self.answer.raw()
    }
}

impl<P: Page> Response<P> {
    /// The items of the page, in order.
    pub fn into_items(self) -> Vec<P::Item> {
        self.value.into_items()
    }
}

impl<T: IntoIterator> IntoIterator for Response<T> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> T::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Response<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
