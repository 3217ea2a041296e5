//! A program that gets its client from the environment, lists users, and prints the status or the error.
//!
//! It is a separate program because environment variables are global to a process, and tests run in parallel.

use probely::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    match list().await {
        Ok(status) => println!("{status}"),
        Err(error) => println!("{error}"),
    }
}

async fn list() -> Result<u16, Error> {
    let page = Client::from_env()?.users().list().send().await?;
    Ok(page.status().as_u16())
}
