//! Lists, creates, changes and bulk-updates users of an account in memory, and prints each step. It needs neither a key
//! nor a network: the users are the examples of the API's description, and everything but the transport is the real
//! client.
//!
//! ```text
//! cargo demo
//! ```

mod account;

use std::sync::{Arc, Mutex, PoisonError};

use account::Account;
use probely::types::{JobTitle, LabelRequest, User, UserBulkUpdate, UserCreate, UserPatch};
use probely::{Client, Error, FakeTransport};

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let account = Arc::new(Mutex::new(Account::of_examples()?));
    let responding = Arc::clone(&account);
    let transport = FakeTransport::new().respond_with(move |request| {
        let mut account = responding.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(account.respond(request))
    });
    let client = Client::builder()
        .api_key("demo")
        .transport(transport.clone())
        .build()?;

    step("List the users: users().list().length(1).stream()");
    print_users(&client).await?;
    let sent = transport.requests().len();
    println!("{sent} requests, one for each page; the stream fetched them as they were needed.");

    step("Create a user: users().create(UserCreate::new(…))");
    let marta = create(&client, "marta.lima@example.com", "Marta Lima").await?;
    let joao = create(&client, "joao.reis@example.com", "João Reis").await?;
    println!("created {} and {}", marta.name, joao.name);

    step("Change one: only what is set is sent");
    let patch = UserPatch::new().title(JobTitle::Seceng);
    let body = serde_json::to_string(&patch)?;
    let user = client
        .users()
        .partial_update(&marta.id, patch)
        .send()
        .await?;
    let title = user.title.as_ref().map_or("-", JobTitle::as_str);
    println!("PATCH /users/{}/ {body}", user.id);
    println!("the title of {} is now {title}", user.name);

    step("Change several at once: users().bulk_update(…). All of them get the same name");
    let leaving = [marta.id, joao.id];
    let update = UserBulkUpdate::new(leaving, "Former contractor", ["left"]).active(false);
    let updated = client.users().bulk_update(update).send().await?;
    println!("updated: {}", updated.ids.join(", "));
    print_users(&client).await?;

    step("A request that breaks a documented constraint is not sent");
    let before = transport.requests().len();
    explain(create(&client, "someone@example.com", &"x".repeat(61)).await);
    let sent = transport.requests().len() - before;
    println!("{sent} requests sent");

    step("A request that the API refuses: 400, with the field that is wrong");
    explain(create(&client, "ana.sousa@example.com", "Ana Sousa").await);

    step("A request that fails with 503 is sent again");
    account
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .outage = 1;
    let page = client.users().list().search("rui").send().await?;
    println!("{} after {} attempts", page.status(), page.attempts());
    Ok(())
}

async fn create(client: &Client, email: &str, name: &str) -> Result<User, Error> {
    let label = LabelRequest::new("contractor").color("orange");
    let user = UserCreate::new(email, name, [label]).title(JobTitle::Dev);
    Ok(client.users().create(user).send().await?.into_inner())
}

fn step(title: &str) {
    println!("\n== {title}");
}

/// Prints what went wrong, field by field.
fn explain(result: Result<User, Error>) {
    match result {
        Ok(user) => println!("created {}", user.name),
        Err(error) => {
            println!("{error}");
            for problem in error.field_errors() {
                println!("  {}: {}", problem.path, problem.message);
            }
        }
    }
}

async fn print_users(client: &Client) -> Result<(), Error> {
    println!(
        "{:18} {:24} {:7} {:7} LABELS",
        "NAME", "EMAIL", "TITLE", "ACTIVE"
    );
    let mut users = client.users().list().length(1).ordering("name").stream();
    while let Some(user) = users.try_next().await? {
        let title = user.title.as_ref().map_or("", JobTitle::as_str);
        let active = match user.active {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        };
        let labels = user.labels.iter().flatten();
        let labels: Vec<&str> = labels.map(|label| label.name.as_str()).collect();
        let row = format!(
            "{:18} {:24} {title:7} {active:7} {}",
            user.name,
            user.email,
            labels.join(", ")
        );
        println!("{}", row.trim_end());
    }
    Ok(())
}
