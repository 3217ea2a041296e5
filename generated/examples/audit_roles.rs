//! Lists who holds which role, users and API users: as a table, or with `--json` as one JSON object per line.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin audit_roles [-- --json]
//! ```

use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use probely::types::{RoleRef, RoleScope};
use probely::{Client, Error};
use serde::Serialize;

/// A role of a user or an API user, or one row for who has none.
#[derive(Serialize)]
struct Held {
    kind: &'static str,
    id: String,
    name: String,
    active: Option<bool>,
    role: String,
    scope: String,
}

const HEADINGS: [&str; 5] = ["KIND", "NAME", "ACTIVE", "ROLE", "SCOPE"];

#[tokio::main]
async fn main() -> ExitCode {
    run().await.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

async fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_json = match &arguments[..] {
        [] => false,
        [flag] if flag == "--json" => true,
        _ => return Err("usage: audit_roles [--json]".into()),
    };
    let client = Client::from_env()?;
    let style = ProgressStyle::with_template("{spinner} {pos} users and API users")?;
    let bar = ProgressBar::new_spinner().with_style(style);
    let mut held = of_users(&client, &bar).await?;
    held.extend(of_api_users(&client, &bar).await?);
    bar.finish_and_clear();
    if as_json {
        for row in &held {
            println!("{}", serde_json::to_string(row)?);
        }
    } else {
        print_table(&held);
    }
    Ok(ExitCode::SUCCESS)
}

async fn of_users(client: &Client, bar: &ProgressBar) -> Result<Vec<Held>, Error> {
    let mut held = Vec::new();
    let list = client.users().list().length(100).ordering("name");
    let mut users = list.stream().prefetch(4);
    while let Some(user) = users.try_next().await? {
        bar.inc(1);
        let name = format!("{} <{}>", user.name, user.email);
        let roles = user.user_roles.as_ref();
        let roles = roles.map(|roles| roles.iter().map(|it| (&it.role, &it.scope)).collect());
        held.extend(rows("user", &user.id, &name, user.active, roles));
    }
    Ok(held)
}

async fn of_api_users(client: &Client, bar: &ProgressBar) -> Result<Vec<Held>, Error> {
    let mut held = Vec::new();
    let list = client.api_users().list().length(100).ordering("name");
    let mut users = list.stream().prefetch(4);
    while let Some(user) = users.try_next().await? {
        bar.inc(1);
        let roles = user.user_roles.as_ref();
        let roles = roles.map(|roles| roles.iter().map(|it| (&it.role, &it.scope)).collect());
        held.extend(rows("API user", &user.id, &user.name, user.active, roles));
    }
    Ok(held)
}

fn rows(
    kind: &'static str,
    id: &str,
    name: &str,
    active: Option<bool>,
    roles: Option<Vec<(&RoleRef, &RoleScope)>>,
) -> Vec<Held> {
    let row = |role: &str, scope: String| Held {
        kind,
        id: id.to_owned(),
        name: name.to_owned(),
        active,
        role: role.to_owned(),
        scope,
    };
    // A field that the API leaves out says nothing: it is not the same as no roles.
    let Some(roles) = roles else {
        return vec![row("unknown", "unknown".to_owned())];
    };
    if roles.is_empty() {
        return vec![row("-", "-".to_owned())];
    }
    let roles = roles.into_iter();
    roles
        .map(|(role, scope)| row(&role.name, describe(scope)))
        .collect()
}

/// Where a role holds: `account`, `team Payments`, `scope Shop`.
fn describe(scope: &RoleScope) -> String {
    let team = scope.team.as_ref().map(|team| &team.name);
    let target = scope.target.as_ref().map(|target| &target.name);
    match team.or(target) {
        Some(name) => format!("{} {name}", scope.tier),
        None => scope.tier.to_string(),
    }
}

fn print_table(held: &[Held]) {
    let rows = held.iter().map(|row| {
        let active = match row.active {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        [row.kind, &row.name, active, &row.role, &row.scope]
    });
    let rows: Vec<[&str; 5]> = std::iter::once(HEADINGS).chain(rows).collect();
    let widths: [usize; 5] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    });
    for row in rows {
        let cells = row.iter().zip(widths);
        let line: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        println!("{}", line.join("  ").trim_end());
    }
}
