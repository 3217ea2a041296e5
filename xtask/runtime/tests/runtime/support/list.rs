//! A list in pages: its type as codegen renders it, and a server that the test controls response by response.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sdk_runtime::{Items, Page, Pages, Request};
use serde::{Deserialize, Serialize};

use super::client::{Client, ErrorBody, LIST};
use super::server::{Reply, read};

/// As long as a request may take to come that must come.
const PATIENCE: Duration = Duration::from_secs(10);
/// As long as a request is waited for that must not come. A test that fails for it is right, however long it is.
const IMPATIENCE: Duration = Duration::from_millis(50);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct NumberPage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_total: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) results: Option<Vec<u32>>,
}

impl Page for NumberPage {
    type Item = u32;

    const TOTAL: &'static str = "page_total";
    const ITEMS: &'static str = "results";

    fn total(&self) -> Option<u64> {
        self.page_total.and_then(|total| total.try_into().ok())
    }

    fn into_items(self) -> Vec<u32> {
        self.results.unwrap_or_default()
    }
}

/// The pages of a list from a page on, as `pages()` of a request gives them.
pub(crate) fn pages(url: &str, first: Option<i64>) -> Pages<NumberPage, ErrorBody> {
    let request = Request::new(&LIST).query("active", &true);
    Pages::new(Client::to(url).core(), request, "page", first)
}

/// The items of these pages, as `stream()` gives them.
pub(crate) fn items(url: &str, first: Option<i64>) -> Items<u32, ErrorBody> {
    Items::new(pages(url, first))
}

/// A page with two items, `20` and `21` on page 2, of a list of so many pages.
pub(crate) fn page(number: u64, total: u64) -> Reply {
    let first = number * 10;
    let body = format!(
        r#"{{"page_total": {total}, "results": [{first}, {}]}}"#,
        first + 1
    );
    Reply::json(200, &body)
}

/// A request for a page without a response yet.
pub(crate) struct PageRequest {
    pub(crate) page: u64,
    stream: TcpStream,
}

impl PageRequest {
    pub(crate) fn respond(mut self, reply: Reply) {
        let (Reply::Bytes(bytes) | Reply::Stall(bytes)) = reply;
        self.stream.write_all(&bytes).unwrap();
    }

    /// Waits until the client cancels the request.
    pub(crate) fn until_canceled(mut self) {
        self.stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let read = self.stream.read(&mut [0]);
        assert!(
            matches!(read, Ok(0)),
            "the request is not canceled: {read:?}"
        );
    }
}

/// The requests that a server receives, in order.
pub(crate) struct Requests(Receiver<PageRequest>);

impl Requests {
    /// The next request.
    pub(crate) fn next(&self) -> PageRequest {
        self.0
            .recv_timeout(PATIENCE)
            .expect("the server got no request")
    }

    /// The next requests, as many as given, sorted by page.
    pub(crate) fn take(&self, count: usize) -> Vec<PageRequest> {
        let mut requests: Vec<PageRequest> = (0..count).map(|_| self.next()).collect();
        requests.sort_by_key(|request| request.page);
        requests
    }

    /// Checks that no request is received for now.
    pub(crate) fn expect_none(&self) {
        match self.0.recv_timeout(IMPATIENCE) {
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            Ok(request) => panic!("page {} is requested", request.page),
        }
    }
}

/// A server on loopback that receives any number of concurrent requests.
pub(crate) struct ListServer {
    pub(crate) url: String,
    script: JoinHandle<()>,
}

impl ListServer {
    /// A server whose requests the script handles.
    pub(crate) fn new(script: impl FnOnce(Requests) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, sender) = (stream.unwrap(), sender.clone());
                thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    let (_, page) = request.target.rsplit_once("page=").unwrap();
                    let page = page.parse().unwrap();
                    let _ = sender.send(PageRequest { page, stream });
                });
            }
        });
        Self {
            url,
            script: thread::spawn(move || script(Requests(requests))),
        }
    }

    /// Whether the script has finished.
    pub(crate) fn is_done(&self) -> bool {
        self.script.is_finished()
    }

    /// Waits for the end of the script, and fails if it has failed.
    pub(crate) fn finish(self) {
        if let Err(panic) = self.script.join() {
            std::panic::resume_unwind(panic);
        }
    }
}
