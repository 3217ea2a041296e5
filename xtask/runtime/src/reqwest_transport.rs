//! [`Transport`] through reqwest: the only place that calls the HTTP client.

use bytes::Bytes;
use futures_util::stream;

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
            let mut response = self.execute(request).await.map_err(failure)?;

            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            if *response.url() != url {
                head.extensions_mut().insert(AnsweredElsewhere);
            }
            Ok(head.map(|()| body(response)))
        })
    }
}

fn body(response: reqwest::Response) -> ResponseBody {
    ResponseBody::from_stream(stream::try_unfold(response, |mut response| async {
        let chunk = response.chunk().await.map_err(failure)?;
        Ok(chunk.map(|chunk| (chunk, response)))
    }))
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
