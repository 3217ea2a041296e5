//! Updates API users at once, and says of every kind of error what it means and what to do.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin handle_errors -- <name for all> <id>…
//! ```

use std::process::ExitCode;

use probely::types::{ApiUserBulkUpdate, ErrorBody};
use probely::{Client, Error};

#[tokio::main]
async fn main() -> ExitCode {
    match update().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn update() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let client = Client::from_env()?;
    // What the API has as defaults is not filled in; `active` would be `true`.
    let body = ApiUserBulkUpdate::new(arguments, name, probely::Empty).active(true);
    client.api_users().bulk_update(body).send().await?;
    println!("done");
    Ok(())
}

fn explain(error: &Error) {
    match error {
        Error::Config(_) => eprintln!("settings: {error}"),
        Error::InvalidRequest(_) => {
            eprintln!("nothing was sent:");
            for problem in error.field_errors() {
                eprintln!("  {problem}");
            }
        }
        Error::Connect(_) => eprintln!("is the network there? {error}"),
        Error::Timeout(_) | Error::Transport(_) if error.is_retryable() => {
            eprintln!("try again later: {error}");
        }
        Error::Timeout(_) | Error::Transport(_) => {
            eprintln!("it may have been done; look before you try again: {error}");
        }
        Error::Api(failure) => match failure.body() {
            ErrorBody::Validation(_) => {
                eprintln!("refused:");
                for problem in failure.field_errors() {
                    eprintln!("  {problem}");
                }
            }
            _ if error.is_unauthorized() => eprintln!("the key is not accepted: {error}"),
            _ if error.is_not_found() => eprintln!("one of them does not exist: {error}"),
            _ => match error.retry_after() {
                Some(delay) => eprintln!("try again in {delay:?}: {error}"),
                None => eprintln!("{error}"),
            },
        },
        other => eprintln!("{other}"),
    }
}
