//! Collecting lists, skipping duplicates, and lists that are not in the API description.

use sdk_runtime::{Items, Method, RawRequest, TooManyItems};

use crate::support::client::{Client, Error, ErrorBody};
use crate::support::list::{NumberPage, items, page, pages};
use crate::support::server::{Reply, Server};

fn three_pages() -> [Reply; 3] {
    [page(1, 3), page(2, 3), page(3, 3)]
}

/// Pages of a list that has changed meanwhile.
fn moved(results: [&str; 2]) -> Vec<Reply> {
    let reply = |results| format!(r#"{{"page_total": 2, "results": {results}}}"#);
    results
        .map(|results| Reply::json(200, &reply(results)))
        .into()
}

fn too_many(error: &Error) -> &TooManyItems {
    match error {
        Error::TooManyItems(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn everything_is_collected() {
    for max in [6, 7, usize::MAX] {
        let server = Server::new(three_pages());
        let found = items(&server.url, None).prefetch(1).collect_all(max).await;
        assert_eq!(found.unwrap(), [10, 11, 20, 21, 30, 31]);
    }
}

#[tokio::test]
async fn items_returned_before_are_not_collected() {
    let server = Server::new(three_pages());
    let mut items = items(&server.url, None);
    assert_eq!(items.next().await.unwrap().unwrap(), 10);
    let found = items.collect_all(5).await.unwrap();
    assert_eq!(found, [11, 20, 21, 30, 31]);
}

#[tokio::test]
async fn more_than_the_maximum_is_an_error() {
    for max in [0, 1, 5] {
        let server = Server::new(three_pages());
        let error = items(&server.url, None).collect_all(max).await.unwrap_err();
        assert_eq!(too_many(&error).maximum(), max);
        assert_eq!(
            error.to_string(),
            format!("users_list: the list has more items than the maximum of {max} to collect")
        );
        assert_eq!(error.operation(), Some("users_list"));
        assert_eq!((error.page(), error.attempts()), (None, 0));
        assert!(error.status().is_none() && !error.is_retryable());

        let server = Server::new(three_pages());
        let error = items(&server.url, None).collect_lenient(max).await;
        assert_eq!(too_many(&error.unwrap_err()).maximum(), max);
    }
    let server = Server::new([Reply::json(200, r#"{"page_total": 1, "results": []}"#)]);
    assert!(
        items(&server.url, None)
            .collect_all(0)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn an_item_that_does_not_decode_is_the_error_or_collected_separately() {
    let pages = || moved(["[1, \"two\"]", "[3]"]);
    let server = Server::new(pages());
    let error = items(&server.url, None).collect_all(9).await.unwrap_err();
    assert!(
        matches!(&error, Error::Item(error) if error.json() == "two"),
        "{error}"
    );
    let server = Server::new(pages());
    let (found, rejected) = items(&server.url, None).collect_lenient(3).await.unwrap();
    assert_eq!((found, rejected.len()), (vec![1, 3], 1));
    // Both count.
    let server = Server::new(pages());
    let error = items(&server.url, None).collect_lenient(2).await;
    assert_eq!(too_many(&error.unwrap_err()).maximum(), 2);
}

#[tokio::test]
async fn an_error_of_a_call_ends_the_collection() {
    let failure = || Reply::json(500, r#"{"detail": "Down."}"#);
    let server = Server::new([page(1, 2), failure()]);
    let error = items(&server.url, None).collect_all(2).await.unwrap_err();
    assert_eq!(error.page(), Some(2));
    let server = Server::new([page(1, 2), failure()]);
    let error = items(&server.url, None).collect_lenient(2).await;
    assert_eq!(error.unwrap_err().page(), Some(2));
}

#[tokio::test]
async fn items_with_a_repeated_key_are_skipped() {
    let server = Server::new(moved(["[1, 2, 1]", "[2, 3, \"x\", 3, 4]"]));
    let mut unique = items(&server.url, None).unique_by(|item| *item);
    let mut found = Vec::new();
    while let Some(item) = unique.next().await {
        found.push(item.map_err(|error| error.to_string().contains("results[2]")));
    }
    assert_eq!(found, [Ok(1), Ok(2), Ok(3), Err(true), Ok(4)]);

    // They do not count for the maximum, and several keys must all be new.
    let server = Server::new(moved(["[1, 2, 1]", "[2, 3, 13, 14]"]));
    let unique = items(&server.url, None)
        .unique_by(|item| *item)
        .unique_by(|item| item % 10);
    assert_eq!(unique.collect_all(4).await.unwrap(), [1, 2, 3, 14]);
}

#[tokio::test]
async fn the_size_hint_allows_for_skipped_items() {
    use futures_core::Stream;

    let server = Server::new(moved(["[1, 1, 1]", "[1, 1, \"x\"]"]));
    let mut unique = items(&server.url, None).unique_by(|item| *item);
    unique.next().await.unwrap().unwrap();
    assert_eq!(unique.size_hint(), (0, None));
    unique.next().await.unwrap().unwrap_err();
    assert_eq!(unique.size_hint(), (0, Some(0)));
    assert!(unique.next().await.is_none());
}

#[tokio::test]
async fn pages_have_next_and_items() {
    let server = Server::new([page(2, 2)]);
    let mut stream = pages(&server.url, Some(2));
    assert_eq!(
        stream.next().await.unwrap().unwrap().into_items(),
        [20, 21],
        "a page's items can be had without its other fields"
    );
    let server = Server::new(three_pages());
    let items: Items<u32, ErrorBody> = pages(&server.url, None).items();
    assert_eq!(items.collect_all(6).await.unwrap().len(), 6);
}

fn targets(server: &Server) -> RawRequest<ErrorBody> {
    let client = Client::to(&server.url);
    RawRequest::new(client.core(), Method::GET, "/targets/", ErrorBody::decode)
}

#[tokio::test]
async fn a_list_outside_of_the_description_has_pages() {
    let server = Server::new(three_pages());
    let request = targets(&server).query("search", "x");
    let items = request.pages::<NumberPage>("page").items();
    let found = items.prefetch(1).collect_all(6).await.unwrap();
    assert_eq!(found, [10, 11, 20, 21, 30, 31]);
    for number in 1..=3 {
        let target = format!("/targets/?page={number}&search=x");
        assert_eq!(server.received().target, target);
    }
}

#[tokio::test]
async fn the_query_sets_its_first_page() {
    let server = Server::new([page(3, 3)]);
    let request = targets(&server).query("page", "3").query("a", "b");
    let mut pages = request.pages::<NumberPage>("page");
    let third = pages.try_next().await.unwrap().unwrap();
    assert_eq!(third.page_total, Some(3));
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(server.received().target, "/targets/?page=3&a=b");

    for first in ["0", "-1", "x", ""] {
        let server = Server::new([]);
        let request = targets(&server).query("page", first);
        let error = request.pages::<NumberPage>("page").try_next().await;
        assert_eq!(
            error.unwrap_err().to_string(),
            "GET /targets/: not sent: page: must be at least 1, the number of the first page"
        );
    }
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_iterators_collect_too() {
    let server = Server::new(three_pages());
    let found = items(&server.url, None).blocking().collect_all(6).unwrap();
    assert_eq!(found, [10, 11, 20, 21, 30, 31]);

    let server = Server::new(three_pages());
    let mut iterator = items(&server.url, None).blocking();
    iterator.next().unwrap().unwrap();
    let error = iterator.collect_all(4).unwrap_err();
    assert_eq!(too_many(&error).maximum(), 4);

    let server = Server::new(moved(["[1, 2, 1]", "[2, 3, \"x\", 3]"]));
    let unique = items(&server.url, None).blocking().unique_by(|item| *item);
    let (found, rejected) = unique.collect_lenient(4).unwrap();
    assert_eq!((found, rejected.len()), (vec![1, 2, 3], 1));

    let server = Server::new(three_pages());
    let pages = targets(&server).pages::<NumberPage>("page").blocking();
    assert_eq!(
        pages
            .map(|page| page.unwrap().into_items().len())
            .sum::<usize>(),
        6
    );
}

/// An iterator that could not begin has nothing to collect after its error.
#[cfg(feature = "blocking")]
#[tokio::test]
async fn collecting_does_not_block_a_single_threaded_runtime() {
    let iterator = || items("http://127.0.0.1:9", None).blocking();
    let error = iterator().collect_all(1).unwrap_err();
    assert!(error.to_string().contains("use `send().await`"), "{error}");
    let mut iterator = iterator();
    iterator.next().unwrap().unwrap_err();
    assert!(iterator.collect_all(1).unwrap().is_empty());
}
