//! Lists with an item that is not as documented, with every way to read a list.

use client_tests::samples::{page, user, with};
use client_tests::{Reply, Server};
use probely::types::{User, UserPage};
use probely::{Error, ItemError, LenientPage, Method, Response};
use serde_json::{Value, json};

/// A page of a list with `total` pages.
fn page_of(total: u64, results: Vec<Value>) -> Reply {
    let body = with(page(results), json!({ "page_total": total }));
    Reply::json(200, body).header("x-request-id", "8f3a")
}

fn called(name: &str) -> Value {
    with(user(), json!({ "name": name }))
}

/// A user with a nested field that does not decode.
fn undecodable() -> Value {
    with(
        called("Zoe"),
        json!({ "changed_by": { "id": 3, "name": "Ana" } }),
    )
}

async fn three_pages() -> Server {
    Server::start_with([
        page_of(3, vec![called("Ana"), undecodable(), called("Rui")]),
        page_of(3, vec![undecodable()]),
        page_of(3, vec![called("Eva")]),
    ])
    .await
}

#[tokio::test]
async fn a_stream_gives_all_others_and_continues() {
    let server = three_pages().await;
    let mut users = server.client().users().list().stream();
    let mut found = Vec::new();
    while let Some(user) = users.next().await {
        found.push(match user {
            Ok(user) => user.name,
            Err(Error::Item(error)) => {
                assert_eq!(error.json(), &undecodable());
                error.to_string()
            }
            Err(other) => panic!("{other}"),
        });
    }
    let problem = "changed_by.id: expected a string, found integer (request id 8f3a)";
    assert_eq!(
        found,
        [
            "Ana".to_owned(),
            format!("users_list page 1: 200 OK: cannot read an item: results[1].{problem}"),
            "Rui".to_owned(),
            format!("users_list page 2: 200 OK: cannot read an item: results[0].{problem}"),
            "Eva".to_owned(),
        ]
    );
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_list_is_collected_with_or_without_them() {
    let server = three_pages().await;
    let error = server.client().users().list().stream().collect_all(9).await;
    assert!(matches!(error, Err(Error::Item(error)) if error.path() == "changed_by.id"));

    let server = three_pages().await;
    let users = server.client().users().list().stream();
    let (users, rejected) = users.collect_lenient(5).await.unwrap();
    let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
    assert_eq!(names, ["Ana", "Rui", "Eva"]);
    let pages: Vec<_> = rejected.iter().map(ItemError::page).collect();
    assert_eq!(pages, [Some(1), Some(2)]);
}

/// The list changed between two pages, so one user is on both.
#[tokio::test]
async fn a_list_without_duplicates_has_each_user_once() {
    let numbered = |id: &str| with(user(), json!({ "id": id }));
    let server = Server::start_with([
        page_of(2, vec![numbered("a"), numbered("b")]),
        page_of(2, vec![numbered("b"), numbered("c")]),
    ])
    .await;
    let users = server.client().users().list().stream();
    let users: Vec<User> = users
        .prefetch(4)
        .unique_by(|user| user.id.clone())
        .collect_all(3)
        .await
        .unwrap();
    let ids: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);

    let server = Server::start(page_of(1, vec![user(), user()])).await;
    let error = server.client().users().list().stream().collect_all(1).await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "users_list: the list has more items than the maximum of 1 to collect"
    );
}

#[tokio::test]
async fn pages_are_strict_or_lenient() {
    let server = three_pages().await;
    let mut pages = server.client().users().list().pages();
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        found.push(page.map(|page| page.items().len()).map_err(|it| it.page()));
    }
    assert_eq!(found, [Err(Some(1)), Err(Some(2)), Ok(1)]);

    let server = three_pages().await;
    let mut pages = server.client().users().list().pages().lenient();
    let mut found = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        found.push((page.items().len(), page.rejected().len()));
    }
    assert_eq!(found, [(2, 1), (0, 1), (1, 0)]);
}

#[tokio::test]
async fn one_page_is_strict_or_lenient() {
    let server = Server::start(page_of(1, vec![called("Ana"), undecodable()])).await;
    let list = server.client().users().list();
    let error = list.clone().send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    let page: Response<LenientPage<UserPage>> = list.clone().send_lenient().await.unwrap();
    assert_eq!(
        (page.page_total, page.request_id()),
        (Some(1), Some("8f3a"))
    );
    assert_eq!(page.items()[0].name, "Ana");
    assert_eq!(page.rejected()[0].index(), 1);
    // Sparse responses have lenient pages too.
    let sparse = list.exclude(["id"]).send_lenient().await.unwrap();
    assert_eq!((sparse.items().len(), sparse.rejected().len()), (1, 1));
}

#[tokio::test]
async fn pages_are_iterable() {
    let server = Server::start(page_of(1, vec![called("Ana"), called("Rui")])).await;
    let list = server.client().users().list();
    let page = list.clone().send().await.unwrap();
    let mut names = Vec::new();
    for user in &page {
        names.push(user.name.clone());
    }
    assert_eq!(names, ["Ana", "Rui"]);
    assert_eq!(page.items().len(), 2);
    let emails: Vec<String> = page.into_iter().map(|user| user.email).collect();
    assert_eq!(emails, ["ana.sousa@example.com"; 2]);
    let page: UserPage = list.clone().send().await.unwrap().into_inner();
    for user in &page {
        assert_eq!(user.email, "ana.sousa@example.com");
    }
    assert_eq!(
        page.clone().into_items(),
        page.into_iter().collect::<Vec<_>>()
    );
    let users: Vec<User> = list.clone().send().await.unwrap().into_items();
    assert_eq!(users.len(), 2);
    for user in list.send_lenient().await.unwrap() {
        assert!(user.is_billing_admin);
    }
    // A page without `results` has no items.
    let empty: UserPage = serde_json::from_value(json!({})).unwrap();
    assert!(empty.items().is_empty());
}

#[tokio::test]
async fn a_list_that_the_crate_does_not_know_has_pages() {
    #[derive(serde::Deserialize)]
    struct TargetPage {
        page_total: u64,
        results: Vec<Target>,
    }
    #[derive(serde::Deserialize)]
    struct Target {
        id: String,
    }
    impl probely::Page for TargetPage {
        type Item = Target;

        const TOTAL: &'static str = "page_total";
        const ITEMS: &'static str = "results";

        fn total(&self) -> Option<u64> {
            Some(self.page_total)
        }

        fn into_items(self) -> Vec<Target> {
            self.results
        }
    }
    let server = Server::start_with([
        page_of(2, vec![json!({ "id": "t1" }), json!({ "id": 2 })]),
        page_of(2, vec![json!({ "id": "t3" })]),
    ])
    .await;
    let request = server.client().request(Method::GET, "/targets/");
    let targets = request.query("length", "2").pages::<TargetPage>("page");
    let (targets, rejected) = targets.items().collect_lenient(9).await.unwrap();
    let ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
    assert_eq!((ids, rejected[0].index()), (vec!["t1", "t3"], 1));
    let lines: Vec<String> = server.requests().iter().map(|it| it.line()).collect();
    assert_eq!(
        lines,
        [
            "GET /targets/?page=1&length=2",
            "GET /targets/?page=2&length=2"
        ]
    );
}

/// The JSON of an object that does not decode is kept.
#[tokio::test]
async fn an_object_that_does_not_decode_is_in_the_error() {
    let server = Server::start(Reply::json(200, undecodable())).await;
    let error = server.client().users().retrieve("a").send().await;
    let Err(Error::Decode(error)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.path(), "changed_by.id");
    let json: Value = serde_json::from_slice(error.raw()).unwrap();
    assert_eq!(json, undecodable());
}
