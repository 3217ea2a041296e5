//! One HTTP request to one HTTP response: the only place that calls the HTTP client.

use std::time::Duration;

use bytes::Bytes;

use super::transport_error::Failure;

/// Marks a response that came from another URL than the one that was called.
#[derive(Clone)]
pub(super) struct AnsweredElsewhere;

/// Sends a request and reads the whole response.
pub(super) async fn send(
    client: &reqwest::Client,
    request: http::Request<Bytes>,
    timeout: Duration,
) -> Result<http::Response<Bytes>, Failure> {
    let failure = |error| failure(error, timeout);
    let mut request = reqwest::Request::try_from(request).map_err(failure)?;
    *request.timeout_mut() = Some(timeout);
    let url = request.url().clone();
    let response = client.execute(request).await.map_err(failure)?;

    let mut whole = http::Response::new(Bytes::new());
    *whole.status_mut() = response.status();
    *whole.version_mut() = response.version();
    *whole.headers_mut() = response.headers().clone();
    if *response.url() != url {
        whole.extensions_mut().insert(AnsweredElsewhere);
    }
    *whole.body_mut() = response.bytes().await.map_err(failure)?;
    Ok(whole)
}

fn failure(error: reqwest::Error, timeout: Duration) -> Failure {
    // The URL may have the key in its query.
    let error = error.without_url();
    if error.is_connect() {
        Failure::Connect(error)
    } else if error.is_timeout() {
        Failure::Timeout(timeout, error)
    } else {
        Failure::Broken(error)
    }
}
