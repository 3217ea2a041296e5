//! Prints every user of the account, fetching up to four pages ahead.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin list_everyone
//! ```

use probely::Client;

#[tokio::main]
async fn main() -> Result<(), probely::Error> {
    let client = Client::from_env()?;
    let mut users = client
        .users()
        .list()
        .length(100)
        .ordering("name")
        .stream()
        .prefetch(4);
    while let Some(user) = users.try_next().await? {
        let state = match user.active {
            Some(true) => "active",
            Some(false) => "blocked",
            None => "unknown",
        };
        println!("{} <{}> {state}", user.name, user.email);
    }
    Ok(())
}
