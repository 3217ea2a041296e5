//! The transport for tests of programs: responses, failures and timeouts, without a server.

use std::time::Duration;

use sdk_runtime::{CallOptions, FakeTransport, Request, RetryPolicy, TransportFailure};
use serde_json::json;
use tokio::time::Instant;

use crate::support::client::{Client, Error, KEY, RETRIEVE, User};

const SECOND: Duration = Duration::from_secs(1);

async fn retrieve(transport: &FakeTransport, options: CallOptions) -> Result<(User, u32), Error> {
    let client = Client::builder().api_key(KEY).transport(transport.clone());
    let request = Request::new(&RETRIEVE).path("id", "u1").options(&options);
    let client = client.build().unwrap();
    let response = client.core().send::<User, _>(request).await?;
    let attempts = response.attempts();
    Ok((response.into_inner(), attempts))
}

fn user() -> User {
    serde_json::from_value(json!({"id": "u1", "active": true, "title": "ceo", "more": [1]}))
        .unwrap()
}

#[tokio::test]
async fn a_value_of_the_crate_is_a_response() {
    let transport = FakeTransport::new().ok(&user());
    let (received, _) = retrieve(&transport, CallOptions::new()).await.unwrap();
    assert_eq!(received, user());
}

#[tokio::test(start_paused = true)]
async fn a_timeout_is_retried_as_a_real_one() {
    let transport = FakeTransport::new().timeout().ok(&user());
    let start = Instant::now();
    let (_, attempts) = retrieve(&transport, CallOptions::new()).await.unwrap();
    assert_eq!(attempts, 2);
    assert!(start.elapsed() >= SECOND * 30, "the timeout of an attempt");
    assert_eq!((transport.remaining(), transport.requests().len()), (0, 2));

    let transport = FakeTransport::new().timeout().ok(&user());
    let never = CallOptions::new().retry(RetryPolicy::never());
    let error = retrieve(&transport, never).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(error.attempts(), 1);
    assert_eq!(transport.remaining(), 1);
}

/// The delay is that of what is added next, and of nothing else.
#[tokio::test(start_paused = true)]
async fn a_response_can_be_delayed() {
    let transport = FakeTransport::new()
        .delay(SECOND * 5)
        .ok(&user())
        .ok(&user())
        .delay(SECOND * 7)
        .failure(TransportFailure::broken("reset"))
        .delay(SECOND * 2)
        .respond_with(|_| Err::<http::Response<&str>, _>(TransportFailure::broken("reset")));
    for (seconds, is_ok) in [(5, true), (0, true), (7, false), (2, false), (2, false)] {
        let start = Instant::now();
        let never = CallOptions::new().retry(RetryPolicy::never());
        let result = retrieve(&transport, never).await;
        assert_eq!(result.is_ok(), is_ok);
        assert_eq!(start.elapsed().as_secs(), seconds);
    }
}

/// A slow response is cut off by the timeout.
#[tokio::test(start_paused = true)]
async fn a_delay_can_be_too_long() {
    let transport = FakeTransport::new().delay(SECOND * 40).ok(&user());
    let transport = transport.ok(&user());
    let (_, attempts) = retrieve(&transport, CallOptions::new()).await.unwrap();
    assert_eq!(attempts, 2);
}
