//! The examples, as programs that call a server on loopback.

use std::process::{Command, Output};

use client_tests::samples::{api_user, page, user, with};
use client_tests::{KEY, Reply, Server};
use serde_json::{Value, json};

/// Runs an example against a server.
async fn run(example: &str, arguments: &[&str], server: &Server) -> Output {
    let mut command = Command::new(example);
    command
        .args(arguments)
        .env("PROBELY_API_KEY", KEY)
        .env("PROBELY_API_BASE_URL", server.url());
    tokio::task::spawn_blocking(move || command.output().expect("the example starts"))
        .await
        .expect("it did not panic")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it prints text")
}

fn numbered(number: u32) -> Value {
    with(
        user(),
        json!({"id": format!("u{number}"), "name": format!("User {number}"), "active": true}),
    )
}

/// The pages of a list of four users.
fn two_pages() -> [Reply; 2] {
    [[1, 2], [3, 4]].map(|numbers| {
        let users = numbers.map(numbered).to_vec();
        Reply::json(200, with(page(users), json!({"count": 4, "page_total": 2})))
    })
}

#[tokio::test]
async fn list_everyone() {
    let server = Server::start_with(two_pages()).await;
    let output = run(env!("CARGO_BIN_EXE_list_everyone"), &[], &server).await;
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 4, "{output:?}");
    assert_eq!(lines[3], "User 4 <ana.sousa@example.com> active");
    assert_eq!(
        server.requests()[1].target,
        "/users/?length=100&ordering=name&page=2"
    );
}

#[tokio::test]
async fn export_users() {
    let unknown = with(numbered(1), json!({"shoe_size": 42}));
    let server = Server::start(Reply::json(200, page(vec![unknown.clone()]))).await;
    let output = run(env!("CARGO_BIN_EXE_export_users"), &[], &server).await;
    assert!(output.status.success(), "{output:?}");
    let line: Value =
        serde_json::from_str(text(&output.stdout).trim()).expect("it is one line of JSON");
    assert_eq!(line, unknown);
}

#[tokio::test]
async fn deactivate_by_label() {
    let [first, second] = two_pages();
    let server = Server::start_with([first.clone(), second.clone()]).await;
    let output = run(env!("CARGO_BIN_EXE_deactivate_by_label"), &["l1"], &server).await;
    assert!(
        text(&output.stdout).ends_with("would block User 4 <ana.sousa@example.com>\n4 users\n"),
        "{output:?}"
    );
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.method == "GET")
    );

    let done = Reply::json(200, numbered(1));
    let server = Server::start_with([first, second, done]).await;
    let output = run(
        env!("CARGO_BIN_EXE_deactivate_by_label"),
        &["l1", "--do-it"],
        &server,
    )
    .await;
    assert!(output.status.success(), "{output:?}");
    let requests = server.requests();
    assert_eq!(requests[0].target, "/users/?active=true&label=l1&page=1");
    let changes: Vec<String> = requests[2..].iter().map(|request| request.line()).collect();
    assert_eq!(changes.len(), 4);
    assert!(changes[3].starts_with("PATCH /users/u4/"), "{changes:?}");
    assert_eq!(requests[5].json(), json!({"active": false}));
}

#[tokio::test]
async fn rotate_api_user() {
    let server = Server::start(Reply::json(200, with(api_user(), json!({"name": "CI"})))).await;
    let output = run(
        env!("CARGO_BIN_EXE_rotate_api_user"),
        &["x", "CI", "prod", "eu"],
        &server,
    )
    .await;
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        server.request().json(),
        json!({"name": "CI", "labels": [{"name": "prod"}, {"name": "eu"}]})
    );
}

#[tokio::test]
async fn handle_errors() {
    let invalid = json!({"ids": {"1": ["Invalid pk."]}, "name": ["This field may not be blank."]});
    let cases = [
        (
            Reply::json(400, invalid),
            "refused:\n  ids[1]: Invalid pk.\n  name: This field may not be blank.\n",
        ),
        (
            Reply::json(401, json!({"detail": "Bad key."})),
            "the key is not accepted: ",
        ),
        (
            Reply::json(404, json!({"detail": "Not found."})),
            "one of them does not exist: ",
        ),
        (
            Reply::html(502),
            "api_users_bulk_update: 502 Bad Gateway: text/html",
        ),
        (
            Reply::hang_up(),
            "it may have been done; look before you try again: ",
        ),
    ];
    for (reply, expected) in cases {
        let server = Server::start(reply).await;
        let output = run(
            env!("CARGO_BIN_EXE_handle_errors"),
            &["CI", "a", "b"],
            &server,
        )
        .await;
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).starts_with(expected), "{output:?}");
    }
    let server = Server::start(Reply::json(200, json!({"ids": ["a"]}))).await;
    let long = "x".repeat(61);
    let output = run(env!("CARGO_BIN_EXE_handle_errors"), &[&long, "a"], &server).await;
    assert!(
        text(&output.stderr).starts_with("nothing was sent:\n  name: "),
        "{output:?}"
    );
    assert!(server.requests().is_empty());
}
