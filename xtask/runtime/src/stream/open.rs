//! Sends requests whose responses are read while they are received.

use serde::de::DeserializeOwned;

use super::super::client::Core;
use super::super::error::Error;
use super::super::request::Request;
use super::super::response::{RawResponse, Response, Unreadable, without_html};
use super::byte_stream::ByteStream;
use super::event::{DecodeData, Event, Events};
use super::item_stream::ItemStream;
use super::json_lines::JsonLines;
use super::parser::Parser;

impl Core {
    /// Sends a request and returns the body of the response as a stream of bytes.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`, `Decode` and `Item`.
    pub async fn send_stream<B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<ByteStream<B>>, Error<B>> {
        let check = match request.accepts_html() {
            true => |_: &RawResponse| Ok(()),
            false => without_html,
        };
        let (response, body) = self.open(request, check).await?;
        let stream = ByteStream::new(self, response.raw_response().call.clone(), body);
        Ok(response.with(stream))
    }

    /// Sends a request and returns the events of the response (`text/event-stream`), whose data a function decodes.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`, `Decode` and `Item`.
    pub async fn send_events<T, B>(
        &self,
        request: Request<B>,
        decode: DecodeData<T>,
    ) -> Result<Response<ItemStream<Event<T>, B>>, Error<B>>
    where
        T: Send + 'static,
    {
        let is_expected = |response: &RawResponse| match response.is_any(&["text/event-stream"]) {
            true => Ok(()),
            false => Err(response.undocumented()),
        };
        let parser = Box::new(Events::new(decode));
        self.send_items(request, is_expected, parser).await
    }

    /// Sends a request and returns the items of the response: JSON values, one after the other.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`] except `Config`, `Decode` and `Item`.
    pub async fn send_lines<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<ItemStream<T, B>>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
    {
        let parser = Box::new(JsonLines::default());
        self.send_items(request, without_html, parser).await
    }

    async fn send_items<T, B>(
        &self,
        request: Request<B>,
        check: fn(&RawResponse) -> Result<(), Unreadable>,
        parser: Box<dyn Parser<T> + Send>,
    ) -> Result<Response<ItemStream<T, B>>, Error<B>> {
        let (response, body) = self.open(request, check).await?;
        let raw = response.raw_response();
        let bytes = ByteStream::new(self, raw.call.clone(), body);
        let stream = ItemStream::new(raw.clone(), bytes, parser);
        Ok(response.with(stream))
    }
}

/// The methods without `_blocking`, blocking the current thread until the head of the response.
#[cfg(feature = "blocking")]
impl Core {
    /// Sends a request as [`send_stream`](Core::send_stream) does.
    pub fn send_stream_blocking<B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<ByteStream<B>>, Error<B>>
    where
        B: Send + 'static,
    {
        self.call_blocking(request, |core, request| async move {
            core.send_stream(request).await
        })
    }

    /// Sends a request as [`send_events`](Core::send_events) does.
    pub fn send_events_blocking<T, B>(
        &self,
        request: Request<B>,
        decode: DecodeData<T>,
    ) -> Result<Response<ItemStream<Event<T>, B>>, Error<B>>
    where
        T: Send + 'static,
        B: Send + 'static,
    {
        self.call_blocking(request, move |core, request| async move {
            core.send_events(request, decode).await
        })
    }

    /// Sends a request as [`send_lines`](Core::send_lines) does.
    pub fn send_lines_blocking<T, B>(
        &self,
        request: Request<B>,
    ) -> Result<Response<ItemStream<T, B>>, Error<B>>
    where
        T: DeserializeOwned + Send + 'static,
        B: Send + 'static,
    {
        self.call_blocking(request, |core, request| async move {
            core.send_lines(request).await
        })
    }
}
