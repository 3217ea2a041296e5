//! Keys and bodies are not logged: nothing that can be printed contains the planted secrets.

use std::error::Error as _;
use std::fmt::{Debug, Display};
use std::time::Duration;

use client_tests::samples::{api_user, page, user, with};
use client_tests::{KEY, Reply, Server};
use probely::types::{ApiUserBulkUpdate, ApiUserPatch};
use probely::{Client, Error, Secret};
use serde_json::json;

/// Strings that nothing printed may contain.
const PLANTED: &str = "planted-1f9c";

fn assert_hidden(texts: impl IntoIterator<Item = String>) {
    for text in texts {
        for secret in [KEY, PLANTED] {
            assert!(!text.contains(secret), "{secret} is in: {text}");
        }
    }
}

fn debug(value: &impl Debug) -> [String; 2] {
    [format!("{value:?}"), format!("{value:#?}")]
}

fn display(value: &(impl Display + ?Sized)) -> String {
    value.to_string()
}

/// Everything that an error can print, with its causes.
fn assert_error_hides(error: &Error) {
    assert_hidden(debug(error));
    assert_hidden([display(error)]);
    let mut cause = error.source();
    while let Some(error) = cause {
        assert_hidden([display(error), format!("{error:?}")]);
        cause = error.source();
    }
}

#[tokio::test]
async fn are_not_shown_by_clients_and_requests() {
    let server = Server::start(Reply::json(200, json!({}))).await;
    let client = server.client();
    assert_hidden(debug(&server.builder()));
    assert_hidden(debug(&client));
    assert_hidden(debug(&client.users()));
    assert_hidden(debug(&client.users().list()));
    assert_hidden(debug(
        &client.api_users().partial_update("a", ApiUserPatch::new()),
    ));
    assert_hidden(debug(&Secret::new(PLANTED)));
}

#[test]
fn are_not_shown_by_settings_that_are_refused() {
    let keys = [
        format!("{PLANTED} "),
        format!("{PLANTED}\n"),
        format!("{PLANTED}ü"),
    ];
    for key in keys {
        assert_error_hides(&Client::new(key).unwrap_err());
    }
    let urls = [
        format!("https://ana:{PLANTED}@api.example.com"),
        format!("https://api.example.com/?key={PLANTED}"),
        format!("https://api.example.com/#{PLANTED}"),
        format!("https://api.example.com:{PLANTED}"),
        format!("{PLANTED} "),
    ];
    for url in urls {
        let builder = Client::builder().api_key(KEY).base_url(url);
        assert_hidden(debug(&builder));
        assert_error_hides(&builder.build().unwrap_err());
    }
}

#[tokio::test]
async fn are_not_shown_by_errors() {
    let wrong = |fields| Reply::json(200, page(vec![with(user(), fields)]));
    let replies = [
        Reply::hang_up(),
        Reply::json(200, json!({ "key": PLANTED })).broken_off(),
        Reply::keep_waiting(),
        Reply::new(200, "text/html", PLANTED),
        Reply::new(200, "application/json", format!("{{\"{PLANTED}")),
        Reply::json(200, json!(PLANTED)),
        wrong(json!({ "is_billing_admin": PLANTED })),
        wrong(json!({ "name": { PLANTED: PLANTED } })),
        wrong(json!({ "changed": PLANTED })),
        wrong(json!({ "labels": [PLANTED] })),
        wrong(json!({ "labels": format!("\", expected {PLANTED}") })),
        Reply::json(201, json!({ "key": PLANTED })),
        Reply::empty(301).header("location", &format!("/users/?key={PLANTED}")),
        Reply::new(400, "text/plain", PLANTED),
        Reply::new(500, "text/html", PLANTED),
        Reply::json(500, json!({ "detail": "Sorry.", "token": PLANTED })),
        Reply::json(404, json!({ "user": { "key": PLANTED } })),
        Reply::empty(401).header("set-cookie", PLANTED),
    ];
    for reply in replies {
        let server = Server::start(reply).await;
        let limit = Duration::from_millis(100);
        let client = server.builder().timeout(limit).build().unwrap();
        assert_error_hides(&client.users().list().send().await.unwrap_err());
    }
}

#[tokio::test]
async fn are_not_shown_by_requests_that_are_refused() {
    let server = Server::start(Reply::json(200, json!({}))).await;
    let client = server.client();
    let name = format!("{PLANTED}{}", "n".repeat(60));
    let patch = ApiUserPatch::new().name(name);
    let request = client.api_users().partial_update("", patch);
    assert_error_hides(&request.send().await.unwrap_err());
}

#[tokio::test]
async fn are_not_shown_by_responses() {
    let fields = json!({ "key": PLANTED, "token": PLANTED, "nested": { "token": PLANTED } });
    let reply = Reply::json(200, with(api_user(), fields)).header("set-cookie", PLANTED);
    let server = Server::start(reply).await;
    let client = server.client();
    let request = client.api_users().partial_update("a", ApiUserPatch::new());
    let user = request.send().await.unwrap();
    assert_hidden(debug(&user));
    assert_hidden(debug(&*user));
    assert_hidden(debug(&user.extra));
    assert_eq!(user.key.as_ref().unwrap().expose(), PLANTED);
    assert_eq!(user.extra["token"], PLANTED);

    let server = Server::start(Reply::json(200, json!({ "token": PLANTED }))).await;
    let update = ApiUserBulkUpdate::new(["a"], "CI", probely::Empty);
    let result = server.client().api_users().bulk_update(update).send().await;
    assert_hidden(debug(&result));
}
