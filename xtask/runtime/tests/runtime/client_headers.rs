//! Headers of the client, sent with every request.

use sdk_runtime::{CallOptions, FakeTransport, Request, Secret};
use serde_json::{Value, json};

use crate::support::client::{Client, ClientBuilder, KEY, LIST};

async fn sent(builder: ClientBuilder, options: CallOptions) -> http::Request<sdk_runtime::Bytes> {
    let transport = FakeTransport::new().ok(&json!({}));
    let client = builder.transport(transport.clone()).build().unwrap();
    let request = Request::new(&LIST)
        .header("x-operation", &"operation")
        .options(&options);
    client.core().send::<Value, _>(request).await.unwrap();
    transport.requests().remove(0)
}

fn builder() -> ClientBuilder {
    Client::builder().api_key(KEY)
}

#[tokio::test]
async fn are_sent_unless_the_operation_or_the_call_sets_them() {
    let builder = builder()
        .header("x-tenant", "old")
        .header("X-Tenant", "client".to_owned())
        .header("x-operation", "client")
        .header("x-call", "client")
        .header("accept", "application/json; version=2")
        .header("user-agent", "mine/1");
    let request = sent(builder, CallOptions::new().header("X-Call", "call")).await;
    for (name, value) in [
        ("x-tenant", "client"),
        ("x-operation", "operation"),
        ("x-call", "call"),
        ("accept", "application/json; version=2"),
        ("user-agent", "mine/1"),
    ] {
        let values: Vec<_> = request.headers().get_all(name).iter().collect();
        assert_eq!(values, [value], "{name}");
    }
}

#[tokio::test]
async fn secret_values_are_not_shown() {
    let mut sensitive = http::HeaderValue::from_static("planted-1");
    sensitive.set_sensitive(true);
    let make = || {
        builder()
            .header("x-proxy-key", sensitive.clone())
            .header("x-token", Secret::new("planted-2"))
            .header("x-tenant", "planted-3")
    };
    let shown = format!("{:?} {:?}", make(), make().build().unwrap());
    assert!(!shown.contains("planted-"), "{shown}");
    assert!(shown.contains("x-proxy-key"), "{shown}");
    let request = sent(make(), CallOptions::new()).await;
    assert_eq!(request.headers()["x-token"], "planted-2");
    let shown = format!("{request:?}");
    assert!(
        !shown.contains("planted-1") && !shown.contains("planted-2"),
        "{shown}"
    );
}

#[test]
fn reserved_headers_are_rejected() {
    for (name, value, problem) in [
        (
            "Authorization",
            "x",
            "`Authorization` is a header that the client sets itself",
        ),
        (
            "content-length",
            "1",
            "`content-length` is a header that the client sets itself",
        ),
        (
            "Host",
            "x",
            "`Host` is a header that the client sets itself",
        ),
        ("x a", "x", "`x a` is not a valid header name"),
        ("", "x", "`` is not a valid header name"),
        (
            "x-a",
            "b\r\nx-c: d",
            "`x-a` must be visible ASCII without line breaks, since it is a header",
        ),
    ] {
        let error = builder().header(name, value).build().unwrap_err();
        assert_eq!(error.to_string(), format!("header {problem}"));
    }
}
