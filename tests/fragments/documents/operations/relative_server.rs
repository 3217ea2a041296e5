//! A server without a host: its path is kept below the host that the client is given. And paths with more than a path.

use sdk_runtime::{FakeTransport, http};

use super::{Client, ClientBuilder, ServerVariables as _};

fn empty() -> http::Response<&'static str> {
    http::Response::builder().status(204).body("").unwrap()
}

async fn url(builder: ClientBuilder) -> String {
    let transport = FakeTransport::new().respond_with(|_| Ok(empty()));
    let client = builder.transport(transport.clone()).build().unwrap();
    client.pets().list("a b").page(2).send().await.unwrap();
    transport.requests()[0].uri().to_string()
}

fn new() -> ClientBuilder {
    Client::builder()
}

#[tokio::test]
async fn the_path_is_kept_below_a_host() {
    let rest = "pets?kind=cat&sort=a%20b&page=2";
    for (builder, base) in [
        (new().base_url("https://pets.example.com"), "https://pets.example.com/api/v2"),
        (new().base_url("https://pets.example.com:8443/"), "https://pets.example.com:8443/api/v2"),
        (new().base_url("https://example.com").version("v3"), "https://example.com/api/v3"),
        (new().endpoint("https://example.com/eu/"), "https://example.com/eu/pets"),
        (new().endpoint("https://example.com").stage("beta"), "https://example.com/pets/beta"),
        (new().base_url("https://example.com").stage("beta"), "https://example.com/pets/beta"),
        // A URL with a path is the whole one.
        (new().base_url("https://example.com/pets/"), "https://example.com/pets"),
    ] {
        assert_eq!(url(builder).await, format!("{base}/{rest}"));
    }
}

#[tokio::test]
async fn characters_beyond_ascii_in_a_path_are_encoded() {
    let transport = FakeTransport::new().respond_with(|_| Ok(empty()));
    let builder = new().base_url("https://example.com").transport(transport.clone());
    builder.build().unwrap().pets().size("ä").send().await.unwrap();
    let url = transport.requests()[0].uri().to_string();
    assert_eq!(url, "https://example.com/api/v2/gr%C3%B6%C3%9Fe/%C3%A4");
}

#[test]
fn a_host_is_asked_for() {
    assert_eq!(
        new().build().unwrap_err().to_string(),
        "base_url is missing: the API description names no host; call `base_url` with one, such as \
         https://api.example.com, or `env` with A_SERVER_WITHOUT_A_HOST_API_BASE_URL set"
    );
    assert_eq!(
        new().base_url("https://example.com").version("a b").build().unwrap_err().to_string(),
        "version is not a URL path: letters, digits, `-`, `_`, `.`, `~` and `/`; for another server, set `base_url` to its URL"
    );
}
