//! The settings of a client.

use std::time::Duration;

use sdk_runtime::{Request, Response};
use serde_json::Value;

use crate::support::client::{Client, ClientBuilder, Error, KEY, LIST};
use crate::support::process::{ignored_test, printed};
use crate::support::server::{Reply, Server};

fn problem(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    let Error::Config(config) = &error else {
        panic!("{error:?}")
    };
    assert!(error.to_string().starts_with(config.setting()), "{error}");
    assert!(!format!("{error} {error:?}").contains(KEY));
    assert_eq!((error.operation(), error.is_retryable()), (None, false));
    error.to_string()
}

fn valid() -> ClientBuilder {
    Client::builder().api_key(KEY)
}

#[test]
fn a_key_is_visible_ascii() {
    assert_eq!(
        problem(Client::builder()),
        "api_key is missing: call `api_key` of the builder, or `env` with `EXAMPLE_API_KEY` set"
    );
    assert_eq!(
        problem(valid().api_key("")),
        "api_key is empty: set it to the key, the token or the password"
    );
    for (key, at) in [
        ("planted-key-3f9a\n", 17),
        (" planted-key-3f9a", 1),
        ("a b", 2),
        ("a\0", 2),
        ("a\r\nx: y", 2),
        ("aä", 2),
        ("\u{7f}", 1),
    ] {
        assert_eq!(
            problem(valid().api_key(key)),
            format!(
                "api_key has a space, a line break or another invalid character at byte {at}: remove it"
            )
        );
    }
}

#[test]
fn a_key_with_its_prefix_is_explained() {
    assert_eq!(
        problem(valid().api_key("JWT planted-key-3f9a")),
        "api_key starts with `JWT `, which the client adds itself: leave it out"
    );
}

#[test]
fn a_base_url_is_https_or_this_machine() {
    for url in [
        "https://api.example.com",
        "https://api.example.com/",
        "HTTPS://api.example.com:8443/eu/v1",
        "http://localhost:8000",
        "http://127.0.0.1",
        "http://127.1.2.3:80/",
        "http://[::1]:8000",
    ] {
        assert!(valid().base_url(url).build().is_ok(), "{url}");
    }
    for (url, expected) in [
        ("", "is empty"),
        ("api.example.com", "is not a URL"),
        ("/users", "is not a URL"),
        ("https://", "is not a URL"),
        ("https://?a", "is not a URL"),
        ("ftp://example.com", "has the scheme `ftp`"),
        ("file:///etc", "has the scheme `file`"),
        ("https://a.example/?x=1", "has a query"),
        ("https://a.example/?", "has a query"),
        ("https://a.example/#x", "has a query (`?…`) or a fragment"),
        (
            "https://planted-key-3f9a@a.example",
            "has a user name or a password",
        ),
        (
            "https://u:planted-key-3f9a@a.example",
            "has a user name or a password",
        ),
        ("https://:p@a.example", "has a user name or a password"),
        (" https://a.example", "has spaces"),
        ("https://a.example\n", "has spaces"),
        (
            "https://ä.example",
            "has spaces or characters that are not ASCII",
        ),
        ("http://a.example", "is not https"),
        ("http://localhost.evil.example", "is not https"),
        ("http://127.0.0.1.evil.example", "is not https"),
        ("http://128.0.0.1", "is not https"),
        ("http://[::2]", "is not https"),
        ("http://0.0.0.0", "is not https"),
    ] {
        let problem = problem(valid().base_url(url));
        assert!(
            problem.starts_with(&format!("base_url {expected}")),
            "{url}: {problem}"
        );
    }
    assert!(
        valid()
            .base_url("http://a.example")
            .allow_plain_http(true)
            .build()
            .is_ok()
    );
}

#[test]
fn times_are_not_zero() {
    let zero = "is zero, so no call could succeed: set a longer duration";
    assert_eq!(
        problem(valid().timeout(Duration::ZERO)),
        format!("timeout {zero}")
    );
    assert_eq!(
        problem(valid().connect_timeout(Duration::ZERO)),
        format!("connect_timeout {zero}")
    );
    assert_eq!(
        problem(valid().max_response_size(0)),
        "max_response_size is zero, so no response could be read: set a larger size"
    );
    let own = valid()
        .http_client(reqwest::Client::new())
        .connect_timeout(Duration::from_secs(1));
    assert_eq!(
        problem(own),
        "connect_timeout has no effect with `http_client`: set it there instead"
    );
}

#[test]
fn a_program_name_is_valid_in_a_header() {
    for name in ["", " ", "a\r\nb: c", "café"] {
        assert_eq!(
            problem(valid().user_agent(name)),
            "user_agent is not a valid program name: use visible ASCII, as in `inventory/2.1`"
        );
    }
}

#[test]
fn a_client_is_printed_without_its_key() {
    let builder = valid()
        .base_url("https://a.example")
        .timeout(Duration::from_secs(5));
    assert_eq!(
        format!("{builder:?}"),
        "ClientBuilder { credentials: [\"api_key\"], base_url: Some(\"https://a.example\"), \
         limits: Limits { timeout: 5s, attempt_timeout: 30s, retry: RetryPolicy { max_attempts: 3, \
         backoff: 500ms, max_backoff: 20s, max_retry_after: 60s, rate_limited: true, every_method: false } }, \
         connect_timeout: None, max_concurrent_requests: None, headers: [], max_response_size: 67108864, check_constraints: true, allow_plain_http: false, .. }"
    );
    assert_eq!(
        format!("{:?}", builder.build().unwrap()),
        "Client { core: Core { base_url: \"https://a.example\", limits: Limits { timeout: 5s, attempt_timeout: 30s, \
         retry: RetryPolicy { max_attempts: 3, backoff: 500ms, max_backoff: 20s, max_retry_after: 60s, \
         rate_limited: true, every_method: false } }, max_response_size: 67108864, check_constraints: true, .. } }"
    );
}

/// Environment variables belong to a process, so these cases run in one of their own.
#[test]
fn the_environment_is_read_on_request() {
    for (variables, expected) in [
        (
            &[][..],
            "EXAMPLE_API_KEY is not set: the API needs `EXAMPLE_API_KEY`",
        ),
        (
            &[("EXAMPLE_API_KEY", "")],
            "EXAMPLE_API_KEY is empty: set it to the key, the token or the password",
        ),
        (
            &[("EXAMPLE_API_KEY", "a b")],
            "EXAMPLE_API_KEY has a space, a line break or another invalid character at byte 2: remove it",
        ),
        (&[("EXAMPLE_API_KEY", "k")], "https://api.example.com"),
        (
            &[
                ("EXAMPLE_API_KEY", "k"),
                ("EXAMPLE_API_BASE_URL", "https://b.example/x/"),
            ],
            "https://b.example/x",
        ),
        (
            &[("EXAMPLE_API_KEY", "k"), ("EXAMPLE_API_BASE_URL", "")],
            "EXAMPLE_API_BASE_URL is empty: write it like https://api.example.com",
        ),
    ] {
        let mut test = ignored_test("settings::prints_the_settings_of_the_environment");
        test.env_remove("EXAMPLE_API_KEY")
            .env_remove("EXAMPLE_API_BASE_URL");
        let printed = printed(test.envs(variables.iter().copied()));
        assert!(
            printed.contains(&format!("<{expected}>")),
            "{variables:?}: {printed}"
        );
    }
}

#[test]
#[ignore = "run by the_environment_is_read_on_request"]
fn prints_the_settings_of_the_environment() {
    match Client::builder().env().build() {
        Ok(client) => {
            let printed = format!("{client:?}");
            let (_, url) = printed.split_once("base_url: \"").unwrap();
            println!("<{}>", url.split('"').next().unwrap());
        }
        Err(error) => println!("<{error}>"),
    }
}

/// The proxy does not exist, so a call through it would fail.
#[test]
fn requests_to_this_machine_do_not_use_a_proxy() {
    let mut test = ignored_test("settings::calls_this_machine");
    test.env("http_proxy", "http://127.0.0.1:1");
    printed(test.env_remove("no_proxy").env_remove("NO_PROXY"));
}

#[tokio::test]
#[ignore = "run by requests_to_this_machine_do_not_use_a_proxy"]
async fn calls_this_machine() {
    let server = Server::new([Reply::json(200, "{}")]);
    let client = Client::to(&server.url);
    let _: Response<Value> = client.core().send(Request::new(&LIST)).await.unwrap();
    // The proxy is there: a client without the exception goes through it.
    assert!(reqwest::get(&server.url).await.unwrap_err().is_connect());
}
