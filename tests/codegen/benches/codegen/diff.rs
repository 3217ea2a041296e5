//! How long comparing takes and how much memory, against loading and lowering the two documents: the comparison of what
//! goes over the wire, which needs no more than that, and all of `cargo xtask diff` between reading the two and printing
//! the report.

use codegen_tests::{read, repository};
use xtask::diagnostic::{Locator, Report, Sources};
use xtask::diff::accepted::Accepted;
use xtask::diff::{Comparison, Versions, changes, report, wire};
use xtask::pipeline::{self, Model};

use super::{ALLOCATOR, Cost, RUNS, cost, milliseconds};

/// Compares each document with itself edited in one place; without documents, the one of this repository and one of
/// 1,000 schemas made for it.
pub(crate) fn measure(files: &[String]) {
    println!("## Comparing a document with itself, edited in one place\n");
    println!(
        "| Document | KiB | Operations | Changes | Reach | Load and lower both | With the wire compared | Whole diff |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
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
    let Some(run) = fastest(text) else {
        println!("| {name} | it has errors, or no bound to edit |");
        return;
    };
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {} |",
        text.len() / 1024,
        run.operations,
        run.changes,
        run.reach,
        absolute(run.lowered),
        relative(run.wire, run.lowered),
        relative(run.whole, run.lowered),
    );
}

fn absolute(cost: Cost) -> String {
    format!("{}, {}", milliseconds(cost.time), mib(cost.peak))
}

fn relative(cost: Cost, to: Cost) -> String {
    format!(
        "{}, {} ({:.2} × time, {:.2} × memory)",
        milliseconds(cost.time),
        mib(cost.peak),
        cost.time.as_secs_f64() / to.time.as_secs_f64(),
        cost.peak as f64 / to.peak as f64,
    )
}

fn mib(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / (1024.0 * 1024.0))
}

struct Run {
    /// Loading and lowering both documents.
    lowered: Cost,
    /// That, and comparing what goes over the wire.
    wire: Cost,
    /// Everything between the two texts and the report.
    whole: Cost,
    operations: usize,
    changes: usize,
    reach: usize,
}

/// The least that each part took in several runs.
fn fastest(text: &str) -> Option<Run> {
    let edited = edited(text)?;
    let mut runs = (0..RUNS).map(|_| run(text, &edited));
    let mut best = runs.next()??;
    for run in runs {
        let run = run?;
        best.lowered = best.lowered.least(run.lowered);
        best.wire = best.wire.least(run.wire);
        best.whole = best.whole.least(run.whole);
    }
    Some(best)
}

fn run(text: &str, edited: &str) -> Option<Run> {
    let before = ALLOCATOR.current_usage();
    let (models, lowered) = cost(before, || Some((model(text)?, model(edited)?)));
    let (base, head) = models?;
    let (changes, wire) = cost(before, || wire::changes(&base, &head));
    let (operations, found) = (head.api.operations.len(), changes.len());
    let reach = changes.iter().map(|change| change.reach.len()).max();
    drop((base, head, changes));
    let (report, whole) = cost(before, || report(text, edited));
    assert!(!report?.is_empty(), "the edit is not in the report");
    Some(Run {
        lowered,
        wire: Cost {
            time: lowered.time + wire.time,
            peak: lowered.peak.max(wire.peak),
        },
        whole,
        operations,
        changes: found,
        reach: reach.unwrap_or(0),
    })
}

/// What `cargo xtask diff` prints.
fn report(text: &str, edited: &str) -> Option<String> {
    let mut report = Report::default();
    let mut before = Sources::new("base", text);
    let mut after = Sources::new("head", edited);
    let base = pipeline::side(&mut before, &mut report)?;
    let head = pipeline::side(&mut after, &mut report)?;
    let accepted = Accepted::default();
    let comparison = Comparison::new(
        (Locator::new(&before), Locator::new(&after)),
        &Versions::default(),
        changes(&base, &head, "2026-01-01"),
        (&accepted, &accepted),
    );
    Some(report::text(&comparison))
}

fn model(text: &str) -> Option<Model> {
    pipeline::side(&mut Sources::new("document", text), &mut Report::default())
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
