//! Calls over the wire: the requests, and successful responses.

use std::collections::BTreeMap;

use sdk_runtime::{Method, RawRequest, Request, Response, Style, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::client::{
    Client, DELETE, EXPORT, Error, ErrorBody, KEY, LIST, LOGIN, PURGE, PartialUpdate, RETRIEVE,
    Scope, UPDATE, User, UserPatch,
};
use crate::support::retrieve::{USER, retrieve};
use crate::support::server::{Received, Reply, Server};

/// Sends a request to a server that takes it, and returns what arrived there.
async fn sent(request: Request<ErrorBody>) -> Received {
    let server = Server::new([Reply::json(200, "{}")]);
    let client = Client::to(&server.url);
    let _: Response<Value> = client.core().send(request).await.unwrap();
    server.received()
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
async fn json_has_the_media_type_of_the_operation() {
    let patch = UserPatch::default();
    let request = Request::new(&UPDATE).path("id", "u1");
    let received = sent(request.json_as("application/merge-patch+json", &patch)).await;
    assert_eq!(
        received.header("content-type"),
        Some("application/merge-patch+json")
    );
}

#[tokio::test]
async fn an_absent_body_is_no_body() {
    let received = sent(
        Request::new(&UPDATE)
            .path("id", "u1")
            .json_as("application/merge-patch+json", &None::<UserPatch>),
    )
    .await;
    assert_eq!(received.header("content-type"), None);
    assert_eq!(received.body, b"");
}

#[tokio::test]
async fn an_operation_without_authentication_does_not_send_the_key() {
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
        .query_as("ids", Style::FORM.explode(false), &["a", "b,c"]);
    let received = sent(request).await;
    assert_eq!(
        received.target,
        "/users/?search=ana%20%26%20bob%2B%C3%BC&active=true&role=a&role=b%20c&length=50&ratio=0.1&empty=&max=2&min=1\
         &ids=a,b%2Cc"
    );
}

#[tokio::test]
async fn types_of_the_runtime_are_parameters() {
    let changed: Timestamp = "2024-07-29 15:51:28+02:00".parse().unwrap();
    let title = crate::support::client::JobTitle::from("ceo");
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
async fn invalid_values_are_never_sent() {
    let server = Server::new([Reply::json(200, "{}")]);
    let unchecked = Client::builder()
        .api_key(KEY)
        .base_url(&server.url)
        .check_constraints(false)
        .build()
        .unwrap();
    for (request, message) in [
        (
            Request::new(&RETRIEVE).path("id", ""),
            "id: must not be empty, which would change the path",
        ),
        (
            Request::new(&RETRIEVE).path("id", &None::<&str>),
            "id: must not be empty, which would change the path",
        ),
        (
            Request::new(&RETRIEVE).path("id", "."),
            "id: must not be `.`, which would change the path",
        ),
        (
            Request::new(&RETRIEVE).path("id", ".."),
            "id: must not be `..`, which would change the path",
        ),
        (Request::new(&RETRIEVE), "id: is not set"),
        (
            Request::new(&LIST).header("x-thing", "a\r\nx-evil: 1"),
            "x-thing: must be visible ASCII without line breaks, since it is a header",
        ),
        (
            Request::new(&LIST).header("x thing", "a"),
            "x thing: is not a valid header name",
        ),
        (
            Request::new(&LIST).query("ids", &vec!["a"; 20_000]),
            "the URL is invalid: uri too long",
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
async fn checking_constraints_can_be_disabled() {
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

/// JSON with a name twice means what each reader takes it for.
#[tokio::test]
async fn a_field_that_is_also_in_extra_is_rejected() {
    let mut patch = UserPatch {
        name: Some("x".to_owned()),
        ..UserPatch::default()
    };
    patch.extra.insert("name".to_owned(), json!("y"));
    patch
        .extra
        .insert("new".to_owned(), json!([{"name": 1}, {"name": 2}]));
    let update = PartialUpdate {
        client: Client::to("http://127.0.0.1:9"),
        id: "u1".to_owned(),
        body: patch,
    };
    assert_eq!(
        update.send().await.unwrap_err().to_string(),
        "users_partial_update: not sent: name: is a duplicate key, set as a field and in `extra`: set only one of them"
    );
}

#[tokio::test]
async fn a_response_has_the_value_and_metadata() {
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
async fn a_response_without_a_body_is_a_success() {
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

/// A union takes any JSON, `null` too, but nothing at all is none of its values.
#[tokio::test]
async fn a_documented_body_that_is_missing_is_one_error_for_all_types() {
    async fn problem<T: DeserializeOwned + std::fmt::Debug>() -> String {
        let server = Server::new([Reply::json(200, "")]);
        let client = Client::to(&server.url);
        let request = Request::new(&RETRIEVE).path("id", "u1");
        let response: Result<Response<T>, Error> = client.core().send(request).await;
        response.unwrap_err().to_string()
    }
    let expected =
        "users_retrieve: 200 OK: cannot read the body: expected JSON, found an empty body";
    assert_eq!(problem::<User>().await, expected);
    assert_eq!(problem::<Scope>().await, expected);
    assert_eq!(problem::<Value>().await, expected);
    assert_eq!(problem::<Vec<User>>().await, expected);

    let server = Server::new([Reply::json(200, "null")]);
    let request = Request::new(&RETRIEVE).path("id", "u1");
    let null: Response<Scope> = Client::to(&server.url).core().send(request).await.unwrap();
    assert_eq!(*null, Scope::Unrecognized(Value::Null));
}

/// The sign-in page of a proxy is not the success of a call.
#[tokio::test]
async fn an_html_page_is_not_a_success_without_a_body() {
    async fn delete(reply: Reply) -> Result<Response<()>, Error> {
        let server = Server::new([reply]);
        let client = Client::to(&server.url);
        client.core().send_empty(Request::new(&PURGE)).await
    }
    for content_type in [
        "text/html",
        "Text/HTML; charset=utf-8",
        "application/xhtml+xml",
    ] {
        let error = delete(Reply::new(200, content_type, "<p>Sign in</p>")).await;
        let error = error.unwrap_err();
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
        let message = error.to_string();
        assert!(
            message.starts_with("users_purge: 200 OK: an HTML page ("),
            "{message}"
        );
        assert!(!message.contains("Sign in"), "{message}");
        assert_eq!(error.raw().unwrap(), "<p>Sign in</p>");
        assert!(!error.is_retryable());
    }
    for reply in [
        Reply::new(200, "text/html", ""),
        Reply::new(200, "text/plain", "OK"),
        Reply::json(200, r#"{"deleted": 1}"#),
        Reply::with_headers(200, &[], "<p>"),
        Reply::with_headers(204, &[], ""),
    ] {
        delete(reply).await.unwrap();
    }
    // A raw request returns the response as received.
    let server = Server::new([Reply::new(200, "text/html", "<p>")]);
    let client = Client::to(&server.url);
    let raw = RawRequest::new(client.core(), Method::GET, "/page/", ErrorBody::decode);
    assert_eq!(raw.send_raw().await.unwrap().raw(), "<p>");
}
