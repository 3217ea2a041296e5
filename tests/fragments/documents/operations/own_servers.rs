//! Operations with servers of their own: where they go, and what takes their place.

use sdk_runtime::{FakeTransport, http};

use super::{Client, ClientBuilder, ServerVariables as _};

fn empty() -> http::Response<&'static str> {
    http::Response::builder().status(204).body("").unwrap()
}

/// Where each operation goes.
async fn urls(builder: ClientBuilder) -> [String; 5] {
    let transport = FakeTransport::new().respond_with(|_| Ok(empty()));
    let client = builder.transport(transport.clone()).build().unwrap();
    let things = client.things();
    things.list().send().await.unwrap();
    things.upload().send().await.unwrap();
    things.replace().send().await.unwrap();
    things.legacy().send().await.unwrap();
    things.same().send().await.unwrap();
    let urls: Vec<String> = transport.requests().iter().map(|it| it.uri().to_string()).collect();
    urls.try_into().unwrap()
}

#[tokio::test]
async fn an_operation_goes_to_its_own_server() {
    assert_eq!(
        urls(Client::builder()).await,
        [
            "https://eu.api.example.com/v1/things",
            "https://upload.example.com/upload",
            "https://eu.files.example.com/v2/upload",
            "https://eu.api.example.com/v0/legacy",
            "https://upload.example.com/legacy",
        ]
    );
}

#[tokio::test]
async fn a_variable_is_that_of_all_servers_that_have_it() {
    assert_eq!(
        urls(Client::builder().region("us").version("v3")).await,
        [
            "https://us.api.example.com/v1/things",
            "https://upload.example.com/upload",
            "https://us.files.example.com/v3/upload",
            "https://us.api.example.com/v0/legacy",
            "https://upload.example.com/legacy",
        ]
    );
}

#[tokio::test]
async fn another_base_url_is_that_of_all_operations() {
    let there = "http://127.0.0.1:8080/api";
    assert_eq!(
        urls(Client::builder().base_url(there)).await,
        [
            "http://127.0.0.1:8080/api/things",
            "http://127.0.0.1:8080/api/upload",
            "http://127.0.0.1:8080/api/upload",
            "http://127.0.0.1:8080/v0/legacy",
            "http://127.0.0.1:8080/api/legacy",
        ]
    );
    let builder = Client::builder().base_url(there).upload_server("http://localhost:1");
    assert_eq!(urls(builder).await[1], "http://localhost:1/upload");
}

#[test]
fn a_url_that_cannot_be_called_is_refused_by_its_setter() {
    let builder = Client::builder().upload_server("http://upload.example.org");
    let error = builder.build().unwrap_err().to_string();
    assert!(error.starts_with("upload_server is not https"), "{error}");
    let both = Client::builder().base_url("https://b.example.com").version("v3");
    assert_eq!(
        both.build().unwrap_err().to_string(),
        "version cannot be set together with `base_url`: remove one of them"
    );
}

#[tokio::test]
async fn a_server_is_chosen_by_its_name() {
    let [list, upload, ..] = urls(Client::builder().sandbox_server()).await;
    assert_eq!(list, "https://sandbox.example.com/v1/things");
    // Another server of the API is no other base URL.
    assert_eq!(upload, "https://upload.example.com/upload");
    let [list, ..] = urls(Client::builder().sandbox_server().example_server()).await;
    assert_eq!(list, "https://api.example.org/v1/things");
    let new = || Client::builder().sandbox_server();
    for (builder, other) in [(new().base_url("https://b.example.com"), "base_url"), (new().region("us"), "region")] {
        assert_eq!(
            builder.build().unwrap_err().to_string(),
            format!("sandbox_server cannot be set together with `{other}`: remove one of them")
        );
    }
}
