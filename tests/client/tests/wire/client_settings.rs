//! Settings of a client: which are refused and why, where requests are sent, and the environment variables.

use std::process::Command;
use std::time::Duration;

use client_tests::samples::page;
use client_tests::{KEY, Reply, Server};
use probely::{Client, ClientBuilder, Error, FakeTransport, Secret};
use serde_json::json;

/// The messages are tested with the runtime. Here: each names the setting and the problem.
#[test]
fn that_cannot_be_used_are_refused() {
    let with_key = || Client::builder().api_key("key");
    let with_url = |url: &str| with_key().base_url(url);
    let cases: [(ClientBuilder, &str, &str); 13] = [
        (Client::builder(), "api_key", "is missing"),
        (Client::builder().api_key(""), "api_key", "is empty"),
        (Client::builder().api_key("key\n"), "api_key", "line break"),
        (Client::builder().api_key("kéy"), "api_key", "at byte 2"),
        (with_url(""), "base_url", "is empty"),
        (with_url("api.probely.com"), "base_url", "is not a URL"),
        (with_url("ftp://probely.com"), "base_url", "scheme `ftp`"),
        (with_url("http://probely.com"), "base_url", "is not https"),
        (with_url("http://localhost.eu"), "base_url", "is not https"),
        (with_url("https://probely.com/?a"), "base_url", "query"),
        (with_url("https://ana@probely.com"), "base_url", "user name"),
        (with_key().timeout(Duration::ZERO), "timeout", "is zero"),
        (
            with_key()
                .connect_timeout(Duration::from_secs(1))
                .http_client(reqwest::Client::new()),
            "connect_timeout",
            "has no effect",
        ),
    ];
    for (builder, setting, problem) in cases {
        let error = builder.build().unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with(setting), "{message}");
        assert!(message.contains(problem), "{message}");
        assert_eq!((error.operation(), error.status()), (None, None));
        let Error::Config(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.setting(), setting);
    }
}

#[test]
fn of_this_machine_may_be_plain_http() {
    for host in ["localhost", "127.0.0.1:80", "127.9.9.9", "[::1]:8080"] {
        let url = format!("http://{host}");
        Client::builder()
            .api_key("key")
            .base_url(url)
            .build()
            .unwrap();
    }
    Client::builder()
        .api_key("key")
        .base_url("http://api.example.com")
        .allow_plain_http(true)
        .build()
        .unwrap();
}

#[test]
fn are_complete_with_a_key() {
    Client::new("key").unwrap();
    Client::new(String::from("key")).unwrap();
    Client::new(Secret::new("key")).unwrap();
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    for (path, line) in [
        ("", "GET /users/"),
        ("/", "GET /users/"),
        ("/probely/v1", "GET /probely/v1/users/"),
        ("/probely/v1/", "GET /probely/v1/users/"),
    ] {
        let server = Server::start(Reply::json(200, page(vec![]))).await;
        let url = format!("{}{path}", server.url());
        let client = server.builder().base_url(url).build().unwrap();
        client.users().list().send().await.unwrap();
        assert_eq!(server.request().line(), line);
    }
}

#[tokio::test]
async fn a_custom_http_client_sends_the_same() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let mut own = reqwest::header::HeaderMap::new();
    own.insert("x-team", "payments".parse().unwrap());
    let http = reqwest::Client::builder()
        .user_agent("mine")
        .default_headers(own)
        .build()
        .unwrap();
    let client = server.builder().http_client(http).build().unwrap();
    client.users().list().send().await.unwrap();

    let request = server.request();
    assert_eq!(
        request.header("authorization").unwrap(),
        format!("JWT {KEY}")
    );
    assert_eq!(request.header("accept").unwrap(), "application/json");
    assert_eq!(request.header("x-team").unwrap(), "payments");
    let user_agent = request.header("user-agent").unwrap();
    assert!(user_agent.starts_with("probely-sdk/"), "{user_agent}");
}

/// A custom HTTP client may follow redirects. The response of the other URL is not used.
#[tokio::test]
async fn a_redirect_that_a_custom_http_client_follows_is_an_error() {
    let elsewhere = Server::start(Reply::json(200, page(vec![]))).await;
    let location = format!("{}/users/", elsewhere.url());
    let server = Server::start(Reply::empty(301).header("location", &location)).await;
    let http = reqwest::Client::new();
    let client = server.builder().http_client(http).build().unwrap();
    let error = client.users().list().send().await.unwrap_err();

    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "users_list: 200 OK: the HTTP client followed a redirect to another URL, so this response belongs to another request"
    );
    // It was sent to another host, so without the key.
    assert_eq!(elsewhere.request().header("authorization"), None);
}

/// Runs the program with only these environment variables of the client.
async fn from_env(variables: &[(&str, &str)]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_from_env"));
    program
        .env_remove("PROBELY_API_KEY")
        .env_remove("PROBELY_API_BASE_URL")
        .env_remove("PROBELY_REGION")
        .envs(variables.iter().copied());
    // The server runs on this runtime, so waiting must not block it.
    let output = tokio::task::spawn_blocking(move || program.output());
    let output = output.await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

#[tokio::test]
async fn come_from_the_environment() {
    let server = Server::start(Reply::json(200, json!({}))).await;
    let variables = [
        ("PROBELY_API_KEY", "key-from-env"),
        ("PROBELY_API_BASE_URL", server.url()),
    ];
    assert_eq!(from_env(&variables).await, "200");
    let request = server.request();
    assert_eq!(request.line(), "GET /users/");
    assert_eq!(request.header("authorization").unwrap(), "JWT key-from-env");
}

/// `FakeTransport` shows the host without resolving its name.
#[tokio::test]
async fn choose_a_region() {
    for (region, host) in [
        (None, "api.probely.com"),
        (Some("eu"), "api.eu.probely.com"),
        (Some("us"), "api.us.probely.com"),
        (Some("au"), "api.au.probely.com"),
    ] {
        let transport = FakeTransport::new().json(200, &page(vec![]));
        let builder = Client::builder().api_key("key");
        let builder = builder.transport(transport.clone());
        let builder = match region {
            Some(region) => builder.region(region),
            None => builder,
        };
        let client = builder.build().unwrap();
        client.users().list().send().await.unwrap();
        assert_eq!(transport.requests()[0].uri().host(), Some(host));
    }
}

#[test]
fn of_a_region_are_checked() {
    let new = || Client::builder().api_key("key");
    for region in ["mars", "EU", "", "eu.evil.com/", "eu/", "eu@evil.com"] {
        assert_eq!(
            new().region(region).build().unwrap_err().to_string(),
            "region is not a known value (`eu`, `us`, `au`); for another server, set `base_url` to its URL"
        );
    }
    let both = new().region("eu").base_url("https://api.eu.probely.com");
    assert_eq!(
        both.build().unwrap_err().to_string(),
        "region cannot be set together with `base_url`: remove one of them"
    );
}

#[tokio::test]
async fn from_the_environment_are_checked_too() {
    const KEY: (&str, &str) = ("PROBELY_API_KEY", "key");
    const URL: &str = "PROBELY_API_BASE_URL";
    const REGION: &str = "PROBELY_REGION";
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[], "PROBELY_API_KEY is not set"),
        (&[("PROBELY_API_KEY", "")], "PROBELY_API_KEY is empty"),
        (&[KEY, (URL, "")], "PROBELY_API_BASE_URL is empty"),
        (
            &[KEY, (URL, "http://probely.com")],
            "PROBELY_API_BASE_URL is not https",
        ),
        (
            &[KEY, (REGION, "mars")],
            "PROBELY_REGION is not a known value",
        ),
        (
            &[KEY, (REGION, "us"), (URL, "https://b.example.com")],
            "PROBELY_REGION cannot be set together with `PROBELY_API_BASE_URL`",
        ),
    ];
    for (variables, start) in cases {
        let message = from_env(variables).await;
        assert!(message.starts_with(start), "{message}");
    }
}

/// A proxy could read the key, which is sent to this machine unencrypted.
#[tokio::test]
async fn from_the_environment_send_nothing_for_this_machine_to_a_proxy() {
    let proxy = Server::start(Reply::json(200, json!({}))).await;
    let server = Server::start(Reply::json(200, json!({}))).await;
    let variables = [
        ("PROBELY_API_KEY", "key-from-env"),
        ("PROBELY_API_BASE_URL", server.url()),
        ("HTTP_PROXY", proxy.url()),
        ("http_proxy", proxy.url()),
        ("ALL_PROXY", proxy.url()),
    ];
    assert_eq!(from_env(&variables).await, "200");
    assert!(proxy.requests().is_empty(), "{:?}", proxy.requests());
    assert_eq!(server.requests().len(), 1);
}
