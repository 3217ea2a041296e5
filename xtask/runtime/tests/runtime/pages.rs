//! Lists in pages: the first and last page, and when pages are requested.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use futures_util::TryStreamExt;
use sdk_runtime::{Items, Pages};

use crate::support::client::{Error, ErrorBody};
use crate::support::list::{ListServer, NumberPage, PageRequest, items, page, pages};
use crate::support::server::{Reply, Server};

/// What a stream gives until it ends, and the error that it ends with.
async fn all(items: &mut Items<u32, ErrorBody>) -> (Vec<u32>, Option<Error>) {
    let mut found = Vec::new();
    let error = loop {
        match items.try_next().await {
            Ok(Some(item)) => found.push(item),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    // The stream has ended, however often it is polled.
    for _ in 0..2 {
        assert!(items.is_terminated());
        assert!(items.try_next().await.unwrap().is_none());
    }
    (found, error)
}

fn total(total: &str, results: &str) -> Reply {
    Reply::json(
        200,
        &format!(r#"{{"page_total": {total}, "results": {results}}}"#),
    )
}

#[tokio::test]
async fn returns_every_item_in_order() {
    let server = Server::new([page(1, 3), page(2, 3), page(3, 3)]);
    let found: Vec<u32> = items(&server.url, None).try_collect().await.unwrap();
    assert_eq!(found, [10, 11, 20, 21, 30, 31]);
    for number in 1..=3 {
        let target = format!("/users/?active=true&page={number}");
        assert_eq!(server.received().target, target);
    }
    assert!(server.is_idle());
}

#[tokio::test]
async fn returns_pages_with_their_metadata() {
    let first = Reply::with_headers(
        200,
        &[("x-request-id", "8f3a")],
        r#"{"page_total": 2, "results": [1]}"#,
    );
    let server = Server::new([first, total("2", "[2, 3]")]);
    let mut pages = pages(&server.url, None);
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(
        (first.page_total, first.request_id()),
        (Some(2), Some("8f3a"))
    );
    let second = pages.try_next().await.unwrap().unwrap();
    assert_eq!(second.into_inner().results, Some(vec![2, 3]));
    assert!(pages.try_next().await.unwrap().is_none());
    assert!(pages.is_terminated());
}

#[tokio::test]
async fn starts_at_the_page_that_is_set() {
    let server = Server::new([page(3, 4), page(4, 4)]);
    let (found, error) = all(&mut items(&server.url, Some(3))).await;
    assert_eq!(found, [30, 31, 40, 41]);
    assert!(error.is_none());
    assert_eq!(server.received().target, "/users/?active=true&page=3");
}

#[tokio::test]
async fn an_invalid_page_number_is_rejected() {
    for first in [0, -1, i64::MIN] {
        let server = Server::new([page(1, 1)]);
        let (found, error) = all(&mut items(&server.url, Some(first))).await;
        assert!(found.is_empty());
        assert_eq!(
            error.unwrap().to_string(),
            "users_list: not sent: page: must be at least 1, the number of the first page"
        );
        assert!(server.is_idle());
    }
}

#[tokio::test]
async fn ends_after_the_last_page() {
    for (only, expected) in [
        (total("1", "[]"), &[][..]),
        (total("0", "[]"), &[]),
        (Reply::json(200, r#"{"page_total": 1}"#), &[]),
        (total("1", "null"), &[]),
        (total("1", "[7]"), &[7]),
    ] {
        let server = Server::new([only, page(2, 2)]);
        let (found, error) = all(&mut items(&server.url, None)).await;
        assert_eq!(found, expected);
        assert!(error.is_none(), "{error:?}");
        server.received();
        assert!(server.is_idle());
    }
}

#[tokio::test]
async fn a_page_without_items_does_not_end_it() {
    let server = Server::new([total("3", "[]"), total("3", "[]"), total("3", "[7]")]);
    let (found, _) = all(&mut items(&server.url, None)).await;
    assert_eq!(found, [7]);
}

#[tokio::test]
async fn the_latest_page_determines_the_number_of_pages() {
    let growing = [page(1, 1), page(2, 3), page(3, 3)];
    let server = Server::new(growing);
    let (found, _) = all(&mut items(&server.url, Some(1))).await;
    assert_eq!(found, [10, 11]);

    let server = Server::new([page(1, 2), page(2, 3), page(3, 3)]);
    let (found, _) = all(&mut items(&server.url, None)).await;
    assert_eq!(found, [10, 11, 20, 21, 30, 31]);

    let server = Server::new([page(1, 9), page(2, 2)]);
    let (found, _) = all(&mut items(&server.url, None)).await;
    assert_eq!(found, [10, 11, 20, 21]);
}

#[tokio::test]
async fn an_error_has_the_page_to_continue_with() {
    let failure = Reply::json(500, r#"{"detail": "Try again."}"#);
    let server = Server::new([page(1, 3), failure, page(2, 3), page(3, 3)]);
    let (mut found, error) = all(&mut items(&server.url, None)).await;
    let error = error.unwrap();
    assert_eq!(found, [10, 11]);
    assert_eq!(error.page(), Some(2));
    assert!(
        error
            .to_string()
            .starts_with("users_list page 2: 500 Internal Server Error"),
        "{error}"
    );

    let page = error.page().unwrap();
    let (rest, error) = all(&mut items(&server.url, page.try_into().ok())).await;
    found.extend(rest);
    assert_eq!(found, [10, 11, 20, 21, 30, 31]);
    assert!(error.is_none());
}

#[tokio::test]
async fn every_error_of_a_call_names_the_page() {
    let truncated = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    let cases = [
        (
            Reply::Bytes(truncated),
            "users_list page 2: the connection to ",
        ),
        (
            total("\"3\"", "[]"),
            "users_list page 2: 200 OK: cannot read the body: page_total: ",
        ),
        (
            Reply::json(202, "{}"),
            "users_list page 2: 202 Accepted: undocumented response",
        ),
    ];
    for (second, message) in cases {
        let server = Server::new([page(1, 3), second]);
        let (_, error) = all(&mut items(&server.url, None)).await;
        let error = error.unwrap();
        assert_eq!(error.page(), Some(2));
        assert!(error.to_string().starts_with(message), "{error}");
    }
    let (_, error) = all(&mut items("http://127.0.0.1:1", Some(5))).await;
    assert_eq!(error.unwrap().page(), Some(5));
}

#[tokio::test]
async fn a_page_without_the_number_of_pages_is_followed_by_an_error() {
    for second in [
        Reply::json(200, r#"{"results": [20]}"#),
        total("null", "[20]"),
        total("-1", "[20]"),
    ] {
        let server = Server::new([page(1, 9), second, page(3, 9)]);
        let (found, error) = all(&mut items(&server.url, None)).await;
        let error = error.unwrap();
        assert_eq!(found, [10, 11, 20]);
        assert!(matches!(error, Error::UnexpectedResponse(_)));
        assert_eq!(
            error.to_string(),
            "users_list page 2: 200 OK: the page does not contain the number of pages in `page_total`, so whether page 3 \
             exists is unknown"
        );
        // Page 2 has been given.
        assert_eq!(error.page(), Some(3));
        assert!(error.raw().is_some());
    }
}

#[tokio::test]
async fn nothing_is_requested_before_it_is_needed() {
    let is_checked = Arc::new(AtomicBool::new(false));
    let checked = is_checked.clone();
    let server = ListServer::new(move |requests| {
        requests.expect_none();
        checked.store(true, Ordering::SeqCst);
        requests.next().respond(page(1, 3));
        requests.expect_none();
        checked.store(true, Ordering::SeqCst);
        requests.next().respond(page(2, 3));
    });
    for prefetch in [0, 1, 8] {
        let items = items(&server.url, None).prefetch(prefetch);
        drop(items);
    }
    until(|| is_checked.swap(false, Ordering::SeqCst)).await;
    let mut items = items(&server.url, None).prefetch(0);
    assert_eq!(items.try_next().await.unwrap(), Some(10));
    assert_eq!(items.try_next().await.unwrap(), Some(11));
    until(|| is_checked.swap(false, Ordering::SeqCst)).await;
    assert_eq!(items.try_next().await.unwrap(), Some(20));
    server.finish();
}

#[tokio::test]
async fn pages_received_out_of_order_are_returned_in_order() {
    let server = ListServer::new(|requests| {
        // Only the first page has the number of pages.
        let first = requests.next();
        requests.expect_none();
        first.respond(page(1, 6));
        let mut requested = requests.take(3);
        requests.expect_none();
        assert_eq!(numbers(&requested), [2, 3, 4]);
        for request in requested.drain(..).rev() {
            let number = request.page;
            request.respond(page(number, 6));
        }
        let mut requested = requests.take(2);
        assert_eq!(numbers(&requested), [5, 6]);
        for request in requested.drain(..).rev() {
            let number = request.page;
            request.respond(page(number, 6));
        }
        requests.expect_none();
    });
    let found: Vec<u32> = items(&server.url, None)
        .prefetch(3)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found, [10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 60, 61]);
    server.finish();
}

/// Pages that are here and have not been given count too: what is fetched ahead has a bound, however slow the reader is.
#[tokio::test]
async fn no_more_pages_are_prefetched_than_requested() {
    let server = ListServer::new(|requests| {
        requests.next().respond(page(1, 9));
        let mut requested = requests.take(2);
        requested.pop().unwrap().respond(page(3, 9));
        requests.expect_none();
        requested.pop().unwrap().respond(page(2, 9));
    });
    let mut pages = pages(&server.url, None).prefetch(2);
    pages.try_next().await.unwrap();
    pages.try_next().await.unwrap();
    server.finish();
}

#[tokio::test]
async fn later_pages_are_requested_while_items_are_read() {
    let server = ListServer::new(|requests| {
        let items = vec![0; 300_000];
        requests
            .next()
            .respond(total("3", &serde_json::to_string(&items).unwrap()));
        let requested = requests.take(2);
        assert_eq!(numbers(&requested), [2, 3]);
    });
    let mut items = items(&server.url, None).prefetch(2);
    while !server.is_done() {
        let item = items.try_next().await.unwrap();
        assert_eq!(
            item,
            Some(0),
            "the first page is read, and nothing was requested meanwhile"
        );
        tokio::task::yield_now().await;
    }
    server.finish();
}

#[tokio::test]
async fn an_error_is_returned_in_order_and_cancels_prefetched_pages() {
    let server = ListServer::new(|requests| {
        requests.next().respond(page(1, 9));
        let mut requested = requests.take(3);
        let fourth = requested.pop().unwrap();
        requested.pop().unwrap().respond(Reply::json(500, "{}"));
        requested.pop().unwrap().respond(page(2, 9));
        fourth.until_canceled();
    });
    let mut items = items(&server.url, None).prefetch(3);
    let (found, error) = all(&mut items).await;
    assert_eq!(found, [10, 11, 20, 21]);
    assert_eq!(error.unwrap().page(), Some(3));
    // Although the stream is still there.
    until(|| server.is_done()).await;
    drop(items);
    server.finish();
}

#[tokio::test]
async fn prefetched_pages_beyond_the_end_are_canceled() {
    let server = ListServer::new(|requests| {
        requests.next().respond(page(1, 4));
        let mut requested = requests.take(3);
        requested.pop().unwrap().respond(Reply::json(404, "{}"));
        let third = requested.pop().unwrap();
        requested.pop().unwrap().respond(page(2, 2));
        third.until_canceled();
    });
    let (found, error) = all(&mut items(&server.url, None).prefetch(8)).await;
    assert_eq!(found, [10, 11, 20, 21]);
    assert!(error.is_none(), "{error:?}");
    until(|| server.is_done()).await;
    server.finish();
}

#[tokio::test]
async fn dropping_the_stream_cancels_its_requests() {
    let are_there = Arc::new(AtomicBool::new(false));
    let there = are_there.clone();
    let server = ListServer::new(move |requests| {
        requests.next().respond(page(1, 9));
        let requested = requests.take(2);
        there.store(true, Ordering::SeqCst);
        for request in requested {
            request.until_canceled();
        }
        requests.expect_none();
    });
    let mut pages = pages(&server.url, None).prefetch(2);
    pages.try_next().await.unwrap();
    while !are_there.load(Ordering::SeqCst) {
        let second = poll_fn(|context| Poll::Ready(Pin::new(&mut pages).poll_next(context))).await;
        assert!(second.is_pending());
        tokio::task::yield_now().await;
    }
    drop(pages);
    until(|| server.is_done()).await;
    server.finish();
}

#[test]
fn streams_are_send_and_unpin() {
    fn check<T: Stream + FusedStream + Unpin + Send + std::fmt::Debug + 'static>() {}
    check::<Pages<NumberPage, ErrorBody>>();
    check::<Items<u32, ErrorBody>>();
}

fn numbers(requested: &[PageRequest]) -> Vec<u64> {
    requested.iter().map(|request| request.page).collect()
}

/// Lets the client go on until something has happened.
async fn until(has_happened: impl Fn() -> bool) {
    let start = Instant::now();
    while !has_happened() {
        assert!(start.elapsed() < Duration::from_secs(30), "it never does");
        tokio::task::yield_now().await;
    }
}
