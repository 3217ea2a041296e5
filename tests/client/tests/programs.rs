//! The examples, as programs that call a server on loopback.

use std::fs;
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

/// A label, and the only page of a list with it.
fn labels(name: &str) -> Reply {
    let label = with(
        user(),
        json!({"id": "l1", "name": name, "color": "#00FF00"}),
    );
    Reply::json(200, page(vec![label]))
}

#[tokio::test]
async fn offboard_by_label_prints_what_it_would_do() {
    let [first, second] = two_pages();
    let server = Server::start_with([labels("left"), first, second]).await;
    let output = run(env!("CARGO_BIN_EXE_offboard_by_label"), &["left"], &server).await;
    assert!(output.status.success(), "{output:?}");
    let expected =
        "would block User 4 <ana.sousa@example.com>\n4 users; run again with --yes to block them\n";
    assert!(text(&output.stdout).ends_with(expected), "{output:?}");
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.method == "GET"));
    assert_eq!(
        requests[1].target,
        "/users/?active=true&label=l1&length=100&ordering=name&page=1"
    );
}

#[tokio::test]
async fn offboard_by_label_blocks_each_user_once_and_continues_after_a_failure() {
    let [first, second] = two_pages();
    let refused = Reply::json(400, json!({"active": ["The owner cannot be blocked."]}));
    let done = Reply::json(200, numbered(1));
    // User 3 is on both pages, as happens when the list changes while it is read.
    let moved = Reply::json(
        200,
        with(
            page([1, 3].map(numbered).to_vec()),
            json!({"count": 4, "page_total": 2}),
        ),
    );
    drop(first);
    let server = Server::start_with([labels("left"), moved, second, refused, done]).await;
    let output = run(
        env!("CARGO_BIN_EXE_offboard_by_label"),
        &["left", "--yes"],
        &server,
    )
    .await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let changes: Vec<_> = server.requests().into_iter().skip(3).collect();
    let lines: Vec<String> = changes.iter().map(|request| request.line()).collect();
    assert_eq!(
        lines,
        ["PATCH /users/u1/", "PATCH /users/u3/", "PATCH /users/u4/"]
    );
    assert_eq!(changes[0].json(), json!({"active": false}));
    let stdout = text(&output.stdout);
    assert!(stdout.contains("2 of 3 blocked\n"), "{stdout}");
    assert!(
        stdout.contains("not blocked: User 1 <ana.sousa@example.com>: "),
        "{stdout}"
    );
}

#[tokio::test]
async fn offboard_by_label_stops_without_the_exact_label() {
    let server = Server::start(labels("left over")).await;
    let arguments = ["left", "--yes"];
    let output = run(env!("CARGO_BIN_EXE_offboard_by_label"), &arguments, &server).await;
    assert!(!output.status.success());
    assert!(
        text(&output.stderr).contains("there is no label named `left`"),
        "{output:?}"
    );
    assert_eq!(server.requests().len(), 1);
}

const PEOPLE: &str = "\
email,name,title,labels
Ana.Sousa@example.com,Ana Sousa,,
marta@example.com,Marta Lima,dev,contractor; prod
bad,Rui Costa,dev,
joao@example.com,João Reis,boss,
short@example.com,Short
zoe@example.com,Zoé,,
";

#[tokio::test]
async fn onboard_checks_rows_without_sending_them() {
    let people = PEOPLE.replace("Rui Costa", &"x".repeat(61));
    let (output, server) = onboard(&people, &[], [present()]).await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines[0], "2 to add, 1 in the account already", "{output:?}");
    assert!(
        lines[1].starts_with("refused: line 4, bad: name: "),
        "{lines:?}"
    );
    assert_eq!(
        lines[2],
        "refused: line 5, joao@example.com: unknown title `boss`"
    );
    assert!(lines[3].starts_with("refused: line 6: "), "{lines:?}");
    assert_eq!(
        lines[4],
        "nothing was changed; run again with --yes to add them"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn onboard_continues_after_a_refused_row_and_names_it() {
    let added = Reply::json(201, user());
    let refused = Reply::json(400, json!({"email": ["Enter a valid email address."]}));
    let replies = [present(), added.clone(), refused, added];
    let (output, server) = onboard(PEOPLE, &["--yes"], replies).await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines[0], "2 added, 1 in the account already");
    assert_eq!(
        lines[1],
        "refused: line 4, bad: email: Enter a valid email address."
    );
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(
        requests[1].json(),
        json!({
            "email": "marta@example.com", "name": "Marta Lima", "title": "dev",
            "labels": [{"name": "contractor"}, {"name": "prod"}],
        })
    );
    assert_eq!(
        requests[3].json(),
        json!({"email": "zoe@example.com", "name": "Zoé", "labels": []})
    );
}

#[tokio::test]
async fn onboard_stops_where_the_next_row_would_fail_too() {
    let denied = Reply::json(401, json!({"detail": "Bad key."}));
    let (output, server) = onboard(PEOPLE, &["--yes"], [present(), denied]).await;
    assert!(!output.status.success());
    assert_eq!(
        text(&output.stdout),
        "0 added; stopped at line 3, marta@example.com\n"
    );
    assert_eq!(server.requests().len(), 2);
}

/// The list of an account with one user.
fn present() -> Reply {
    Reply::json(200, page(vec![user()]))
}

async fn onboard<const N: usize>(
    people: &str,
    flags: &[&str],
    replies: [Reply; N],
) -> (Output, Server) {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let path = folder.path().join("people.csv");
    fs::write(&path, people).expect("the file can be written");
    let path = path.to_str().expect("the path is UTF-8");
    let server = Server::start_with(replies).await;
    let arguments = [&[path], flags].concat();
    let output = run(env!("CARGO_BIN_EXE_onboard"), &arguments, &server).await;
    (output, server)
}

#[tokio::test]
async fn audit_roles() {
    let role = json!({"id": "r1", "name": "Developer"});
    let team = json!({"tier": "team", "team": {"id": "t1", "name": "Payments"}});
    let users = page(vec![
        with(
            numbered(1),
            json!({"user_roles": [
                {"role": role, "scope": team},
                {"role": role, "scope": {"tier": "account"}},
            ]}),
        ),
        with(numbered(2), json!({"active": false, "user_roles": []})),
        numbered(3),
    ]);
    let roles = json!([{"id": "x", "role": role, "scope": {"tier": "account"}}]);
    let api_users = page(vec![with(api_user(), json!({"user_roles": roles}))]);
    let replies = [Reply::json(200, users), Reply::json(200, api_users)];

    let server = Server::start_with(replies.clone()).await;
    let output = run(env!("CARGO_BIN_EXE_audit_roles"), &[], &server).await;
    assert!(
        output.stderr.is_empty(),
        "no progress outside of a terminal: {output:?}"
    );
    assert_eq!(
        text(&output.stdout),
        "\
KIND      NAME                            ACTIVE   ROLE       SCOPE
user      User 1 <ana.sousa@example.com>  yes      Developer  team Payments
user      User 1 <ana.sousa@example.com>  yes      Developer  account
user      User 2 <ana.sousa@example.com>  no       -          -
user      User 3 <ana.sousa@example.com>  yes      unknown    unknown
API user  CI                              unknown  Developer  account
"
    );

    let server = Server::start_with(replies).await;
    let output = run(env!("CARGO_BIN_EXE_audit_roles"), &["--json"], &server).await;
    let lines: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(
        lines[0],
        json!({
            "kind": "user", "id": "u1", "name": "User 1 <ana.sousa@example.com>", "active": true,
            "role": "Developer", "scope": "team Payments",
        })
    );
}

#[tokio::test]
async fn expiring_keys() {
    let dated =
        |name: &str, date: &str| with(api_user(), json!({"name": name, "expiration_date": date}));
    let users = page(vec![
        dated("later", "2025-06-01T00:00:00Z"),
        dated("never", "9000-01-01T00:00:00Z"),
        dated("sooner", "2025-05-01T00:00:00Z"),
        api_user(),
    ]);
    let server = Server::start(Reply::json(200, users)).await;
    let output = run(env!("CARGO_BIN_EXE_expiring_keys"), &["30"], &server).await;
    assert_eq!(
        text(&output.stdout),
        "2025-05-01T00:00:00Z  sooner (9xYc3gJ1kLmN)\n2025-06-01T00:00:00Z  later (9xYc3gJ1kLmN)\n\
         2 keys expire within 30 days\n",
        "{output:?}"
    );
}

#[tokio::test]
async fn rename_user() {
    let server = Server::start(Reply::json(200, numbered(7))).await;
    let output = run(
        env!("CARGO_BIN_EXE_rename_user"),
        &["u7", "User 7"],
        &server,
    )
    .await;
    assert_eq!(text(&output.stdout), "User 7 <ana.sousa@example.com>\n");
    let request = server.request();
    assert_eq!(request.line(), "PATCH /users/u7/");
    assert_eq!(request.json(), json!({"name": "User 7"}));
}

#[tokio::test]
async fn rename_user_explains_errors() {
    let invalid = json!({"name": ["This field may not be blank."]});
    let cases = [
        (
            Reply::json(400, invalid).header("x-request-id", "r-1"),
            "refused by the API:\n  name: This field may not be blank.\nfor support: request r-1\n",
        ),
        (
            Reply::json(401, json!({"detail": "Bad key."})),
            "the key is not accepted: ",
        ),
        (
            Reply::json(404, json!({"detail": "Not found."})),
            "there is no such user: ",
        ),
        (
            Reply::json(429, json!({"detail": "Slow down."})).header("retry-after", "90"),
            "too many requests, try again in 90s: ",
        ),
        (Reply::html(502), "the user may have been renamed; "),
        (Reply::hang_up(), "the user may have been renamed; "),
    ];
    for (reply, expected) in cases {
        let server = Server::start(reply).await;
        let output = run(env!("CARGO_BIN_EXE_rename_user"), &["u7", "CI"], &server).await;
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).starts_with(expected), "{output:?}");
    }
    let server = Server::start(Reply::json(200, numbered(7))).await;
    let long = "x".repeat(61);
    let output = run(env!("CARGO_BIN_EXE_rename_user"), &["u7", &long], &server).await;
    let expected = "not sent, the request is invalid:\n  name: ";
    assert!(text(&output.stderr).starts_with(expected), "{output:?}");
    assert!(server.requests().is_empty());
}

/// The demo needs neither a key nor a network.
#[cfg(feature = "examples")]
#[test]
fn demo() {
    let output = Command::new(env!("CARGO_BIN_EXE_demo"))
        .env_remove("PROBELY_API_KEY")
        .output()
        .expect("the demo starts");
    assert!(output.status.success(), "{output:?}");
    let stdout = text(&output.stdout);
    let mut rest = stdout;
    for expected in [
        "Ana Sousa",
        "Rui Costa",
        "2 requests",
        "created Marta Lima and João Reis",
        r#"{"title":"seceng"}"#,
        "updated: demo2, demo3",
        "Former contractor",
        "users_create: ",
        "  name: ",
        "0 requests sent",
        "400 Bad Request",
        "  email: A user with this email address already exists.",
        "200 OK after 2 attempts",
    ] {
        let (_, after) = rest
            .split_once(expected)
            .unwrap_or_else(|| panic!("`{expected}` is missing or in the wrong place:\n{stdout}"));
        rest = after;
    }
}
