//! Lists the API users whose keys expire within some days, the first to expire first. It changes nothing.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin expiring_keys -- <days>
//! ```

use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use probely::{Client, Timestamp};

const DAY: u64 = 24 * 60 * 60;

#[tokio::main]
async fn main() -> ExitCode {
    run().await.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

async fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let days = std::env::args().nth(1).and_then(|days| days.parse().ok());
    let Some(days): Option<u16> = days else {
        return Err("usage: expiring_keys <days>".into());
    };
    let client = Client::from_env()?;
    let last = SystemTime::now() + Duration::from_secs(u64::from(days) * DAY);
    let last = Timestamp::from(last);

    let mut expiring = Vec::new();
    let list = client.api_users().list().length(100).ordering("name");
    let mut users = list.stream();
    while let Some(user) = users.try_next().await? {
        // No date: not documented whether the key never expires, so it is not listed.
        if let Some(date) = user.expiration_date
            && date <= last
        {
            expiring.push((date, user.name, user.id));
        }
    }
    expiring.sort();
    for (date, name, id) in &expiring {
        println!("{date}  {name} ({id})");
    }
    println!("{} keys expire within {days} days", expiring.len());
    Ok(ExitCode::SUCCESS)
}
