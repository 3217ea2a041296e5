//! How long codegen takes and how much memory, stage by stage.
//!
//! `cargo bench -p codegen-tests` measures the document of this repository, and documents of 10 to 10,000 schemas made
//! for it; `cargo bench -p codegen-tests -- FILE…` measures other documents (paths start at the root of the repository).
//! `… -- --diff FILE…` compares each with itself edited in one place.

#[path = "codegen/diff.rs"]
mod diff;

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use codegen_tests::read;
use peak_alloc::PeakAlloc;
use xtask::diagnostic::{Report, Sources};
use xtask::{check, contract, lower, names, output, render, source, surface};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Small documents are measured so often; the fastest run counts.
const RUNS: usize = 5;

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

const STAGES: [&str; 9] = [
    "load",
    "contract",
    "lower",
    "check",
    "assign",
    "surface",
    "render",
    "write",
    "write again",
];

fn main() {
    // Cargo passes `--bench`.
    let (options, files): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    if options.iter().any(|option| option == "--diff") {
        return diff::measure(&files);
    }
    if files.is_empty() {
        ours();
        growth();
    }
    for file in files {
        // Cargo runs benchmarks in the folder of their package.
        document(&file, &read(&file), 1);
    }
}

/// What a stage took.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    /// The most memory that was in use at once, above what was in use before the first stage.
    peak: usize,
}

impl Cost {
    /// The lesser time and the lesser memory of two runs.
    fn least(self, other: Self) -> Self {
        Self {
            time: self.time.min(other.time),
            peak: self.peak.min(other.peak),
        }
    }
}

/// What a run took, and what came of it.
struct Run {
    stages: [Cost; STAGES.len()],
    types: usize,
    operations: usize,
    files: usize,
    bytes: usize,
}

impl Run {
    fn total(&self) -> Duration {
        self.stages.iter().map(|cost| cost.time).sum()
    }
}

/// Takes a document through all stages, to a directory that is empty first and up to date then. `None` if there are
/// errors in the document.
fn run(text: &str) -> Option<Run> {
    let directory = tempfile::tempdir().expect("there is a directory for temporary files");
    let out = directory.path().join("out");
    let before = ALLOCATOR.current_usage();
    let mut report = Report::default();
    let mut sources = Sources::new("document", text);
    let (document, load) = cost(before, || source::load(&mut sources, &mut report));
    let document = document?;
    let ((objects, contract), read) = cost(before, || {
        let objects = source::objects(&document.tree);
        let contract = contract::read(&document, &objects);
        (objects, contract)
    });
    let (api, lower) = cost(before, || lower::lower(&document, &contract, &mut report));
    let (_, check) = cost(before, || {
        check::check(&document, &objects, &contract, &mut report)
    });
    let api = api?;
    let (names, assign) = cost(before, || names::assign(&api, &mut report));
    if report.has_errors() {
        return None;
    }
    let (surface, decide) = cost(before, || surface::surface(&api, &names));
    let (tree, render) = cost(before, || render::render(&api, &names, &surface));
    let write_all = || output::write(&out, &tree).expect("the directory can be written");
    let (_, write) = cost(before, write_all);
    let (changes, unchanged) = cost(before, write_all);
    assert!(changes.is_empty(), "the second time changed something");
    Some(Run {
        stages: [
            load, read, lower, check, assign, decide, render, write, unchanged,
        ],
        types: api.types.len(),
        operations: api.operations.len(),
        files: tree.len(),
        bytes: tree.iter().map(|(_, text)| text.len()).sum(),
    })
}

fn cost<T>(before: usize, stage: impl FnOnce() -> T) -> (T, Cost) {
    ALLOCATOR.reset_peak_usage();
    let start = Instant::now();
    let value = stage();
    let time = start.elapsed();
    let peak = ALLOCATOR.peak_usage().saturating_sub(before);
    (value, Cost { time, peak })
}

/// The run of several that was the fastest.
fn fastest(text: &str, runs: usize) -> Option<Run> {
    let runs: Option<Vec<Run>> = (0..runs).map(|_| run(text)).collect();
    runs?.into_iter().min_by_key(Run::total)
}

fn ours() {
    document("spec/openapi.yaml", &read("spec/openapi.yaml"), RUNS);
}

fn document(path: &str, text: &str, runs: usize) {
    let name = Path::new(path)
        .file_name()
        .map_or(path.to_owned(), |name| name.to_string_lossy().into_owned());
    let Some(run) = fastest(text, runs) else {
        println!("## {name}\n\nThe document has errors: `cargo xtask codegen` shows them.\n");
        return;
    };
    println!(
        "## {name}\n\n{} KiB, {} operations, {} types → {} files, {} KiB\n",
        text.len() / 1024,
        run.operations,
        run.types,
        run.files,
        run.bytes / 1024
    );
    println!("| Stage | Time | Share | Peak memory | Memory per byte of the document |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let total = run.total().as_secs_f64();
    for (stage, Cost { time, peak }) in STAGES.iter().zip(run.stages) {
        println!(
            "| {stage} | {} | {:.0} % | {:.1} MiB | {:.1} |",
            milliseconds(time),
            time.as_secs_f64() / total * 100.0,
            peak as f64 / (1024.0 * 1024.0),
            peak as f64 / text.len() as f64
        );
    }
    println!("| all | {} | | | |\n", milliseconds(run.total()));
}

fn growth() {
    println!("## Growth\n");
    println!(
        "Times per schema: where they do not rise from row to row, time grows no faster than the document.\n"
    );
    println!(
        "| Schemas | All | Per schema | Against the row above | {} |",
        STAGES.join(" | ")
    );
    println!(
        "| ---: | ---: | ---: | ---: |{}",
        " ---: |".repeat(STAGES.len())
    );
    let mut above: Option<f64> = None;
    for schemas in SIZES {
        let text = synthetic(schemas);
        let runs = if schemas > 1_000 { 1 } else { RUNS };
        let Some(run) = fastest(&text, runs) else {
            println!("the document of {schemas} schemas has errors");
            return;
        };
        let per_schema = |time: Duration| time.as_secs_f64() * 1e6 / schemas as f64;
        let stages: Vec<String> = run
            .stages
            .iter()
            .map(|cost| format!("{:.1} µs", per_schema(cost.time)))
            .collect();
        let each = per_schema(run.total());
        let ratio = above.map_or(String::new(), |above| format!("{:.2} ×", each / above));
        println!(
            "| {schemas} | {} | {each:.0} µs | {ratio} | {} |",
            milliseconds(run.total()),
            stages.join(" | ")
        );
        above = Some(each);
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// A document with so many schemas, each used in requests and answers: constrained texts, an enum, a date, references
/// in place, in lists and back to what refers to it, properties that only answers have; and an operation for every
/// other schema, ten operations to a tag, with a schema for the errors of each five.
fn synthetic(schemas: usize) -> String {
    let mut text =
        "openapi: 3.0.3\ninfo: {title: Growth, version: '1'}\nx-rust: {version: 0.1.0}\npaths:\n"
            .to_owned();
    for index in (0..schemas).step_by(2) {
        let (tag, next, error) = (index / 20, (index + 1) % schemas, index / 10);
        write!(
            text,
            "  /things{index}/{{id}}/:
    post:
      operationId: things{index}_update
      summary: Change a thing
      tags: [Group {tag}]
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
        - {{name: search, in: query, schema: {{type: string}}}}
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing{index}'}}}}}}}}
      responses:
        '200': {{description: Done, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing{next}'}}}}}}}}
        '400': {{description: Wrong, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing{error}'}}}}}}}}
"
        )
        .expect("a String takes everything");
    }
    text.push_str("components:\n  schemas:\n");
    for index in 0..schemas {
        let (half, before) = (index / 2, index.saturating_sub(1));
        write!(
            text,
            "    Thing{index}:
      type: object
      description: A thing with [a link](https://example.com/) and `code`.
      required: [id, name]
      properties:
        id: {{type: string, readOnly: true}}
        name: {{type: string, minLength: 1, maxLength: 100, pattern: '^[a-z]+$', description: What it is called.}}
        kind: {{type: string, enum: [small, large, '']}}
        created: {{type: string, format: date-time, readOnly: true}}
        count: {{type: integer, minimum: 0, default: 1}}
        half: {{$ref: '#/components/schemas/Thing{half}'}}
        before: {{$ref: '#/components/schemas/Thing{before}'}}
        others: {{type: array, items: {{$ref: '#/components/schemas/Thing{half}'}}}}
        either: {{oneOf: [{{type: string}}, {{$ref: '#/components/schemas/Thing{before}'}}]}}
"
        )
        .expect("a String takes everything");
    }
    text
}
