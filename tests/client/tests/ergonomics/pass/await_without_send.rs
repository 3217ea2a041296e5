//! A request is sent by `.await`.

use probely::types::{User, UserPage};
use probely::{Client, Error, Response, ResponseFuture};

async fn calls(client: &Client) -> Result<(), Error> {
    let page: Response<UserPage> = client.users().list().search("ana").await?;
    let user: Response<User> = client.users().retrieve("u1").await?;
    let _: Response<()> = client.users().delete("u1").await?;
    println!("{} {}", user.name, page.results.is_some());
    Ok(())
}

/// The future has a name, and may go to another thread.
fn named(client: &Client) -> ResponseFuture<User> {
    client.users().retrieve("u1").into_future()
}

#[test]
fn it_compiles() {
    let _ = (calls, named);
}
