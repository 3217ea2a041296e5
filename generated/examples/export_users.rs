//! Writes every user to standard output as one JSON object per line, and shows progress on the terminal. Fields that
//! this version of the crate does not know are written too; fields that are null are left out.
//!
//! ```text
//! PROBELY_API_KEY=… cargo run -p client-tests --bin export_users > users.jsonl
//! ```

use std::error::Error;
use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressStyle};
use probely::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template(
        "{bar:40} {pos}/{len} users, {eta} left",
    )?);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut pages = client
        .users()
        .list()
        .length(100)
        .ordering("name")
        .pages()
        .prefetch(4);
    while let Some(page) = pages.try_next().await? {
        let page = page.into_inner();
        if let Some(count) = page.count {
            bar.set_length(count);
        }
        for user in page {
            serde_json::to_writer(&mut out, &user)?;
            out.write_all(b"\n")?;
            bar.inc(1);
        }
    }
    out.flush()?;
    bar.finish();
    Ok(())
}
