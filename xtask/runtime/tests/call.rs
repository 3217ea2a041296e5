//! Calls over the wire: what is sent, and what becomes of the answers.

mod support;

use std::collections::BTreeMap;
use std::time::Duration;

use sdk_runtime::{Request, Response, Timestamp};
use serde_json::{Value, json};

use support::client::{
    Client, DELETE, EXPORT, Error, ErrorBody, KEY, LIST, LOGIN, PartialUpdate, RETRIEVE, UPDATE,
    User, UserPatch,
};
use support::server::{Received, Reply, Server};

const USER: &str = r#"{"id": "u1", "active": true, "new": {"a": 1}}"#;

/// Sends a request to a server that takes it, and returns what arrived there.
async fn sent(request: Request<ErrorBody>) -> Received {
    let server = Server::new([Reply::json(200, "{}")]);
    let client = Client::to(&server.url);
    let _: Response<Value> = client.core().send(request).await.unwrap();
    server.received()
}

async fn retrieve(reply: Reply) -> Result<Response<User>, Error> {
    let server = Server::new([reply]);
    let client = Client::to(&server.url);
    client
        .core()
        .send(Request::new(&RETRIEVE).path("id", "u1"))
        .await
}

#[tokio::test]
async fn a_get_carries_key_agent_and_accept_and_no_body() {
    let received = sent(Request::new(&RETRIEVE).path("id", "u1")).await;
    assert_eq!(
        (received.method.as_str(), received.target.as_str()),
        ("GET", "/users/u1/")
    );
    assert_eq!(
        received.header("authorization"),
        Some("JWT planted-key-3f9a")
    );
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(received.header("user-agent"), Some("sdk-runtime/0.0.0"));
    assert_eq!(received.header("content-type"), None);
    assert_eq!(received.body, b"");
}

#[tokio::test]
async fn a_body_is_json_and_holds_only_what_is_set() {
    let patch = UserPatch {
        name: Some("CI".to_owned()),
        expires: None.into(),
        ..UserPatch::default()
    };
    let received = sent(Request::new(&UPDATE).path("id", "u1").json(&patch)).await;
    assert_eq!(received.method, "PATCH");
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.text(), r#"{"name":"CI","expires":null}"#);
}

#[tokio::test]
async fn an_absent_body_is_no_body() {
    let received = sent(
        Request::new(&UPDATE)
            .path("id", "u1")
            .json(&None::<UserPatch>),
    )
    .await;
    assert_eq!(received.header("content-type"), None);
    assert_eq!(received.body, b"");
}

#[tokio::test]
async fn an_open_operation_does_not_carry_the_key() {
    let received = sent(Request::new(&LOGIN).json(&json!({"user": "ana"}))).await;
    assert_eq!(received.header("authorization"), None);
    assert_eq!(received.target, "/login/");
}

#[tokio::test]
async fn an_id_stays_one_segment() {
    for (id, segment) in [
        ("9xYc3gJ1kLmN", "9xYc3gJ1kLmN"),
        ("-sDw5iRCt_3Y~.", "-sDw5iRCt_3Y~."),
        ("../x", "..%2Fx"),
        ("a/b", "a%2Fb"),
        ("%2e", "%252e"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("a\\b", "a%5Cb"),
        ("á 日", "%C3%A1%20%E6%97%A5"),
        ("{id}", "%7Bid%7D"),
        ("\t\n", "%09%0A"),
        ("...", "..."),
    ] {
        let received = sent(Request::new(&RETRIEVE).path("id", id)).await;
        assert_eq!(received.target, format!("/users/{segment}/"), "{id}");
    }
}

#[tokio::test]
async fn a_path_below_the_host_is_kept() {
    for path in ["/eu/v1", "/eu/v1/"] {
        let server = Server::new([Reply::json(200, "{}")]);
        let client = Client::to(&format!("{}{path}", server.url));
        let _: Response<Value> = client.core().send(Request::new(&LIST)).await.unwrap();
        assert_eq!(server.received().target, "/eu/v1/users/");
    }
}

#[tokio::test]
async fn the_query_holds_what_is_set() {
    let request = Request::new(&LIST)
        .query("search", "ana & bob+ü")
        .query("active", &Some(true))
        .query("absent", &None::<&str>)
        .query("role", &["a", "b c"])
        .query("length", &50)
        .query("ratio", &0.1_f32)
        .query("empty", "")
        .query("filter[x]", &BTreeMap::from([("min", 1), ("max", 2)]))
        .query_joined("ids", ',', &["a", "b,c"])
        .query_joined("tags", '|', &["a", "b"])
        .query_joined("words", ' ', &["a", "b"])
        .query_joined("nothing", ',', &None::<Vec<String>>);
    let received = sent(request).await;
    assert_eq!(
        received.target,
        "/users/?search=ana%20%26%20bob%2B%C3%BC&active=true&role=a&role=b%20c&length=50&ratio=0.1&empty=&max=2&min=1\
         &ids=a,b%2Cc&tags=a%7Cb&words=a%20b"
    );
}

#[tokio::test]
async fn types_of_the_runtime_are_parameters() {
    let changed: Timestamp = "2024-07-29 15:51:28+02:00".parse().unwrap();
    let title = support::client::JobTitle::from("ceo");
    let received = sent(
        Request::new(&LIST)
            .query("changed", &changed)
            .query("title", &title),
    )
    .await;
    assert_eq!(
        received.target,
        "/users/?changed=2024-07-29%2015%3A51%3A28%2B02%3A00&title=ceo"
    );
}

#[tokio::test]
async fn headers_and_cookies_are_sent() {
    let request = Request::new(&LIST)
        .header("x-thing", &["a", "b"])
        .header("x-absent", &None::<u8>)
        .header("authorization", "JWT somebody-else")
        .cookie("theme", "a;b")
        .cookie("count", &2);
    let received = sent(request).await;
    assert_eq!(received.header("x-thing"), Some("a,b"));
    assert_eq!(received.header("x-absent"), None);
    assert_eq!(
        received.header("authorization"),
        Some("JWT planted-key-3f9a")
    );
    assert_eq!(received.header("cookie"), Some("theme=a%3Bb; count=2"));
}

#[tokio::test]
async fn what_cannot_be_written_is_never_sent() {
    let server = Server::new([Reply::json(200, "{}")]);
    let unchecked = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .check_constraints(false)
        .build()
        .unwrap();
    let nested = BTreeMap::from([("a", [1])]);
    for (request, message) in [
        (
            Request::new(&RETRIEVE).path("id", ""),
            "id: must not be empty, which would call another path",
        ),
        (
            Request::new(&RETRIEVE).path("id", &None::<&str>),
            "id: must not be empty, which would call another path",
        ),
        (
            Request::new(&RETRIEVE).path("id", "."),
            "id: must not be `.`, which would call another path",
        ),
        (
            Request::new(&RETRIEVE).path("id", ".."),
            "id: must not be `..`, which would call another path",
        ),
        (Request::new(&RETRIEVE), "id: is not set"),
        (
            Request::new(&RETRIEVE).path("id", &nested),
            "id: cannot be written as a parameter: it is nested too deep",
        ),
        (
            Request::new(&LIST).query("deep", &nested),
            "deep: cannot be written as a parameter: it is nested too deep",
        ),
        (
            Request::new(&LIST).header("x-thing", "a\r\nx-evil: 1"),
            "x-thing: must be visible ASCII without line breaks, since it is a header",
        ),
        (
            Request::new(&LIST).header("x thing", "a"),
            "x thing: is not a name that a header can have",
        ),
        (
            Request::new(&LIST).query("ids", &vec!["a"; 20_000]),
            "the URL cannot be sent: uri too long",
        ),
    ] {
        let id = if message.starts_with("id") {
            "users_retrieve"
        } else {
            "users_list"
        };
        let error = unchecked
            .core()
            .send::<Value, _>(request)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        assert_eq!(error.to_string(), format!("{id}: not sent: {message}"));
        assert!(!error.is_retryable());
    }
    assert!(server.is_idle());
}

#[tokio::test]
async fn all_problems_of_a_request_are_reported_together() {
    let client = Client::to("http://127.0.0.1:9");
    let patch = UserPatch {
        name: Some("x".repeat(61)),
        ..UserPatch::default()
    };
    let request = Request::new(&UPDATE)
        .path("id", "")
        .check(|report| {
            report.field("length", &0).minimum(1);
        })
        .json(&patch);
    let error = client.core().send::<Value, _>(request).await.unwrap_err();
    let paths: Vec<_> = error
        .field_errors()
        .into_iter()
        .map(|error| error.path)
        .collect();
    assert_eq!(paths, ["id", "length", "name"]);
    assert_eq!(error.operation(), Some("users_partial_update"));
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn constraints_can_be_left_to_the_server() {
    let patch = UserPatch {
        name: Some("x".repeat(61)),
        ..UserPatch::default()
    };
    let server = Server::new([Reply::json(200, USER)]);
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .check_constraints(false)
        .build()
        .unwrap();
    let update = PartialUpdate {
        client,
        id: "u1".to_owned(),
        body: patch,
    };
    assert!(update.send().await.unwrap().active);
}

#[tokio::test]
async fn a_response_is_its_value_and_more() {
    let headers = [
        ("content-type", "application/json"),
        ("x-request-id", "r-1"),
        ("cf-ray", "c-1"),
    ];
    let response = retrieve(Reply::with_headers(200, &headers, USER))
        .await
        .unwrap();
    assert_eq!(response.id, "u1");
    assert_eq!(response.extra["new"], json!({"a": 1}));
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cf-ray"], "c-1");
    assert_eq!(response.request_id(), Some("r-1"));
    assert_eq!(response.raw(), USER);
    let printed = format!("{response:?}");
    assert!(
        printed.contains("r-1") && printed.contains("45 bytes"),
        "{printed}"
    );
    assert!(!printed.contains("\\\"new\\\""), "{printed}");
    assert_eq!(response.into_inner().id, "u1");
}

#[tokio::test]
async fn the_first_header_with_a_request_id_counts() {
    for (headers, id) in [
        (
            &[("cf-ray", "c"), ("request-id", "b"), ("x-request-id", "a")][..],
            Some("a"),
        ),
        (&[("cf-ray", "c"), ("request-id", "b")], Some("b")),
        (&[("cf-ray", "c"), ("x-request-id", "")], Some("c")),
        (&[], None),
    ] {
        let response = retrieve(Reply::with_headers(200, headers, USER))
            .await
            .unwrap();
        assert_eq!(response.request_id(), id);
    }
}

#[tokio::test]
async fn an_answer_without_a_body_is_a_success() {
    let server = Server::new([Reply::with_headers(204, &[], "")]);
    let client = Client::to(&server.url);
    let response = client
        .core()
        .send_empty(Request::new(&DELETE).path("id", "u1"))
        .await
        .unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(server.received().method, "DELETE");
}

#[tokio::test]
async fn a_body_that_may_be_missing_is_none() {
    for (reply, value) in [
        (Reply::with_headers(204, &[], ""), None),
        (Reply::json(200, "null"), None),
        (
            Reply::json(200, USER),
            Some(serde_json::from_str(USER).unwrap()),
        ),
    ] {
        let server = Server::new([reply]);
        let client = Client::to(&server.url);
        let request = Request::new(&EXPORT);
        let response: Response<Option<Value>> = client.core().send_optional(request).await.unwrap();
        assert_eq!(*response, value);
    }
}

#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed() {
    let elsewhere = Server::new([Reply::json(200, USER)]);
    let location = format!("{}/users/u1/?token=x", elsewhere.url);
    let error = retrieve(Reply::with_headers(301, &[("location", &location)], ""))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)));
    assert_eq!(
        error.to_string(),
        format!(
            "users_retrieve: 301 Moved Permanently: redirects are not followed, and this one leads to {}/users/u1/",
            elsewhere.url
        )
    );
    assert!(!error.is_retryable());
    assert!(elsewhere.is_idle());
}

#[tokio::test]
async fn a_redirect_that_an_own_client_follows_is_an_error() {
    // reqwest follows a 301 of a POST with a GET, whose answer is not the one to the call.
    let server = Server::new([
        Reply::with_headers(301, &[("location", "/login/elsewhere/")], ""),
        Reply::json(200, r#"{"a": 1}"#),
    ]);
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    let request = Request::new(&LOGIN).json(&json!({}));
    let error = client.core().send::<Value, _>(request).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "login: 200 OK: the HTTP client followed a redirect to another URL, so this answers another request"
    );
    assert_eq!(error.raw().unwrap(), r#"{"a": 1}"#);
    assert_eq!(
        (server.received().method, server.received().method),
        ("POST".to_owned(), "GET".to_owned())
    );
}

#[tokio::test]
async fn an_undocumented_success_is_an_error() {
    let error = retrieve(Reply::json(202, "{}")).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)));
    assert_eq!(
        error.to_string(),
        "users_retrieve: 202 Accepted: not a documented answer (application/json, 2 bytes)"
    );
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn no_connection_is_a_connect_error() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let client = Client::to(&format!("http://127.0.0.1:{port}"));
    let error = client
        .core()
        .send::<Value, _>(Request::new(&LOGIN))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("login: cannot connect to 127.0.0.1:{port}: ")),
        "{text}"
    );
    assert!(text.contains("refused"), "{text}");
    assert!(
        error.is_retryable(),
        "the server has seen nothing, so a POST can be repeated"
    );
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn silence_ends_with_a_timeout() {
    for (operation, is_retryable) in [(&LIST, true), (&LOGIN, false)] {
        let server = Server::new([Reply::Stall(Vec::new())]);
        let timeout = Duration::from_millis(50);
        let client = Client::builder()
            .api_key(KEY)
            .base_url(&server.url)
            .timeout(timeout)
            .build()
            .unwrap();
        let error = client
            .core()
            .send::<Value, _>(Request::new(operation))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        let host = server.url.trim_start_matches("http://");
        let id = operation.id;
        assert_eq!(
            error.to_string(),
            format!("{id}: no whole answer from {host} in time (a call may take 50ms)")
        );
        assert_eq!(error.is_retryable(), is_retryable);
    }
}

#[tokio::test]
async fn a_body_that_stops_coming_ends_with_a_timeout() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    let server = Server::new([Reply::Stall(head)]);
    let client = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let result = client.core().send::<Value, _>(Request::new(&LIST)).await;
    assert!(matches!(result, Err(Error::Timeout(_))), "{result:?}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_transport_error() {
    let truncated = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\": \"u1\"".to_vec();
    let error = retrieve(Reply::Bytes(truncated)).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(
        error
            .to_string()
            .starts_with("users_retrieve: the connection to 127.0.0.1:"),
        "{error}"
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_connection_that_closes_without_an_answer_is_a_transport_error() {
    let error = retrieve(Reply::Bytes(Vec::new())).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn a_call_can_be_dropped_and_the_client_used_again() {
    let server = Server::new([Reply::Stall(Vec::new()), Reply::json(200, "{}")]);
    let client = Client::to(&server.url);
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.core().send::<Value, _>(Request::new(&LIST)).await }
    });
    let arrived = tokio::task::spawn_blocking(move || server.received());
    assert_eq!(arrived.await.unwrap().method, "GET");
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert!(
        client
            .core()
            .send::<Value, _>(Request::new(&LIST))
            .await
            .is_ok()
    );
}

#[test]
fn calls_and_clients_can_move_between_threads() {
    fn is_send<T: Send + 'static>(_: &T) {}
    fn is_sync<T: Send + Sync + 'static>() {}
    let client = Client::to("http://127.0.0.1:9");
    is_send(
        &PartialUpdate {
            client,
            id: String::new(),
            body: UserPatch::default(),
        }
        .send(),
    );
    is_sync::<Client>();
    is_sync::<PartialUpdate>();
    is_sync::<Error>();
    is_sync::<Request<ErrorBody>>();
    is_sync::<Response<User>>();
}
