//! Gives a user another name, and nothing else. If that fails, the program prints what happened, whether the change may
//! have been made, and what to do.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin rename_user -- <id> <name>
//! ```

use std::process::ExitCode;

use probely::types::UserPatch;
use probely::{Client, Error};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [id, name] = &arguments[..] else {
        eprintln!("usage: rename_user <id> <name>");
        return ExitCode::FAILURE;
    };
    match rename(id, name).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn rename(id: &str, name: &str) -> Result<(), Error> {
    let client = Client::from_env()?;
    // Only what is set is sent: the labels, the title and whether the user is active stay as they are.
    let patch = UserPatch::new().name(name);
    let user = client.users().partial_update(id, patch).send().await?;
    println!("{} <{}>", user.name, user.email);
    Ok(())
}

fn explain(error: &Error) {
    match error {
        Error::Config(_) => eprintln!("wrong settings: {error}"),
        Error::InvalidRequest(_) => {
            eprintln!("not sent, the request is invalid:");
            print_field_errors(error);
        }
        Error::Connect(_) => eprintln!("not sent, no connection: {error}"),
        Error::Api(_) if error.is_unauthorized() => eprintln!("the key is not accepted: {error}"),
        Error::Api(_) if error.is_forbidden() => eprintln!("the key may not do this: {error}"),
        Error::Api(_) if error.is_not_found() => eprintln!("there is no such user: {error}"),
        Error::Api(_) if error.is_rate_limited() => match error.retry_after() {
            Some(delay) => eprintln!("too many requests, try again in {delay:?}: {error}"),
            None => eprintln!("too many requests, try again later: {error}"),
        },
        Error::Api(_) if !error.field_errors().is_empty() => {
            eprintln!("refused by the API:");
            print_field_errors(error);
        }
        Error::Api(failure) if !failure.status().is_server_error() => {
            eprintln!("refused by the API: {error}");
        }
        // The request was sent, and no response says whether it was carried out.
        _ => eprintln!("the user may have been renamed; look before you try again: {error}"),
    }
    if let Some(id) = error.request_id() {
        eprintln!("for support: request {id}");
    }
}

fn print_field_errors(error: &Error) {
    for problem in error.field_errors() {
        eprintln!("  {problem}");
    }
}
