//! Options of a call, and requests that are not in the API description.

use std::time::Duration;

use sdk_runtime::{
    CallOptions, FakeTransport, Method, RawRequest, Request, RetryPolicy, TransportFailure, http,
};
use serde_json::{Value, json};

use crate::support::client::{Client, Error, ErrorBody, KEY, LIST};

fn client(transport: &FakeTransport) -> Client {
    Client::builder()
        .api_key(KEY)
        .base_url("https://api.example.com/v1/")
        .transport(transport.clone())
        .build()
        .unwrap()
}

fn raw(transport: &FakeTransport, method: Method, path: &str) -> RawRequest<ErrorBody> {
    RawRequest::new(client(transport).core(), method, path, ErrorBody::decode)
}

#[tokio::test]
async fn headers_and_parameters_are_added() {
    let transport = FakeTransport::new().json(200, &json!({}));
    let options = CallOptions::new()
        .header("X-Trace", "abc")
        .header("user-agent", "mine/1")
        .query("debug", "a b&c");
    let request = Request::new(&LIST).query("page", &2).options(&options);
    client(&transport)
        .core()
        .send::<Value, _>(request)
        .await
        .unwrap();
    let [sent] = &transport.requests()[..] else {
        panic!()
    };
    assert_eq!(
        sent.uri().to_string(),
        "https://api.example.com/v1/users/?page=2&debug=a%20b%26c"
    );
    assert_eq!(sent.headers()["x-trace"], "abc");
    assert_eq!(sent.headers()["user-agent"], "mine/1");
    assert_eq!(sent.headers()["authorization"], format!("JWT {KEY}"));
}

#[tokio::test]
async fn reserved_headers_cannot_be_set() {
    for name in ["Authorization", "content-length", "Host", "Content-Type"] {
        let transport = FakeTransport::new().json(200, &json!({}));
        let options = CallOptions::new().header(name, "x");
        let request = Request::new(&LIST).options(&options);
        let error = client(&transport)
            .core()
            .send::<Value, _>(request)
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("users_list: not sent: {name}: is a header that the client sets itself")
        );
        assert!(transport.requests().is_empty());
    }
}

/// Twice the same parameter is another request: a list would give one page over and over.
#[tokio::test]
async fn a_parameter_that_the_request_sets_cannot_be_added() {
    let transport = FakeTransport::new();
    let options = CallOptions::new().query("page", "2").query("pages", "3");
    let request = Request::new(&LIST).query("page", &1).options(&options);
    let result = client(&transport).core().send::<Value, _>(request).await;
    assert_eq!(
        result.unwrap_err().to_string(),
        "users_list: not sent: page: is set by the operation itself"
    );
    assert!(transport.requests().is_empty());
}

/// What was set before is kept; where both set the same, the later one counts.
#[tokio::test]
async fn options_of_a_call_add_up() {
    let first = CallOptions::new()
        .retry(RetryPolicy::never())
        .header("x-trace", "old")
        .header("x-kept", "a")
        .query("id", "1");
    let second = CallOptions::new().header("X-Trace", "new").query("id", "2");
    let typed = |transport: &FakeTransport| {
        let core = client(transport).core().clone();
        let request = Request::new(&LIST).options(&first).options(&second);
        async move { core.send::<Value, _>(request).await }
    };
    let untyped = |transport: &FakeTransport| {
        let request = raw(transport, Method::GET, "/users/").options(first.clone());
        request.options(second.clone()).send::<Value>()
    };
    for is_typed in [true, false] {
        let transport = FakeTransport::new().json(503, &json!({}));
        let result = match is_typed {
            true => typed(&transport).await,
            false => untyped(&transport).await,
        };
        assert_eq!(result.unwrap_err().attempts(), 1, "the policy was dropped");
        let sent = &transport.requests()[0];
        assert_eq!(sent.headers()["x-kept"], "a");
        let traces: Vec<_> = sent.headers().get_all("x-trace").iter().collect();
        assert_eq!(traces, ["new"]);
        assert_eq!(sent.uri().query(), Some("id=1&id=2"));
    }
}

#[test]
fn of_two_timeouts_the_later_one_counts() {
    let hours = CallOptions::new().timeout(Duration::from_secs(7200));
    let both = hours
        .attempt_timeout(Duration::from_secs(3))
        .and(CallOptions::new().timeout(Duration::from_secs(1)));
    assert_eq!(
        format!("{both:?}"),
        "CallOptions { timeout: Some(1s), attempt_timeout: Some(3s), retry: None, headers: [], query: [] }"
    );
}

#[tokio::test]
async fn the_program_name_precedes_the_crate_in_user_agent() {
    let transport = FakeTransport::new().json(200, &json!({}));
    let client = Client::builder()
        .api_key(KEY)
        .transport(transport.clone())
        .user_agent("inventory/2.1")
        .build()
        .unwrap();
    client
        .core()
        .send::<Value, _>(Request::new(&LIST))
        .await
        .unwrap();
    let sent = &transport.requests()[0];
    assert_eq!(
        sent.headers()["user-agent"],
        "inventory/2.1 sdk-runtime/0.0.0"
    );
}

#[tokio::test]
async fn invalid_headers_are_rejected() {
    for (name, value, problem) in [
        ("x-a", "a\r\nx-b: c", "must be visible ASCII"),
        ("x a", "b", "is not a valid header name"),
        ("", "b", "is not a valid header name"),
    ] {
        let transport = FakeTransport::new();
        let options = CallOptions::new().header(name, value);
        let request = Request::new(&LIST).options(&options);
        let error = client(&transport)
            .core()
            .send::<Value, _>(request)
            .await
            .unwrap_err();
        assert!(error.to_string().contains(problem), "{error}");
    }
}

#[test]
fn options_show_names_only() {
    let options = CallOptions::new()
        .header("x-token", KEY)
        .query("token", KEY);
    let shown = format!("{options:?}");
    assert!(shown.contains("x-token") && !shown.contains(KEY), "{shown}");
}

#[tokio::test]
async fn a_raw_request_is_sent_like_any_other() {
    let transport = FakeTransport::new()
        .json(503, &json!({}))
        .json(201, &json!({"id": "t1"}));
    let team = raw(&transport, Method::PUT, "/teams/a%2Fb/")
        .query("notify", "true")
        .header("x-trace", "abc")
        .json(&json!({"name": "Red"}))
        .send::<Value>()
        .await
        .unwrap();
    assert_eq!((team["id"].as_str(), team.attempts()), (Some("t1"), 2));
    let sent = &transport.requests()[1];
    assert_eq!(
        (sent.method(), sent.uri().to_string().as_str()),
        (
            &Method::PUT,
            "https://api.example.com/v1/teams/a%2Fb/?notify=true"
        )
    );
    assert_eq!(sent.headers()["authorization"], format!("JWT {KEY}"));
    assert_eq!(sent.headers()["content-type"], "application/json");
    assert_eq!(sent.body(), r#"{"name":"Red"}"#);
}

#[tokio::test]
async fn its_errors_are_those_of_the_api() {
    let transport = FakeTransport::new().json(404, &json!({"detail": "Not found."}));
    let error = raw(&transport, Method::GET, "/teams/x/")
        .send::<Value>()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /teams/x/: 404 Not Found: Not found."
    );
    assert!(error.is_not_found());
    let Error::Api(error) = error else { panic!() };
    assert!(matches!(error.body(), ErrorBody::Detail(detail) if detail.detail == "Not found."));
}

#[tokio::test]
async fn bytes_are_sent_and_received_unchanged() {
    let transport = FakeTransport::new().response(http::Response::new("a,b\n"));
    let response = raw(&transport, Method::POST, "/import/")
        .body("text/csv", "x,y\n")
        .send_raw()
        .await
        .unwrap();
    assert_eq!(response.raw(), "a,b\n");
    let sent = &transport.requests()[0];
    assert_eq!(sent.headers()["content-type"], "text/csv");
    assert_eq!(sent.body(), "x,y\n");
}

#[tokio::test]
async fn a_path_that_would_be_normalized_is_rejected() {
    for path in [
        "",
        "teams/",
        "//evil.example/",
        "/a/../b",
        "/a/%2e%2E/b",
        "/a/./b",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\r\nx: y",
        "/á",
        "/{id}/",
        "https://evil.example/",
    ] {
        let transport = FakeTransport::new().json(200, &json!({}));
        let error = raw(&transport, Method::GET, path)
            .send::<Value>()
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::InvalidRequest(_)),
            "{path}: {error:?}"
        );
        assert_eq!(error.field_errors()[0].path, "path");
        assert!(transport.requests().is_empty());
    }
}

/// There may be none, as after 204.
#[tokio::test]
async fn a_response_without_a_body_is_null() {
    let nothing = http::Response::builder().status(204).body("").unwrap();
    let transport = FakeTransport::new()
        .response(nothing.clone())
        .response(nothing.clone())
        .response(nothing);
    let request = raw(&transport, Method::DELETE, "/a/");
    assert_eq!(*request.clone().send::<Value>().await.unwrap(), Value::Null);
    assert_eq!(*request.clone().send::<Option<u32>>().await.unwrap(), None);
    let error = request.send::<u32>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "DELETE /a/: 204 No Content: cannot read the body: expected JSON, found an empty body"
    );
}

#[tokio::test]
async fn a_fake_transport_can_respond_with_a_function() {
    let transport = FakeTransport::new().json(200, &1).respond_with(|request| {
        let path = request.uri().path().to_owned();
        http::Response::builder()
            .body(format!("{path:?}"))
            .map_err(TransportFailure::broken)
    });
    assert_eq!(transport.remaining(), 1);
    for expected in [json!(1), json!("/v1/a/"), json!("/v1/a/")] {
        let response = raw(&transport, Method::GET, "/a/").send::<Value>().await;
        assert_eq!(*response.unwrap(), expected);
    }
    assert_eq!(transport.remaining(), 0);
    assert_eq!(
        format!("{transport:?}"),
        "FakeTransport { remaining: 0, requests: 3, .. }"
    );
}

/// It is a mistake in a test, so the call is not retried.
#[tokio::test]
async fn a_fake_transport_without_responses_fails() {
    let transport = FakeTransport::new();
    let error = raw(&transport, Method::GET, "/a/")
        .send::<Value>()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /a/: cannot connect to api.example.com: the fake transport has no response left for GET https://api.example.com/v1/a/"
    );
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let transport = FakeTransport::new();
    let error =
        futures_util::FutureExt::now_or_never(raw(&transport, Method::GET, "/a/").send::<Value>())
            .expect("nothing is waited for")
            .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /a/: not sent: no Tokio runtime is running: call it in one, such as that of `#[tokio::main]`"
    );
}
