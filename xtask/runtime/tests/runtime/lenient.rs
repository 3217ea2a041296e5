//! Lists with items that do not decode.

use futures_core::stream::FusedStream;
use sdk_runtime::{ItemError, Items, LenientPage, Page, Pages, Request, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::client::{Client, Error, ErrorBody, LIST, User};
use crate::support::list::ListServer;
use crate::support::server::{Reply, Server};

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct UserPage {
    page_total: u64,
    results: Vec<User>,
}

impl Page for UserPage {
    type Item = User;

    const TOTAL: &'static str = "page_total";
    const ITEMS: &'static str = "results";

    fn total(&self) -> Option<u64> {
        Some(self.page_total)
    }

    fn into_items(self) -> Vec<User> {
        self.results
    }
}

fn pages(url: &str) -> Pages<UserPage, ErrorBody> {
    let request = Request::new(&LIST);
    Pages::new(Client::to(url).core(), request, "page", None::<u64>)
}

fn items(url: &str) -> Items<User, ErrorBody> {
    Items::new(pages(url))
}

fn user(id: &str) -> Value {
    json!({"id": id, "active": true})
}

/// A user whose second scope does not decode, with a secret beside it.
fn bad(id: &str) -> Value {
    json!({
        "id": id, "active": true, "key": "planted-secret",
        "scopes": [{"target": 1}, {"team": {"id": 42_424_242}}]
    })
}

fn page(total: impl Into<Value>, users: &[Value]) -> Reply {
    let body = json!({"page_total": total.into(), "results": users}).to_string();
    Reply::with_headers(200, &[("x-request-id", "8f3a")], body)
}

/// Everything that a stream gives: ids, and the errors in between.
async fn all(mut items: Items<User, ErrorBody>) -> Vec<Result<String, Error>> {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.map(|user| user.id));
    }
    assert!(items.is_terminated());
    assert!(items.next().await.is_none());
    found
}

/// As `all`, with an error as the page and the index of its item.
async fn outline(items: Items<User, ErrorBody>) -> Vec<String> {
    let text = |item: Result<String, Error>| match item {
        Ok(id) => id,
        Err(Error::Item(error)) => format!("!{}/{}", error.page().unwrap(), error.index()),
        Err(other) => format!("!{other}"),
    };
    all(items).await.into_iter().map(text).collect()
}

fn three_pages() -> [Reply; 3] {
    [
        page(3, &[bad("a"), user("b"), bad("c")]),
        page(3, &[bad("d"), bad("e")]),
        page(3, &[user("f"), bad("g"), user("h")]),
    ]
}

const THREE_PAGES: [&str; 8] = ["!1/0", "b", "!1/2", "!2/0", "!2/1", "f", "!3/1", "h"];

#[tokio::test]
async fn all_other_items_are_returned_in_order() {
    let server = Server::new(three_pages());
    assert_eq!(outline(items(&server.url)).await, THREE_PAGES);
    for number in 1..=3 {
        assert_eq!(
            server.received().target,
            format!("/users/?page={number}"),
            "each page is requested once"
        );
    }
    assert!(server.is_idle());
}

#[tokio::test]
async fn the_error_has_the_location_the_problem_and_the_json() {
    let server = Server::new([page(2, &[user("a")]), page(2, &[user("b"), bad("c")])]);
    let error = all(items(&server.url)).await.pop().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "users_list page 2: 200 OK: cannot read an item: results[1].scopes[1].team.id: expected a string, found integer \
         (request id 8f3a)"
    );
    assert_eq!(
        (error.page(), error.operation()),
        (Some(2), Some("users_list"))
    );
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.request_id(), Some("8f3a"));
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.headers().unwrap()["x-request-id"], "8f3a");
    assert!(error.raw().unwrap().starts_with(b"{"));
    assert!(!error.is_retryable() && !error.is_not_found());
    assert!(error.field_errors().is_empty());
    assert!(std::error::Error::source(&error).is_none());
    let printed = format!("{error:?} {error}");
    assert!(
        !printed.contains("planted-secret") && !printed.contains("42424242"),
        "{printed}"
    );
    let Error::Item(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.page(), error.index()), (Some(2), 1));
    assert_eq!(error.path(), "scopes[1].team.id");
    assert_eq!(error.problem(), "expected a string, found integer");
    assert_eq!(error.json(), &bad("c"));
    assert_eq!(error.into_json(), bad("c"));
}

/// However wrong an item is, it costs nothing but itself.
#[tokio::test]
async fn an_invalid_item_of_any_type_does_not_affect_the_others() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let twice = r#"{"id": "b", "id": "b", "active": true}"#;
    let body = format!(
        r#"{{"page_total": 1, "results": [null, 7, {{}}, {deep}, 1e999, {twice}, {}, "\ud800"]}}"#,
        user("a")
    );
    let server = Server::new([Reply::json(200, &body)]);
    let (users, rejected) = items(&server.url).collect_lenient(8).await.unwrap();
    let indexes: Vec<usize> = rejected.iter().map(ItemError::index).collect();
    assert_eq!(
        (users.len(), users[0].id.as_str(), indexes.as_slice()),
        (1, "a", &[0, 1, 2, 3, 4, 5, 7][..])
    );
    let whole = |error: &&ItemError| error.path().is_empty();
    assert!(rejected.iter().take(3).all(|error| whole(&error)));
    assert_eq!(rejected[0].json(), &Value::Null);
    assert_eq!(rejected[1].json(), &json!(7));
    // What `serde_json` cannot hold is there as it was sent.
    assert_eq!(rejected[3].json(), &json!(deep));
    assert_eq!(rejected[4].json(), &json!("1e999"));
    assert_eq!(rejected[5].problem(), "duplicate field `id`");
}

#[tokio::test]
async fn prefetched_pages_have_them_too() {
    let server = ListServer::new(|requests| {
        let [first, second, third] = three_pages();
        requests.next().respond(first);
        let mut requested = requests.take(2);
        requested.pop().unwrap().respond(third);
        requested.pop().unwrap().respond(second);
    });
    let ahead = items(&server.url).prefetch(2);
    assert_eq!(outline(ahead).await, THREE_PAGES);
    server.finish();
}

#[tokio::test]
async fn any_other_error_ends_the_stream() {
    for (second, message) in [
        (
            page("3", &[user("b")]),
            "users_list page 2: 200 OK: cannot read the body: page_total: ",
        ),
        (
            Reply::json(200, r#"{"page_total": 3, "results": {"a": 1}}"#),
            "users_list page 2: 200 OK: cannot read the body: results: ",
        ),
        (
            Reply::json(500, r#"{"detail": "Down."}"#),
            "users_list page 2: 500 Internal Server Error: Down.",
        ),
    ] {
        let server = Server::new([page(3, &[user("a")]), second, page(3, &[user("c")])]);
        let found = all(items(&server.url)).await;
        assert_eq!(found.len(), 2, "{found:?}");
        let error = found.into_iter().last().unwrap().unwrap_err();
        assert!(error.to_string().starts_with(message), "{error}");
        assert_eq!(error.page(), Some(2));
    }
}

/// Ids of the pages that a strict stream gives, and the errors of the others.
async fn strict(mut pages: Pages<UserPage, ErrorBody>) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        found.push(match page {
            Ok(page) => page.into_items().remove(0).id,
            Err(error) => {
                assert!(error.raw().is_some());
                format!("!{}", error.page().unwrap())
            }
        });
    }
    assert!(pages.is_terminated());
    found
}

#[tokio::test]
async fn a_page_that_does_not_decode_is_one_error_of_the_pages() {
    // The number of pages is known from a page before, or from the page itself.
    for second in [
        page(3, &[bad("b")]),
        page("3", &[user("b")]),
        Reply::json(200, "{}"),
    ] {
        let server = Server::new([page(3, &[user("a")]), second, page(3, &[user("c")])]);
        assert_eq!(strict(pages(&server.url)).await, ["a", "!2", "c"]);
    }
    let server = Server::new([page(2, &[bad("a")]), page(2, &[user("b")])]);
    assert_eq!(strict(pages(&server.url)).await, ["!1", "b"]);
    // The last one ends it, by its own number.
    let server = Server::new([page(9, &[user("a")]), page(2, &[bad("b")])]);
    assert_eq!(strict(pages(&server.url)).await, ["a", "!2"]);
    assert_eq!(server.received().target, "/users/?page=1");
    assert_eq!(server.received().target, "/users/?page=2");
    assert!(server.is_idle());
}

#[tokio::test]
async fn a_body_that_is_not_a_page_ends_the_stream() {
    for second in [
        Reply::new(200, "text/html", "<html>"),
        Reply::json(200, "[]"),
        Reply::json(200, ""),
    ] {
        let server = Server::new([page(3, &[user("a")]), second, page(3, &[user("c")])]);
        assert_eq!(strict(pages(&server.url)).await, ["a", "!2"]);
    }
    // The number of pages is unknown.
    let server = Server::new([page("many", &[user("a")]), page(2, &[user("b")])]);
    assert_eq!(strict(pages(&server.url)).await, ["!1"]);
}

#[tokio::test]
async fn lenient_pages_are_without_them() {
    let server = Server::new(three_pages());
    let mut pages = pages(&server.url).lenient();
    let mut found = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        let ids: Vec<&str> = page.results.iter().map(|user| user.id.as_str()).collect();
        let indexes: Vec<usize> = page.rejected().iter().map(ItemError::index).collect();
        found.push(format!("{ids:?} {indexes:?}"));
        assert_eq!((page.total(), page.page_total), (Some(3), 3));
    }
    assert_eq!(
        found,
        [r#"["b"] [0, 2]"#, r#"[] [0, 1]"#, r#"["f", "h"] [1]"#]
    );
    assert!(pages.is_terminated());
}

#[tokio::test]
async fn one_page_alone_is_strict_or_lenient() {
    let server = Server::new([
        page(1, &[user("a"), bad("b")]),
        page(1, &[user("a"), bad("b")]),
    ]);
    let client = Client::to(&server.url);
    let strict: Result<Response<UserPage>, Error> = client.core().send(Request::new(&LIST)).await;
    assert!(
        matches!(strict, Err(Error::Decode(error)) if error.path() == "results[1].scopes[1].team.id")
    );
    let request = Request::new(&LIST);
    let page: Response<LenientPage<UserPage>> = client.core().send_lenient(request).await.unwrap();
    assert_eq!((page.results.len(), page.rejected().len()), (1, 1));
    assert_eq!(page.rejected()[0].page(), None);
    assert_eq!(page.rejected()[0].request_id(), Some("8f3a"));
    let printed = format!("{page:?}");
    assert!(!printed.contains("planted-secret"), "{printed}");
    let (page, rejected) = page.into_inner().into_parts();
    assert_eq!(page.into_items()[0].id, "a");
    assert_eq!(rejected[0].json(), &bad("b"));
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_iterators_continue_too() {
    let server = Server::new(three_pages());
    let found: Vec<String> = items(&server.url)
        .blocking()
        .map(|item| match item {
            Ok(user) => user.id,
            Err(Error::Item(error)) => format!("!{}/{}", error.page().unwrap(), error.index()),
            Err(other) => panic!("{other}"),
        })
        .collect();
    assert_eq!(found, THREE_PAGES);

    let server = Server::new(three_pages());
    let rejected: usize = pages(&server.url)
        .lenient()
        .blocking()
        .map(|page| page.unwrap().rejected().len())
        .sum();
    assert_eq!(rejected, 5);

    let server = Server::new([page(1, &[bad("a")])]);
    let client = Client::to(&server.url);
    let request = Request::new(&LIST);
    let page = client.core().send_lenient_blocking::<UserPage, _>(request);
    assert_eq!(page.unwrap().rejected()[0].json(), &bad("a"));
}
