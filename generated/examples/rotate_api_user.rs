//! Renames and labels an API user: only what is set is sent, so whether it is active stays as it is. (Whether the labels
//! replace those that it has is not documented.)
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin rotate_api_user -- <id> <name> <label>…
//! ```

use std::error::Error;

use probely::Client;
use probely::types::{ApiUserPatch, LabelRequest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(id), Some(name)) = (arguments.next(), arguments.next()) else {
        return Err("usage: rotate_api_user <id> <name> <label>…".into());
    };
    let client = Client::from_env()?;
    let patch = ApiUserPatch::new()
        .name(name)
        .labels(arguments.map(LabelRequest::new));
    let user = client.api_users().partial_update(id, patch).send().await?;
    let labels: Vec<&str> = user
        .labels
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    println!("{}: {}, labels: {}", user.id, user.name, labels.join(", "));
    Ok(())
}
