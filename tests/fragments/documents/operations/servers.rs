//! Servers that are chosen by the variables in their URLs.

use super::{Client, ClientBuilder, Error, ServerVariables as _};

/// The base URL of a client, or why there is none.
fn base_url(builder: ClientBuilder) -> String {
    match builder.build() {
        Ok(client) => {
            let printed = format!("{client:?}");
            let (_, url) = printed.split_once("base_url: \"").unwrap();
            url.split('"').next().unwrap().to_owned()
        }
        Err(Error::Config(error)) => error.to_string(),
        Err(error) => panic!("{error:?}"),
    }
}

fn new() -> ClientBuilder {
    Client::builder()
}

#[test]
fn a_variable_chooses_the_first_server_that_has_it() {
    assert_eq!(base_url(new()), "https://api.example.com");
    let cases = [
        (new().region("us-2"), "https://us-2.api.example.com:8443/v1"),
        (new().base("v2"), "https://eu-1.api.example.com:8443/v2"),
        (new().region("us-2").port("80").base("a"), "https://us-2.api.example.com:80/a"),
        (new().region("us-2").region("eu-1"), "https://eu-1.api.example.com:8443/v1"),
        (new().tenant("acme"), "https://acme.example.com"),
        (new().host("api.example.org"), "https://api.example.org/api"),
        // The builder has a method `timeout` of its own.
        (new().server_timeout("short"), "https://short.slow.example.com"),
    ];
    for (builder, url) in cases {
        assert_eq!(base_url(builder), url);
    }
}

#[test]
fn a_value_that_does_not_fit_is_refused_without_being_shown() {
    let cases = [
        (
            new().region("mars"),
            "region is not a known value (`eu-1`, `us-2`); for another server, set `base_url` to its URL",
        ),
        (
            new().port("x"),
            "port is not a port number; for another server, set `base_url` to its URL",
        ),
        (
            new().base("a b"),
            "base is not a URL path: letters, digits, `-`, `_`, `.`, `~` and `/`; \
             for another server, set `base_url` to its URL",
        ),
    ];
    for (builder, message) in cases {
        assert_eq!(base_url(builder), message);
    }
}

#[test]
fn a_value_cannot_lead_to_another_host() {
    let long = "a".repeat(64);
    for value in [
        "", "eu.evil.com", "eu.evil.com/", "evil.com/?", "evil.com#", "a@b", "a:80", "-a", "a-", "a_b", "ä", "a\n", &long,
    ] {
        let message = base_url(new().tenant(value));
        assert!(message.starts_with("tenant is not a host name label"), "{value}: {message}");
    }
    for value in ["", ".", "a..b", "a.b/", "a@b", "a:80", "a b", "[::1]", "-a.b"] {
        let message = base_url(new().host(value));
        assert!(message.starts_with("host is not a host"), "{value}: {message}");
    }
    for value in ["", ".", "..", "a/..", "/a", "a//b", "?a", "#a", "a%2f"] {
        let message = base_url(new().base(value));
        assert!(message.starts_with("base is not a URL path"), "{value}: {message}");
    }
    for value in ["", "0", "65536", "-1", "+80", "80/"] {
        let message = base_url(new().port(value));
        assert!(message.starts_with("port is not a port number"), "{value}: {message}");
    }
}

#[test]
fn settings_that_exclude_each_other_are_named() {
    assert_eq!(
        base_url(new().region("us-2").tenant("acme")),
        "region cannot be set together with `tenant`: no server has all of them in its URL"
    );
    for builder in [
        new().region("us-2").base_url("https://b.example.com"),
        new().base_url("https://b.example.com").region("us-2"),
    ] {
        assert_eq!(
            base_url(builder),
            "region cannot be set together with `base_url`: remove one of them"
        );
    }
}
