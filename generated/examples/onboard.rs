//! Adds the people of a CSV file to the account. Without `--yes` nothing is changed: each row is checked, and the
//! program prints what it would do.
//!
//! The first line of the file is `email,name,title,labels`. `title` may be empty; labels are separated by `;`. People who
//! are in the account already are left as they are, so the program can be run again after an interruption.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin onboard -- people.csv [--yes]
//! ```

use std::collections::HashSet;
use std::process::ExitCode;

use csv::StringRecord;
use indicatif::{ProgressBar, ProgressStyle};
use probely::types::{JobTitle, UserCreate};
use probely::{Client, Error, FakeTransport, RetryPolicy};
use serde::Deserialize;

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Row {
    email: String,
    name: String,
    title: String,
    labels: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    run().await.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

async fn run() -> Result<ExitCode, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (path, act) = match &arguments[..] {
        [path] => (path, false),
        [path, flag] if flag == "--yes" => (path, true),
        _ => return Err("usage: onboard <file.csv> [--yes]".into()),
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)?;
    let headers = reader.headers()?.clone();
    let records: Vec<csv::Result<StringRecord>> = reader.records().collect();

    let client = Client::from_env()?;
    let mut known = known_emails(&client).await?;
    let offline = offline_client()?;
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} rows, {eta} left")?;
    let bar = ProgressBar::new(records.len().try_into()?).with_style(style);
    let (mut added, mut present) = (0, 0);
    let mut refused = Vec::new();
    for record in records {
        bar.inc(1);
        let (line, row) = read(record, &headers);
        let row = match row {
            Ok(row) => row,
            Err(problem) => {
                refused.push(format!("line {line}: {problem}"));
                continue;
            }
        };
        if !known.insert(row.email.to_lowercase()) {
            present += 1;
            continue;
        }
        let called = if act { &client } else { &offline };
        let result = match new_user(&row) {
            Ok(user) => called.users().create(user).send().await.map(drop),
            Err(problem) => {
                refused.push(format!("line {line}, {}: {problem}", row.email));
                continue;
            }
        };
        match result {
            Ok(()) => added += 1,
            // Something is wrong with this row. The next one may be right.
            Err(error) if is_refused(&error) => {
                for problem in error.field_errors() {
                    refused.push(format!("line {line}, {}: {problem}", row.email));
                }
            }
            // The offline client has no response to give. The request has passed the checks.
            Err(_) if !act => added += 1,
            // Something is wrong with the key, the network or the API: the next row would fail too.
            Err(error) => {
                bar.finish_and_clear();
                println!("{added} added; stopped at line {line}, {}", row.email);
                return Err(error.into());
            }
        }
    }
    bar.finish_and_clear();
    let done = if act { "added" } else { "to add" };
    println!("{added} {done}, {present} in the account already");
    for problem in &refused {
        println!("refused: {problem}");
    }
    if !act {
        println!("nothing was changed; run again with --yes to add them");
    }
    Ok(if refused.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether the request was refused, here or by the API, for what is in it.
fn is_refused(error: &Error) -> bool {
    let is_400 = error.status().is_some_and(|status| status == 400);
    (is_400 || matches!(error, Error::InvalidRequest(_))) && !error.field_errors().is_empty()
}

/// The addresses of all users, in lower case.
async fn known_emails(client: &Client) -> Result<HashSet<String>, Error> {
    let list = client.users().list().length(100).ordering("name");
    let users = list.stream().collect_all(100_000).await?;
    Ok(users.iter().map(|user| user.email.to_lowercase()).collect())
}

/// A client that checks requests and sends nothing.
fn offline_client() -> Result<Client, Error> {
    Client::builder()
        .api_key("none")
        .retry(RetryPolicy::never())
        .transport(FakeTransport::new())
        .build()
}

/// The row and the line that it is on.
fn read(record: csv::Result<StringRecord>, headers: &StringRecord) -> (u64, Result<Row, String>) {
    match record {
        Ok(record) => {
            let line = record.position().map_or(0, csv::Position::line);
            let row = record.deserialize(Some(headers));
            (line, row.map_err(|error| error.to_string()))
        }
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            (line, Err(error.to_string()))
        }
    }
}

fn new_user(row: &Row) -> Result<UserCreate, String> {
    let labels = row.labels.split(';').map(str::trim);
    let labels = labels.filter(|label| !label.is_empty());
    let user = UserCreate::new(&row.email, &row.name, labels);
    match (row.title.as_str(), JobTitle::from(row.title.as_str())) {
        ("", _) => Ok(user),
        (title, JobTitle::Unrecognized(_)) => Err(format!("unknown title `{title}`")),
        (_, title) => Ok(user.title(title)),
    }
}
