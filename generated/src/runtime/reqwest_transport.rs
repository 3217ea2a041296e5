//! [`Transport`] through reqwest: the only place that calls the HTTP client.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body;

use super::transport::{ResponseBody, Transport, TransportFuture};
use super::transport_failure::TransportFailure;

/// Marks an answer that came from another URL than the one that was called.
#[derive(Clone)]
pub(super) struct AnsweredElsewhere;

impl Transport for reqwest::Client {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            let url = request.url().clone();
            let response = self.execute(request).await.map_err(failure)?;
            let is_elsewhere = *response.url() != url;
            let mut response = http::Response::from(response);
            if is_elsewhere {
                response.extensions_mut().insert(AnsweredElsewhere);
            }
            Ok(response.map(|body| ResponseBody::from_stream(Chunks(body))))
        })
    }
}

/// A body, without trailers.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

fn failure(error: reqwest::Error) -> TransportFailure {
    // The URL may have the key in its query.
    let error = error.without_url();
    if error.is_connect() {
        TransportFailure::connect(error)
    } else {
        TransportFailure::broken(error)
    }
}
