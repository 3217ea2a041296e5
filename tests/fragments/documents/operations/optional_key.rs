//! A client with and without the one key of its API.

use super::runtime::FakeTransport;
use super::{Client, Error};

#[tokio::test]
async fn a_client_without_a_key_calls_what_needs_none() {
    let transport = FakeTransport::new().response(http(204)).response(http(204));
    let build = |builder: super::ClientBuilder| builder.transport(transport.clone()).build();
    let without = build(Client::builder()).expect("a key is optional");
    without.posts().list().await.expect("no key is needed");
    let error = without.posts().create().await.expect_err("a key is needed");
    assert!(matches!(error, Error::ApiKey(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "posts_create: not sent: it needs the credentials `Token`, which the client does not have: \
         call `api_key` of the builder"
    );
    let with = build(Client::builder().api_key("k")).expect("the key is valid");
    with.posts().list().await.expect("a key may be sent");
    let keys = transport.requests();
    let keys = keys.iter().map(|request| request.headers().get("authorization").is_some());
    assert_eq!(keys.collect::<Vec<_>>(), [false, true]);
    assert!(Client::new("k").is_ok());
}

fn http(status: u16) -> super::runtime::http::Response<super::runtime::Bytes> {
    let mut response = super::runtime::http::Response::default();
    *response.status_mut() = status.try_into().expect("it is a status");
    response
}
