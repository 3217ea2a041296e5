//! What the client costs, as ratios within one run: `cargo bench -p client-tests`.
//!
//! A call against reqwest and serde_json by hand, on loopback; reading a page of 1,000 users against plain structs with
//! the same types of fields; and streaming a list from a server that takes its time, with pages fetched ahead and without.
//! Rounds of the two sides alternate, so that what disturbs the machine disturbs both.

mod plain;
mod server;

use std::time::{Duration, Instant};

use client_tests::samples::{page, user};
use client_tests::spec;
use probely::{Bytes, Client, types};
use serde_json::json;

const CALLS: u32 = 200;
const ROUNDS: usize = 41;
const USERS: usize = 1_000;
const PAGES: u64 = 200;
const LATENCY: Duration = Duration::from_millis(20);
const AHEAD: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    call().await;
    decoding();
    streaming().await;
}

async fn call() {
    let body = page(vec![user()]).to_string();
    let url = server::start(&body, Duration::ZERO);
    let client = Client::builder()
        .base_url(&url)
        .api_key("key")
        .build()
        .expect("the settings are usable");
    let http = reqwest::Client::new();

    let mut ours = Vec::new();
    let mut by_hand = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CALLS {
            let page = client.users().list().page(1).send().await;
            assert_eq!(page.expect("the server answers").count, Some(1));
        }
        ours.push(start.elapsed() / CALLS);

        let start = Instant::now();
        for _ in 0..CALLS {
            assert_eq!(call_by_hand(&http, &url).await.count, Some(1));
        }
        by_hand.push(start.elapsed() / CALLS);
    }
    report(
        "A call on loopback",
        "reqwest and serde_json",
        ours,
        by_hand,
    );
}

/// The same call as somebody would write it without this crate: the same URL, headers and timeout, the status checked.
async fn call_by_hand(http: &reqwest::Client, url: &str) -> plain::UserPage {
    let response = http
        .get(format!("{url}/users/?page=1"))
        .header("authorization", "JWT key")
        .header("accept", "application/json")
        .header("user-agent", "by-hand/1")
        .timeout(Duration::from_secs(30))
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .expect("the server answers");
    let body: Bytes = response.bytes().await.expect("the server answers");
    serde_json::from_slice(&body).expect("it is a page")
}

fn decoding() {
    let examples = &spec::document()["components"]["examples"];
    let examples = ["UserAna", "UserRui"].map(|name| examples[name]["value"].clone());
    let users = (0..USERS).map(|number| {
        let mut user = examples[number % 2].clone();
        user["id"] = json!(format!("user{number:08}"));
        user
    });
    let body = page(users.collect()).to_string();
    let mut ours = Vec::new();
    let mut plain = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let page: types::UserPage = serde_json::from_str(&body).expect("it is a page");
        ours.push(start.elapsed());
        assert_eq!(page.results.map(|users| users.len()), Some(USERS));

        let start = Instant::now();
        let page: plain::UserPage = serde_json::from_str(&body).expect("it is a page");
        plain.push(start.elapsed());
        assert_eq!(page.results.map(|users| users.len()), Some(USERS));
    }
    let kib = body.len() / 1024;
    report(
        &format!("Reading 1,000 users ({kib} KiB)"),
        "plain structs",
        ours,
        plain,
    );
}

async fn streaming() {
    let mut body = page(vec![user()]);
    body["page_total"] = json!(PAGES);
    let url = server::start(&body.to_string(), LATENCY);
    let client = Client::builder()
        .base_url(&url)
        .api_key("key")
        .build()
        .expect("the settings are usable");
    let mut ahead = Vec::new();
    let mut one_by_one = Vec::new();
    for _ in 0..3 {
        for (prefetch, times) in [(AHEAD, &mut ahead), (1, &mut one_by_one)] {
            let start = Instant::now();
            let mut users = client.users().list().stream().prefetch(prefetch);
            let mut count = 0;
            while users
                .try_next()
                .await
                .expect("the server answers")
                .is_some()
            {
                count += 1;
            }
            assert_eq!(count, PAGES);
            times.push(start.elapsed());
        }
    }
    let what = format!("Streaming {PAGES} pages, each after {LATENCY:?}, {AHEAD} at once");
    let (ahead, one_by_one) = (median(ahead), median(one_by_one));
    println!("{what}: {ahead:.1?}; one by one: {one_by_one:.1?}");
    let times = one_by_one.as_secs_f64() / ahead.as_secs_f64();
    println!("    {times:.1} times faster\n");
}

/// Medians and what they say about each other.
fn report(what: &str, other: &str, ours: Vec<Duration>, theirs: Vec<Duration>) {
    let (ours, theirs) = (median(ours), median(theirs));
    println!("{what}: {ours:.1?}; {other}: {theirs:.1?}");
    let more = ours.as_secs_f64() - theirs.as_secs_f64();
    println!(
        "    ratio {:.2}, difference {:+.1} µs\n",
        ours.as_secs_f64() / theirs.as_secs_f64(),
        more * 1e6
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
