//! A program that gets its client from the environment, lists users and says what came of it.
//!
//! It is a program of its own since the environment belongs to a whole process: tests run several at a time.

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
