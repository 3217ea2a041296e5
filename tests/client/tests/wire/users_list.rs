//! `GET /users/`: the request, and the returned pages.

use client_tests::samples::{page, user, with};
use client_tests::spec::user_agent;
use client_tests::{KEY, Reply, Server};
use probely::operations::users::List;
use probely::types::{JobTitle, LabelLogicalOperator};
use serde_json::json;

#[tokio::test]
async fn sends_nothing_but_what_is_needed() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    server.client().users().list().send().await.unwrap();

    let request = server.request();
    assert_eq!(request.line(), "GET /users/");
    assert_eq!(request.text(), "");
    let host = server.url().strip_prefix("http://").unwrap();
    let headers = [
        ("accept", "application/json"),
        ("authorization", &format!("JWT {KEY}")),
        ("host", host),
        ("user-agent", &user_agent()),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(request.headers, headers);
}

#[tokio::test]
async fn sends_each_parameter() {
    type Set = fn(List) -> List;
    let cases: [(Set, &str); 22] = [
        (|list| list.account(true), "account=true"),
        (|list| list.active(false), "active=false"),
        (|list| list.exclude_target(["a"]), "exclude_target=a"),
        (|list| list.exclude_team(["a"]), "exclude_team=a"),
        (|list| list.label(["a", "b"]), "label=a&label=b"),
        (
            |list| list.label_logical_operator(LabelLogicalOperator::And),
            "label_logical_operator=and",
        ),
        (
            |list| list.label_logical_operator("xor"),
            "label_logical_operator=xor",
        ),
        (|list| list.length(50), "length=50"),
        (|list| list.mfa_enabled(true), "mfa_enabled=true"),
        (|list| list.no_access(false), "no_access=false"),
        (|list| list.ordering("-changed"), "ordering=-changed"),
        (|list| list.page(2), "page=2"),
        (|list| list.role(["-a_", "b"]), "role=-a_&role=b"),
        (|list| list.search("ana"), "search=ana"),
        (|list| list.target(["a"]), "target=a"),
        (|list| list.team(["a", "a"]), "team=a&team=a"),
        // Special characters of URLs are escaped.
        (
            |list| list.search("a&b=c d+e#f?g/h%20"),
            "search=a%26b%3Dc%20d%2Be%23f%3Fg%2Fh%2520",
        ),
        (
            |list| list.search("José 😀"),
            "search=Jos%C3%A9%20%F0%9F%98%80",
        ),
        (|list| list.search("a\0b\nc"), "search=a%00b%0Ac"),
        (|list| list.role(["a,b"]), "role=a%2Cb"),
        (|list| list.search(""), "search="),
        // The last call of a setter applies.
        (|list| list.page(1).page(3), "page=3"),
    ];
    for (set, query) in cases {
        let server = Server::start(Reply::json(200, page(vec![]))).await;
        let list = set(server.client().users().list());
        list.send().await.unwrap();
        assert_eq!(server.request().query(), query);
    }
}

#[tokio::test]
async fn sends_all_parameters_together() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    server
        .client()
        .users()
        .list()
        .team(["t"])
        .target(["g"])
        .search("ana")
        .role(["r", "s"])
        .page(2)
        .ordering("name")
        .no_access(true)
        .mfa_enabled(false)
        .length(5)
        .label_logical_operator(LabelLogicalOperator::Or)
        .label(["l"])
        .exclude_team(["u"])
        .exclude_target(["h"])
        .active(true)
        .account(false)
        .send()
        .await
        .unwrap();
    assert_eq!(
        server.request().line(),
        "GET /users/?account=false&active=true&exclude_target=h&exclude_team=u&label=l&label_logical_operator=or\
         &length=5&mfa_enabled=false&no_access=true&ordering=name&page=2&role=r&role=s&search=ana&target=g&team=t"
    );
}

#[tokio::test]
async fn reads_a_page() {
    let body = json!({
        "count": 31,
        "page_total": 4,
        "page": 2,
        "length": 10,
        "results": [user(), with(user(), json!({ "id": "-qFw7RtB_x3Z", "title": "dev" }))],
    });
    let server = Server::start(Reply::json(200, body).header("x-request-id", "8f3a")).await;
    let page = server.client().users().list().page(2).send().await.unwrap();

    assert_eq!(page.status(), 200);
    assert_eq!(page.request_id(), Some("8f3a"));
    assert_eq!((page.count, page.page_total), (Some(31), Some(4)));
    assert_eq!((page.page, page.length), (Some(2), Some(10)));
    let users = page.into_inner().results.unwrap();
    let ids: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["7hKp2mWq5sTz", "-qFw7RtB_x3Z"]);
    assert_eq!(users[1].title, Some(JobTitle::Dev));
}

#[tokio::test]
async fn reads_a_page_without_its_documented_fields() {
    let server = Server::start(Reply::json(200, json!({}))).await;
    let page = server.client().users().list().send().await.unwrap();
    assert_eq!(page.results, None);
    assert_eq!(page.page_total, None);
}

/// An empty list is often a computed filter without values. Without the parameter, the response would have every user.
#[tokio::test]
async fn an_empty_list_is_not_sent_as_no_filter() {
    let server = Server::start(Reply::json(200, page(vec![]))).await;
    let list = server.client().users().list().role([""; 0]);
    let error = list.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_list: not sent: role: must not be an empty array, which cannot be sent: leave the parameter unset"
    );
    assert!(server.requests().is_empty());
}
