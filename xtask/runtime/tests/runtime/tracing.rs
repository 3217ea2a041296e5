//! Spans and events.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use sdk_runtime::{
    CallOptions, FakeTransport, Method, RawRequest, Request, RetryPolicy, TransportFailure, http,
};
use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::client::{Client, ErrorBody, KEY, RETRIEVE};

type Fields = BTreeMap<String, String>;

/// Records the fields of the span and of each event.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<(Fields, Vec<Fields>)>>);

struct Visitor<'a>(&'a mut Fields);

impl Visit for Visitor<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // The HTTP client traces too.
        metadata.target().starts_with("sdk_runtime")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut Visitor(&mut self.0.lock().unwrap().0));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Visitor(&mut self.0.lock().unwrap().0));
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Visitor(&mut fields));
        self.0.lock().unwrap().1.push(fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn client(transport: FakeTransport) -> Client {
    Client::builder()
        .api_key(KEY)
        .base_url("https://api.example.com:8443/v1")
        .retry(RetryPolicy::new().backoff(std::time::Duration::ZERO, std::time::Duration::ZERO))
        .transport(transport)
        .build()
        .unwrap()
}

fn fields(expected: &[(&str, &str)]) -> Fields {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    expected.iter().map(pair).collect()
}

#[tokio::test]
async fn a_call_is_a_span_and_each_attempt_an_event() {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let transport = FakeTransport::new()
        .json(503, &json!({"detail": "planted-body"}))
        .json(404, &json!({"detail": "planted-body"}));
    let secret = CallOptions::new()
        .header("x-token", "planted-header")
        .query("q", "planted-query");
    let request = Request::new(&RETRIEVE)
        .path("id", "planted-id")
        .options(&secret);
    client(transport)
        .core()
        .send::<Value, _>(request)
        .await
        .unwrap_err();
    drop(guard);

    let (span, events) = recorder.0.lock().unwrap().clone();
    assert_eq!(
        span,
        fields(&[
            ("api.operation", "users_retrieve"),
            ("error.type", "404"),
            ("http.request.method", "GET"),
            ("http.request.resend_count", "1"),
            ("http.response.status_code", "404"),
            ("otel.kind", "client"),
            ("otel.name", "GET /users/{id}/"),
            ("otel.status_code", "ERROR"),
            ("server.address", "api.example.com"),
            ("server.port", "8443"),
            ("url.template", "/users/{id}/"),
        ])
    );
    assert_eq!(
        events,
        [
            fields(&[
                ("error.type", "503"),
                ("http.request.resend_count", "0"),
                ("http.response.status_code", "503"),
                ("message", "attempt 1"),
                ("retry_delay_seconds", "0.0"),
            ]),
            fields(&[
                ("error.type", "404"),
                ("http.request.resend_count", "1"),
                ("http.response.status_code", "404"),
                ("message", "attempt 2"),
            ]),
        ]
    );
    let all = format!("{span:?} {events:?}");
    assert!(!all.contains("planted") && !all.contains(KEY), "{all}");
}

#[tokio::test]
async fn a_raw_path_is_not_recorded_as_a_template() {
    let recorder = Recorder::default();
    let guard = tracing::subscriber::set_default(recorder.clone());
    let transport = FakeTransport::new().json(200, &json!({}));
    RawRequest::new(
        client(transport).core(),
        Method::GET,
        "/teams/planted-id/",
        ErrorBody::decode,
    )
    .send::<Value>()
    .await
    .unwrap();
    drop(guard);
    let (span, _) = recorder.0.lock().unwrap().clone();
    assert_eq!(span["otel.name"], "GET");
    assert!(!format!("{span:?}").contains("planted"), "{span:?}");
    assert!(!span.contains_key("error.type"));
}

/// Failures that the HTTP status does not show can be counted by span.
#[tokio::test]
async fn every_error_of_a_call_is_recorded_in_its_span() {
    let html = http::Response::builder().body("<html>").unwrap();
    let moved = http::Response::builder().status(302).body("").unwrap();
    for (transport, name, expected) in [
        (FakeTransport::new().response(html), "u1", "decode"),
        (
            FakeTransport::new().response(moved),
            "u1",
            "unexpected_response",
        ),
        (FakeTransport::new(), "..", "invalid_request"),
        (
            FakeTransport::new().respond_with(|_| {
                Err::<http::Response<&str>, _>(TransportFailure::broken("reset"))
            }),
            "u1",
            "transport",
        ),
        (FakeTransport::new(), "u1", "connect"),
        (FakeTransport::new().json(404, &json!({})), "u1", "404"),
    ] {
        let recorder = Recorder::default();
        let guard = tracing::subscriber::set_default(recorder.clone());
        let request = Request::new(&RETRIEVE).path("id", name);
        let result = client(transport).core().send::<Value, _>(request).await;
        drop(guard);
        result.unwrap_err();
        let (span, _) = recorder.0.lock().unwrap().clone();
        assert_eq!(span["error.type"], expected);
        assert_eq!(span["otel.status_code"], "ERROR");
    }
}
