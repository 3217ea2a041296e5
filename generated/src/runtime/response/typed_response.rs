//! [`Response`]: a decoded response.

use std::ops::Deref;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::accessors::response_accessors;
use super::raw_response::RawResponse;

/// A decoded response: the value, and the metadata of the response.
///
/// It derefs to the value; [`into_inner`](Response::into_inner) returns the value.
#[derive(Clone, Debug)]
pub struct Response<T> {
    value: T,
    response: RawResponse,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, response: RawResponse) -> Self {
        Self { value, response }
    }

    /// The same response with another value.
    pub(crate) fn with<U>(self, value: U) -> Response<U> {
        Response::new(value, self.response)
    }

    pub(crate) fn raw_response(&self) -> &RawResponse {
        &self.response
    }

    /// The value, without the metadata.
    pub fn into_inner(self) -> T {
        self.value
    }

    response_accessors!();

    /// The media type of the body, without parameters such as `charset`: `text/csv`.
    pub fn content_type(&self) -> Option<&str> {
        self.response.content_type()
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
