//! How long comparing takes and how much memory, against loading and lowering the two documents.

use std::time::Duration;

use codegen_tests::{read, repository};
use xtask::api::Api;
use xtask::diagnostic::Report;
use xtask::diff::wire;
use xtask::{lower, source};

use super::{ALLOCATOR, Cost, RUNS, cost, milliseconds};

/// Compares each document with itself edited in one place; without documents, the one of this repository and one of
/// 1,000 schemas made for it.
pub(crate) fn measure(files: &[String]) {
    println!("## Comparing a document with itself, edited in one place\n");
    println!(
        "| Document | KiB | Operations | Changes | Reach | Load and lower both | Compare | Time | Peak of load and lower | Peak with comparing | Memory |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    if files.is_empty() {
        row("spec/openapi.yaml", &read("spec/openapi.yaml"));
        row("1,000 schemas", &super::synthetic(1_000));
    }
    for file in files {
        row(
            file,
            &std::fs::read_to_string(repository(file)).expect("the document can be read"),
        );
    }
}

fn row(path: &str, text: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let runs = (0..RUNS).map(|_| run(text));
    let Some(run) = runs
        .min_by_key(|run| run.as_ref().map(|run| run.compared.time))
        .flatten()
    else {
        println!("| {name} | it has errors, or no bound to edit |");
        return;
    };
    let both = run.loaded.time;
    let all = both + run.compared.time;
    let mib = |bytes: usize| bytes as f64 / (1024.0 * 1024.0);
    let peak = run.loaded.peak.max(run.compared.peak);
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {:.2} × | {:.1} MiB | {:.1} MiB | {:.2} × |",
        text.len() / 1024,
        run.operations,
        run.changes,
        run.reach,
        milliseconds(both),
        milliseconds(run.compared.time),
        all.as_secs_f64() / both.as_secs_f64(),
        mib(run.loaded.peak),
        mib(peak),
        peak as f64 / run.loaded.peak as f64,
    );
}

struct Run {
    loaded: Cost,
    compared: Cost,
    operations: usize,
    changes: usize,
    reach: usize,
}

fn run(text: &str) -> Option<Run> {
    let edited = edited(text)?;
    let before = ALLOCATOR.current_usage();
    let (apis, mut loaded) = cost(before, || Some((api(text)?, api(&edited)?)));
    let (base, head) = apis?;
    loaded.time = loaded.time.max(Duration::from_nanos(1));
    let (changes, compared) = cost(before, || wire::changes(&base, &head));
    Some(Run {
        loaded,
        compared,
        operations: head.operations.len(),
        changes: changes.len(),
        reach: changes
            .iter()
            .map(|change| change.reach.len())
            .max()
            .unwrap_or(0),
    })
}

fn api(text: &str) -> Option<Api> {
    let mut report = Report::default();
    let document = source::load("document", text, &mut report)?;
    lower::lower(&document, &mut report)
}

/// The document with the last bound of a length in it raised by one: a change in a schema that many others may hold.
fn edited(text: &str) -> Option<String> {
    let at = text.rfind("maxLength")?;
    let from = at
        + text
            .get(at..)?
            .find(|letter: char| letter.is_ascii_digit())?;
    let digits = text.get(from..)?;
    let to = from + digits.find(|letter: char| !letter.is_ascii_digit())?;
    let bound: u64 = text.get(from..to)?.parse().ok()?;
    Some(format!(
        "{}{}{}",
        text.get(..from)?,
        bound + 1,
        text.get(to..)?
    ))
}
