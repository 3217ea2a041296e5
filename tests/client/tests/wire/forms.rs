//! Bodies as forms and as multipart: the exact bytes, and which values are refused before sending.

use client_tests::samples::api_user;
use client_tests::{Received, Reply, Server};
use probely::Error;
use probely::types::{ApiUserBulkUpdate, ApiUserPatch, JobTitle, LabelRequest};
use serde_json::json;

fn bulk_update() -> ApiUserBulkUpdate {
    let labels = [
        LabelRequest::new("prod").color("#00FF00"),
        LabelRequest::new("staging"),
    ];
    ApiUserBulkUpdate::new(["9xYc3gJ1kLmN", "4tRw8bQ2zVpA"], "CI", labels)
        .title(JobTitle::Dev)
        .active(true)
}

fn patch() -> ApiUserPatch {
    ApiUserPatch::new()
        .name("José & co")
        .active(false)
        .labels([LabelRequest::new("prod")])
}

/// Type and body of a request.
fn written(request: &Received) -> (String, &str) {
    (request.header("content-type").unwrap(), request.text())
}

/// A body of parts with these names and values.
fn multipart(parts: &[(&str, &str)]) -> String {
    let parts = parts.iter().map(|(name, text)| {
        format!(
            "--form-boundary-0-end\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
        )
    });
    parts.collect::<String>() + "--form-boundary-0-end--\r\n"
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data; boundary=form-boundary-0-end";

#[tokio::test]
async fn a_bulk_update_is_sent_as_a_form() {
    let server = Server::start(Reply::json(200, json!({ "ids": [] }))).await;
    let request = server.client().api_users().bulk_update(bulk_update());
    request.form().send().await.unwrap();

    let request = server.request();
    assert_eq!(request.line(), "POST /api-users/bulk/update/");
    assert_eq!(
        written(&request),
        (
            FORM.to_owned(),
            "active=true&ids=9xYc3gJ1kLmN&ids=4tRw8bQ2zVpA&labels%5B0%5Dcolor=%2300FF00&labels%5B0%5Dname=prod\
             &labels%5B1%5Dname=staging&name=CI&title=dev"
        )
    );
}

#[tokio::test]
async fn a_bulk_update_is_sent_as_multipart() {
    let server = Server::start(Reply::json(200, json!({ "ids": [] }))).await;
    let request = server.client().api_users().bulk_update(bulk_update());
    request.multipart().send().await.unwrap();

    let body = multipart(&[
        ("active", "true"),
        ("ids", "9xYc3gJ1kLmN"),
        ("ids", "4tRw8bQ2zVpA"),
        ("labels[0]color", "#00FF00"),
        ("labels[0]name", "prod"),
        ("labels[1]name", "staging"),
        ("name", "CI"),
        ("title", "dev"),
    ]);
    assert_eq!(
        written(&server.request()),
        (MULTIPART.to_owned(), body.as_str())
    );
}

#[tokio::test]
async fn a_partial_update_is_sent_as_a_form() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let request = server.client().api_users().partial_update("a", patch());
    request.form().send().await.unwrap();

    let request = server.request();
    assert_eq!(request.line(), "PATCH /api-users/a/");
    assert_eq!(
        written(&request),
        (
            FORM.to_owned(),
            "active=false&labels%5B0%5Dname=prod&name=Jos%C3%A9%20%26%20co"
        )
    );
}

#[tokio::test]
async fn a_partial_update_is_sent_as_multipart() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let request = server.client().api_users().partial_update("a", patch());
    request.multipart().send().await.unwrap();

    let body = multipart(&[
        ("active", "false"),
        ("labels[0]name", "prod"),
        ("name", "José & co"),
    ]);
    assert_eq!(
        written(&server.request()),
        (MULTIPART.to_owned(), body.as_str())
    );
}

/// Unknown fields are sent in a form too, as strings.
#[tokio::test]
async fn fields_that_the_crate_does_not_know_are_sent() {
    let mut patch = ApiUserPatch::new();
    for (name, value) in [
        ("nickname", json!("robot")),
        ("level", json!(7)),
        ("tags", json!(["a", "b"])),
    ] {
        patch.extra.insert(name.to_owned(), value);
    }
    let server = Server::start(Reply::json(200, api_user())).await;
    let request = server.client().api_users().partial_update("a", patch);
    request.form().send().await.unwrap();
    assert_eq!(
        server.request().text(),
        "level=7&nickname=robot&tags=a&tags=b"
    );
}

/// A blank title clears it, and a blank color is one that the API takes.
#[tokio::test]
async fn an_empty_string_is_sent_where_the_field_may_be_blank() {
    let patch = ApiUserPatch::new()
        .title(JobTitle::Blank)
        .labels([LabelRequest::new("a").color("")]);
    let server = Server::start(Reply::json(200, api_user())).await;
    let request = server.client().api_users().partial_update("a", patch);
    request.clone().form().send().await.unwrap();
    assert_eq!(
        server.request().text(),
        "labels%5B0%5Dcolor=&labels%5B0%5Dname=a&title="
    );

    let server = Server::start(Reply::json(200, api_user())).await;
    let patch = ApiUserPatch::new().title(JobTitle::Blank);
    let request = server.client().api_users().partial_update("a", patch);
    request.multipart().send().await.unwrap();
    assert_eq!(server.request().text(), multipart(&[("title", "")]));

    let update = ApiUserBulkUpdate::new(["a"], "CI", [LabelRequest::new("prod")]);
    let update = update.title(JobTitle::Blank);
    let server = Server::start(Reply::json(200, json!({ "ids": [] }))).await;
    let request = server.client().api_users().bulk_update(update);
    request.form().send().await.unwrap();
    assert_eq!(
        server.request().text(),
        "ids=a&labels%5B0%5Dname=prod&name=CI&title="
    );
}

/// It changes nothing, as `{}` does.
#[tokio::test]
async fn a_partial_update_without_fields_is_an_empty_form() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let users = server.client();
    let request = users.api_users().partial_update("a", ApiUserPatch::new());
    request.form().send().await.unwrap();
    let request = server.request();
    assert_eq!(written(&request), (FORM.to_owned(), ""));
    assert_eq!(request.header("content-length").as_deref(), Some("0"));

    let server = Server::start(Reply::json(200, api_user())).await;
    let users = server.client();
    let request = users.api_users().partial_update("a", ApiUserPatch::new());
    request.multipart().send().await.unwrap();
    assert_eq!(
        written(&server.request()),
        (MULTIPART.to_owned(), multipart(&[]).as_str())
    );
}

#[tokio::test]
async fn what_a_form_would_lose_is_not_sent() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let api_users = server.client();
    let api_users = api_users.api_users();

    let blank = ApiUserPatch::new().name("").title(JobTitle::Blank);
    let no_labels = ApiUserPatch::new().name("CI").labels(probely::Empty);
    let blank_label = ApiUserPatch::new().labels([
        LabelRequest::new("a").color(""),
        LabelRequest::new("").color("green"),
    ]);
    for (patch, paths) in [
        (blank, &["name"][..]),
        (no_labels, &["labels"]),
        (blank_label, &["labels[1].name"]),
    ] {
        let request = api_users.partial_update("a", patch);
        assert_eq!(refused_at(request.clone().form().send().await), paths);
        assert_eq!(refused_at(request.multipart().send().await), paths);
    }

    let empty = ApiUserBulkUpdate::new([""; 0], "", probely::Empty);
    let many = ApiUserBulkUpdate::new(vec!["a"; 999], "CI", [LabelRequest::new("prod")]);
    for (update, paths) in [(empty, &["ids", "labels", "name"][..]), (many, &[""])] {
        let request = api_users.bulk_update(update);
        assert_eq!(refused_at(request.clone().form().send().await), paths);
        assert_eq!(refused_at(request.multipart().send().await), paths);
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_refusal_suggests_a_fix() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let patch = ApiUserPatch::new().labels(probely::Empty);
    let request = server.client().api_users().partial_update("a", patch);
    let error = request.form().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "api_users_partial_update: not sent: labels: a form cannot carry an empty array: the server would read \
         the field as absent; send the body as JSON"
    );
}

/// The paths of what is refused.
fn refused_at<T>(result: Result<T, Error>) -> Vec<String> {
    let Err(error @ Error::InvalidRequest(_)) = result else {
        panic!("it was sent");
    };
    let errors = error.field_errors();
    errors.into_iter().map(|error| error.path).collect()
}
