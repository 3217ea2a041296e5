//! What the client costs, as ratios within one run: `cargo bench -p client-tests --bench client`.
//!
//! A call against reqwest and serde_json by hand, on loopback; decoding a page of 1,000 users against plain structs with
//! the same types of fields; and streaming a list from a slow server, with pages fetched ahead and without.
//!
//! Both sides have the same conditions in every round: one thread serves both connections, rounds are short, and each
//! side goes first in every other one. The clock is the CPU time of the thread that calls, so neither other programs nor
//! the core of the server's thread count. The ratio is the median of the ratios of all rounds.

mod clock;
mod plain;
mod server;

use std::time::{Duration, Instant};

use client_tests::samples::{page, user};
use client_tests::spec;
use clock::Clock;
use probely::{Bytes, Client, types};
use serde_json::json;

const CALLS: u32 = 20;
const CALL_ROUNDS: usize = 600;
const ROUNDS: usize = 100;
const USERS: usize = 1_000;
const PAGES: u64 = 200;
const LATENCY: Duration = Duration::from_millis(20);
const AHEAD: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let clock = Clock::new();
    println!("Clock: {}\n", clock.name());
    call(clock).await;
    decoding(clock);
    streaming().await;
}

async fn call(clock: Clock) {
    let body = page(vec![user()]).to_string();
    let url = server::start(&body, Duration::ZERO);
    let client = Client::builder()
        .base_url(&url)
        .api_key("key")
        .build()
        .expect("the settings are usable");
    let http = reqwest::Client::new();
    let ours = async || {
        let start = clock.now();
        for _ in 0..CALLS {
            let page = client.users().list().page(1).send().await;
            assert_eq!(page.expect("the server responds").count, Some(1));
        }
        (clock.now() - start) / CALLS
    };
    let by_hand = async || {
        let start = clock.now();
        for _ in 0..CALLS {
            assert_eq!(call_by_hand(&http, &url).await.count, Some(1));
        }
        (clock.now() - start) / CALLS
    };
    // Both connect.
    ours().await;
    by_hand().await;
    let mut rounds = Vec::new();
    for round in 0..CALL_ROUNDS {
        rounds.push(if round % 2 == 0 {
            let ours = ours().await;
            (ours, by_hand().await)
        } else {
            let by_hand = by_hand().await;
            (ours().await, by_hand)
        });
    }
    report("A call on loopback", "reqwest and serde_json", rounds);
}

/// The same call without this crate: the same URL, headers and timeout, the status checked.
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
        .expect("the server responds");
    let body: Bytes = response.bytes().await.expect("the server responds");
    serde_json::from_slice(&body).expect("it is a page")
}

fn decoding(clock: Clock) {
    let examples = &spec::document()["components"]["examples"];
    let examples = ["UserAna", "UserRui"].map(|name| examples[name]["value"].clone());
    let users = (0..USERS).map(|number| {
        let mut user = examples[number % 2].clone();
        user["id"] = json!(format!("user{number:08}"));
        user
    });
    let body = page(users.collect()).to_string();
    let ours = || {
        let start = clock.now();
        let page: types::UserPage = serde_json::from_str(&body).expect("it is a page");
        let time = clock.now() - start;
        assert_eq!(page.results.map(|users| users.len()), Some(USERS));
        time
    };
    let plain = || {
        let start = clock.now();
        let page: plain::UserPage = serde_json::from_str(&body).expect("it is a page");
        let time = clock.now() - start;
        assert_eq!(page.results.map(|users| users.len()), Some(USERS));
        time
    };
    let rounds = (0..ROUNDS).map(|round| {
        if round % 2 == 0 {
            let ours = ours();
            (ours, plain())
        } else {
            let plain = plain();
            (ours(), plain)
        }
    });
    let kib = body.len() / 1024;
    report(
        &format!("Decoding 1,000 users ({kib} KiB)"),
        "plain structs",
        rounds.collect(),
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
                .expect("the server responds")
                .is_some()
            {
                count += 1;
            }
            assert_eq!(count, PAGES);
            times.push(start.elapsed());
        }
    }
    let what = format!("Streaming {PAGES} pages, each after {LATENCY:?}, {AHEAD} at once");
    let seconds = |times: Vec<Duration>| median(times.iter().map(Duration::as_secs_f64).collect());
    let (ahead, one_by_one) = (seconds(ahead), seconds(one_by_one));
    println!("{what}: {ahead:.2} s; one by one: {one_by_one:.2} s (wall time)");
    let times = one_by_one / ahead;
    println!("    {times:.1} times faster\n");
}

/// Prints the medians of both sides, and of their ratios.
fn report(what: &str, other: &str, rounds: Vec<(Duration, Duration)>) {
    let ratios = rounds
        .iter()
        .map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64());
    let ratio = median(ratios.collect());
    let ours = median(rounds.iter().map(|(ours, _)| ours.as_secs_f64()).collect());
    let theirs = median(
        rounds
            .iter()
            .map(|(_, theirs)| theirs.as_secs_f64())
            .collect(),
    );
    println!(
        "{what}: {:.1} µs; {other}: {:.1} µs",
        ours * 1e6,
        theirs * 1e6
    );
    println!(
        "    ratio {ratio:.2}, difference {:+.1} µs\n",
        (ours - theirs) * 1e6
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
