//! Blocks every active user who carries a label, and says what would be done unless it is told to do it.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin deactivate_by_label -- <id of the label> [--do-it]
//! ```

use std::error::Error;

use probely::Client;
use probely::types::UserPatch;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (label, do_it) = match &arguments[..] {
        [label] => (label, false),
        [label, flag] if flag == "--do-it" => (label, true),
        _ => return Err("usage: deactivate_by_label <id of the label> [--do-it]".into()),
    };
    let client = Client::from_env()?;
    // All of them first: blocked ones leave the list, and the pages would move under our feet.
    let mut found = Vec::new();
    let mut users = client.users().list().active(true).label([label]).stream();
    while let Some(user) = users.try_next().await? {
        found.push(user);
    }
    for user in &found {
        if do_it {
            client
                .users()
                .partial_update(&user.id, UserPatch::new().active(false))
                .send()
                .await?;
            println!("blocked {} <{}>", user.name, user.email);
        } else {
            println!("would block {} <{}>", user.name, user.email);
        }
    }
    println!("{} users", found.len());
    Ok(())
}
