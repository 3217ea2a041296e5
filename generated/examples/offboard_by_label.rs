//! Blocks every active user with a label. Without `--yes` nothing is changed: the program prints whom it would block.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin offboard_by_label -- <name of the label> [--yes]
//! ```

use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use probely::types::{User, UserPatch};
use probely::{Client, Error};

/// More users than this are a mistake in the label.
const MAX_USERS: usize = 10_000;

#[tokio::main]
async fn main() -> ExitCode {
    run().await.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

async fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (label, act) = match &arguments[..] {
        [label] => (label, false),
        [label, flag] if flag == "--yes" => (label, true),
        _ => return Err("usage: offboard_by_label <name of the label> [--yes]".into()),
    };
    let client = Client::from_env()?;
    let Some(id) = label_id(&client, label).await? else {
        return Err(format!("there is no label named `{label}`").into());
    };
    // All users first: a blocked one leaves the list, and the users behind it move to an earlier page.
    let users = active_users(&client, &id).await?;
    if !act {
        for user in &users {
            println!("would block {} <{}>", user.name, user.email);
        }
        println!("{} users; run again with --yes to block them", users.len());
        return Ok(ExitCode::SUCCESS);
    }

    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} users, {eta} left")?;
    let bar = ProgressBar::new(users.len().try_into()?).with_style(style);
    let mut failed = Vec::new();
    for user in &users {
        let patch = UserPatch::new().active(false);
        let result = client.users().partial_update(&user.id, patch).send().await;
        match result {
            Ok(_) => bar.suspend(|| println!("blocked {} <{}>", user.name, user.email)),
            // With a key that is not accepted, no other call will succeed.
            Err(error) if error.is_unauthorized() => return Err(error.into()),
            Err(error) => failed.push(format!("{} <{}>: {error}", user.name, user.email)),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!("{} of {} blocked", users.len() - failed.len(), users.len());
    for failure in &failed {
        println!("not blocked: {failure}");
    }
    Ok(if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The id of the label with exactly this name.
async fn label_id(client: &Client, name: &str) -> Result<Option<String>, Error> {
    let mut labels = client.user_labels().list().search(name).stream();
    while let Some(label) = labels.try_next().await? {
        if label.name == name {
            return Ok(Some(label.id));
        }
    }
    Ok(None)
}

/// The active users with a label, each once even if the list changes while it is read.
async fn active_users(client: &Client, label: &str) -> Result<Vec<User>, Error> {
    let list = client.users().list().active(true).label([label]);
    let users = list.length(100).ordering("name").stream();
    users
        .unique_by(|user| user.id.clone())
        .collect_all(MAX_USERS)
        .await
}
