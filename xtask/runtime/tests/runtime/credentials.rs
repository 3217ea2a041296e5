//! A client of an API with several kinds of credentials: which of them a request carries, and where.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sdk_runtime::{
    ApiClient, Auth, CallOptions, ClientBuilder, Core, FakeTransport, Method, Operation,
    RawRequest, Request, Response, RetryPolicy, Scheme, Secret, Security, Service,
};
use serde_json::{Value, json};

use crate::support::client::{Error, ErrorBody, install_provider};
use crate::support::process::{ignored_test, printed};
use crate::support::server::{Received, Reply, Server};

struct Client(Core);

const fn scheme(
    name: &'static str,
    setter: &'static str,
    variable: &'static str,
    auth: Auth,
) -> Scheme {
    Scheme {
        name,
        setter,
        variable,
        auth,
    }
}

impl ApiClient for Client {
    type ErrorBody = ErrorBody;

    const SERVICE: Service = Service {
        base_url: "https://api.example.com",
        schemes: &[
            scheme(
                "App",
                "app",
                "EXAMPLE_APP",
                Auth::Header {
                    name: "X-App",
                    prefix: None,
                },
            ),
            scheme("Login", "login", "EXAMPLE_LOGIN", Auth::Basic),
            scheme(
                "Query",
                "query",
                "EXAMPLE_QUERY",
                Auth::Query { name: "api key" },
            ),
            scheme(
                "Session",
                "session",
                "EXAMPLE_SESSION",
                Auth::Cookie { name: "session" },
            ),
            scheme(
                "Token",
                "token",
                "EXAMPLE_TOKEN",
                Auth::Header {
                    name: "Authorization",
                    prefix: Some("Bearer"),
                },
            ),
        ],
        security: &[&["Token"], &["Login"], &["App", "Session"], &[]],
        user_agent: "test/1",
        base_url_variable: "EXAMPLE_API_BASE_URL",
    };

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

macro_rules! operation {
    ($name:ident, $security:expr) => {
        static $name: Operation<ErrorBody> = Operation {
            id: stringify!($name),
            method: Method::GET,
            path: "/things/",
            security: $security,
            success: |status| status == 200,
            error_body: ErrorBody::decode,
        };
    };
}

operation!(OPEN, &[]);
operation!(OPTIONAL, &[&[], &["Token"]]);
operation!(EITHER, &[&["Token"], &["Login"]]);
operation!(BOTH, &[&["App", "Session"], &["Query"]]);
operation!(ALL, &[&["App", "Query", "Session", "Token"]]);

fn new() -> ClientBuilder<Client> {
    ClientBuilder::new()
}

/// What a server receives.
async fn received(
    builder: ClientBuilder<Client>,
    operation: &'static Operation<ErrorBody>,
) -> Received {
    install_provider();
    let server = Server::new([Reply::json(200, "{}")]);
    let client = builder.base_url(&server.url).build().unwrap();
    let request = Request::new(operation)
        .query("a", &"b")
        .cookie("theme", &"dark");
    let _: Response<Value> = client.0.send(request).await.unwrap();
    server.received()
}

/// Why nothing is sent.
async fn refused(
    builder: ClientBuilder<Client>,
    operation: &'static Operation<ErrorBody>,
) -> String {
    let transport = FakeTransport::new();
    let client = builder.transport(transport.clone()).build().unwrap();
    let error = client
        .0
        .send::<Value, _>(Request::new(operation))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::ApiKey(_)), "{error:?}");
    assert_eq!((error.attempts(), error.is_retryable()), (0, false));
    assert!(transport.requests().is_empty());
    error.to_string()
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    let builder = new()
        .secret_credential("App", "Key a b")
        .secret_credential("Query", "k&=?")
        .secret_credential("Session", "s")
        .secret_credential("Token", "t");
    let sent = received(builder, &ALL).await;
    assert_eq!(sent.header("x-app"), Some("Key a b"));
    assert_eq!(sent.target, "/things/?a=b&api%20key=k%26%3D%3F");
    assert_eq!(sent.header("cookie"), Some("theme=dark; session=s"));
    assert_eq!(sent.header("authorization"), Some("Bearer t"));
    for (user, password, encoded) in [
        ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("a", "b", "YTpi"),
        ("a", "bc", "YTpiYw=="),
        ("a", "bcd", "YTpiY2Q="),
        ("a", "b:c", "YTpiOmM="),
        ("key", "", "a2V5Og=="),
        ("ü", ">>??", "w7w6Pj4/Pw=="),
    ] {
        let sent = received(new().basic_credential("Login", user, password), &EITHER).await;
        assert_eq!(
            sent.header("authorization").unwrap(),
            format!("Basic {encoded}")
        );
    }
}

#[tokio::test]
async fn the_first_alternative_that_is_held_is_sent_and_no_other() {
    let token = || new().secret_credential("Token", "t");
    let both = || token().basic_credential("Login", "u", "p");
    let app = || {
        new()
            .secret_credential("App", "a")
            .secret_credential("Session", "s")
    };
    for (builder, operation, expected) in [
        (
            both(),
            &EITHER,
            [Some("Bearer t"), None, Some("theme=dark")],
        ),
        (
            new().basic_credential("Login", "u", "p"),
            &EITHER,
            [Some("Basic dTpw"), None, Some("theme=dark")],
        ),
        (
            both(),
            &OPTIONAL,
            [Some("Bearer t"), None, Some("theme=dark")],
        ),
        (new(), &OPTIONAL, [None, None, Some("theme=dark")]),
        (both(), &OPEN, [None, None, Some("theme=dark")]),
        (
            app(),
            &BOTH,
            [None, Some("a"), Some("theme=dark; session=s")],
        ),
        // One of two is not enough, and is not sent beside another alternative.
        (
            new()
                .secret_credential("App", "a")
                .secret_credential("Query", "q"),
            &BOTH,
            [None, None, Some("theme=dark")],
        ),
        // The later value replaces the earlier one.
        (
            token().secret_credential("Token", "u"),
            &EITHER,
            [Some("Bearer u"), None, Some("theme=dark")],
        ),
    ] {
        let sent = received(builder, operation).await;
        let headers = ["authorization", "x-app", "cookie"].map(|name| sent.header(name));
        assert_eq!(headers, expected, "{}", operation.id);
    }
}

#[tokio::test]
async fn a_call_without_its_credentials_is_not_sent() {
    assert_eq!(
        refused(new(), &EITHER).await,
        "EITHER: not sent: it needs the credentials `Token` or `Login`, which the client does not have: \
         call `token` or `login` of the builder"
    );
    assert_eq!(
        refused(new().secret_credential("App", "a"), &BOTH).await,
        "BOTH: not sent: it needs the credentials `App` and `Session`, or `Query`, which the client does not have: \
         call `app` and `session`, or `query` of the builder"
    );
}

#[tokio::test]
async fn a_request_of_ones_own_has_the_credentials_of_the_client() {
    for (builder, expected) in [
        (new(), None),
        (new().secret_credential("Token", "t"), Some("Bearer t")),
        (
            new().basic_credential("Login", "u", "p"),
            Some("Basic dTpw"),
        ),
    ] {
        let transport = FakeTransport::new().ok(&json!({}));
        let client = builder.transport(transport.clone()).build().unwrap();
        let request = RawRequest::new(&client.0, Method::GET, "/new/", ErrorBody::decode);
        request.send::<Value>().await.unwrap();
        let sent = transport.requests().remove(0);
        let header = sent.headers().get("authorization");
        assert_eq!(header.map(|it| it.to_str().unwrap()), expected);
        assert!(header.is_none_or(|it| it.is_sensitive()));
    }
}

#[tokio::test]
async fn headers_of_all_schemes_belong_to_the_client() {
    for name in ["Authorization", "cookie", "x-app"] {
        let error = new().header(name, "x").build().err().unwrap().to_string();
        assert_eq!(
            error,
            format!("header `{name}` is a header that the client sets itself")
        );
        let client = new().transport(FakeTransport::new()).build().unwrap();
        let request = Request::new(&OPEN).options(&CallOptions::new().header(name, "x"));
        let error = client.0.send::<Value, _>(request).await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    }
}

#[tokio::test]
async fn providers_are_called_for_each_attempt_of_calls_that_need_them() {
    let transport = FakeTransport::new()
        .json(200, &json!({}))
        .json(503, &json!({}))
        .json(200, &json!({}));
    let calls = Arc::new(AtomicU32::new(0));
    let counted = calls.clone();
    let client = new()
        .basic_credential_provider("Login", move || {
            let number = counted.fetch_add(1, Ordering::Relaxed);
            async move { Ok::<_, std::io::Error>((format!("u{number}"), Secret::new("p"))) }
        })
        .retry(RetryPolicy::new().backoff(std::time::Duration::ZERO, std::time::Duration::ZERO))
        .transport(transport.clone())
        .build()
        .unwrap();
    for operation in [&OPEN, &EITHER] {
        client
            .0
            .send::<Value, _>(Request::new(operation))
            .await
            .unwrap();
    }
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    let sent = transport.requests();
    assert_eq!(sent[1].headers()["authorization"], "Basic dTA6cA==");
    assert_eq!(sent[2].headers()["authorization"], "Basic dTE6cA==");

    let failing = || new().secret_credential_provider("Token", async || Err::<Secret, _>("closed"));
    assert_eq!(
        refused(failing(), &EITHER).await,
        "EITHER: not sent: the provider of `token` failed: closed"
    );
    let colon = new().basic_credential_provider("Login", async || {
        Ok::<_, std::io::Error>(("planted:user".to_owned(), Secret::new("planted")))
    });
    let message = refused(colon, &EITHER).await;
    assert!(
        message.contains("has a user name with a `:`") && !message.contains("planted"),
        "{message}"
    );
}

#[test]
fn credentials_that_are_invalid_for_their_scheme_are_rejected() {
    let cases = [
        (
            new().basic_credential("Login", "a:b", "planted"),
            "login has a user name with a `:`, which cannot be sent",
        ),
        (
            new().basic_credential("Login", "a", "planted\n"),
            "login has a space, a line break or another invalid character at byte 10: remove it",
        ),
        (
            new().secret_credential("Session", "planted;b"),
            "session has a character that is invalid in a cookie: remove it",
        ),
        (
            new().secret_credential("Token", "Bearer planted"),
            "token starts with `Bearer `, which the client adds itself: leave it out",
        ),
        (
            new().secret_credential("App", " planted"),
            "app has a space, a line break or another invalid character at byte 1: remove it",
        ),
        (
            new().secret_credential("Query", ""),
            "query is empty: set it to the key, the token or the password",
        ),
    ];
    for (builder, message) in cases {
        assert!(!format!("{builder:?}").contains("planted"));
        let error = builder.build().err().unwrap();
        assert_eq!(error.to_string(), message);
        assert!(!format!("{error:?}").contains("planted"));
    }
}

/// An API of which every operation needs credentials.
struct Closed;

impl ApiClient for Closed {
    type ErrorBody = ErrorBody;

    const SERVICE: Service = Service {
        security: CLOSED,
        ..Client::SERVICE
    };

    fn from_core(_: Core) -> Self {
        Self
    }
}

const CLOSED: Security = &[&["App", "Session"], &["Token"]];

#[test]
fn a_client_that_could_make_no_call_is_not_built() {
    let build = |builder: ClientBuilder<Closed>| {
        let builder = builder.transport(FakeTransport::new());
        builder.build().err().map(|error| error.to_string())
    };
    let missing = "call `app` and `session`, or `token` of the builder, or `env` with `EXAMPLE_APP` and \
                   `EXAMPLE_SESSION`, or `EXAMPLE_TOKEN` set";
    let new = ClientBuilder::<Closed>::new;
    assert_eq!(build(new()), Some(format!("app is missing: {missing}")));
    let half = new().secret_credential("App", "a");
    assert_eq!(build(half), Some(format!("session is missing: {missing}")));
    let whole = new()
        .secret_credential("App", "a")
        .secret_credential("Session", "s");
    assert_eq!(build(whole), None);
    assert_eq!(build(new().secret_credential("Token", "t")), None);
}

/// Environment variables belong to a process, so this case runs in one of its own.
#[test]
fn the_environment_has_a_variable_for_each_scheme() {
    let mut test = ignored_test("credentials::prints_the_credentials_of_the_environment");
    let printed = printed(test.envs([("EXAMPLE_LOGIN", "u:p"), ("EXAMPLE_TOKEN", "t")]));
    assert!(
        printed.contains("credentials: [\"EXAMPLE_LOGIN\", \"EXAMPLE_TOKEN\"]"),
        "{printed}"
    );
}

#[test]
#[ignore = "run by the_environment_has_a_variable_for_each_scheme"]
fn prints_the_credentials_of_the_environment() {
    let builder = new().env();
    println!("{builder:?}");
    builder.transport(FakeTransport::new()).build().unwrap();
}
