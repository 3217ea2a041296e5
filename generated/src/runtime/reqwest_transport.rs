//! [`Transport`] through reqwest: the only place that calls the HTTP client.

use std::error::Error;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body;

use super::base_url::BaseUrl;
use super::config_error::ConfigError;
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
    if error.is_connect() && is_tls_refusal(&error) {
        TransportFailure::permanent(error)
    } else if error.is_connect() {
        TransportFailure::connect(error)
    } else {
        TransportFailure::broken(error)
    }
}

/// Whether a failed connection failed in TLS itself: the certificate is refused, or the two have no version in common.
///
/// The type of such an error belongs to the TLS library, which the crate does not depend on. But tokio-rustls reports what
/// rustls refuses, and alerts, as I/O errors of the kind `InvalidData`, and nothing else does while a connection is made:
/// one that is refused, reset or closed has a kind of its own, and may succeed later. With another TLS library, which comes
/// with an HTTP client of the user's own, such an error is not recognized, and the call is retried.
fn is_tls_refusal(error: &(dyn Error + 'static)) -> bool {
    match error.downcast_ref::<io::Error>() {
        Some(error) if error.kind() == io::ErrorKind::InvalidData => true,
        // Its source would be the source of what it wraps.
        Some(error) => error.get_ref().is_some_and(|inner| is_tls_refusal(inner)),
        None => error.source().is_some_and(is_tls_refusal),
    }
}

/// Makes the HTTP client of the default transport.
pub(super) fn http_client(
    base_url: &BaseUrl,
    connect_timeout: Duration,
) -> Result<reqwest::Client, ConfigError> {
    let mut builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none());
    if base_url.is_loopback {
        // A proxy from the environment is on another machine, and plain http would show it the key.
        builder = builder.no_proxy();
    }
    let built = if cfg!(feature = "rustls-no-provider") {
        panic::catch_unwind(AssertUnwindSafe(|| builder.build()))
    } else {
        Ok(builder.build())
    };
    match built {
        Ok(client) => client.map_err(|error| {
            let problem = format!("cannot be made: {error}");
            ConfigError::new("http_client", problem).with_source(error)
        }),
        // reqwest panics where it finds no provider. Asking rustls for one before would need the very version of rustls
        // that reqwest uses, which reqwest may change at any time.
        Err(_) => {
            let problem = "cannot be made: with the feature `rustls-no-provider`, the program has to install a provider \
                           for rustls before, as with `rustls::crypto::ring::default_provider().install_default()`";
            Err(ConfigError::new("http_client", problem))
        }
    }
}
