//! A group owns its client: it moves into a task, and outlives the variable that it was made from.

use probely::operations::users::Users;
use probely::{Client, Error};

fn group() -> Result<Users, Error> {
    let client = Client::from_env()?;
    Ok(client.users())
}

async fn spawned(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let users = client.users();
    let more = users.clone();
    let task = tokio::spawn(async move { users.list().await });
    more.retrieve("u1").await?;
    task.await??;
    Ok(())
}

#[test]
fn it_compiles() {
    let _ = (group, spawned);
}
