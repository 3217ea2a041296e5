//! `cargo xtask corpus`: generates the crates of many documents, and reports how complete they are.

mod crates;
mod table;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, anyhow};
use serde_json::{Map, Value, json};
use xtask::corpus::{Measures, measure};
use xtask::package_name::PackageName;
use xtask::pipeline::{self, Lint, Options, Outcome};

use super::files::{current_dir, in_repository, names, read, sources};
use super::terminal::{print, print_progress};
use super::{EXIT_CODES, Ending};
use crates::Crates;

const EXAMPLES: &str = "\
Examples:
  cargo xtask corpus ../documents
  cargo xtask corpus ../documents --check --examples
  cargo xtask corpus ../documents --json > before.json
  cargo xtask corpus ../documents --baseline before.json";

/// The end of the help.
pub(crate) fn help() -> String {
    format!("{EXAMPLES}\n\n{EXIT_CODES}")
}

/// Generate the crates of all documents in a directory, and report how complete they are
///
/// Prints a row per document: the operations that the crate has of those that are documented, the
/// findings, and the places that are any JSON. Nothing is written, unless the crates are compiled.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Corpus {
    /// The directory: each file in it that ends in .json, .yaml or .yml is a document
    #[arg(value_name = "DIR")]
    documents: PathBuf,

    /// Also run `cargo check` on the crates, which are written to target/corpus/
    #[arg(long)]
    check: bool,

    /// Also decode and encode each valid example of the documents, with the compiled crates
    #[arg(long)]
    examples: bool,

    /// Print the rows as JSON, with the operations that are left out and the examples that change
    #[arg(long)]
    json: bool,

    /// Print only what differs from the rows in a file that --json has written
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    baseline: Option<PathBuf>,
}

/// A document with what generation makes of it.
struct Document {
    /// The name of its file.
    name: String,
    outcome: Outcome,
    measures: Measures,
}

/// What is known of each document, by the name of its file.
type Rows = Map<String, Value>;

pub(crate) fn run(arguments: &Corpus) -> anyhow::Result<Ending> {
    let baseline = arguments.baseline.as_deref().map(rows_of).transpose()?;
    let documents = generate(&arguments.documents)?;
    let mut rows: Rows = documents.iter().map(row).collect();
    if arguments.check || arguments.examples {
        let root = in_repository(&current_dir()?, ".", "neither --check nor --examples")?;
        let crates = Crates::write(&root, &documents, arguments.examples)?;
        crates.compile(&mut rows)?;
    }
    match &baseline {
        None if arguments.json => print(serde_json::to_string_pretty(&rows)?),
        None => print(table::table(&rows)),
        Some(before) => print(table::differences(before, &rows)),
    }
    let is_whole = |row: &Value| row.get("error").is_none_or(Value::is_null);
    Ok(Ending::of(!rows.values().all(is_whole)))
}

fn rows_of(path: &Path) -> anyhow::Result<Rows> {
    serde_json::from_str(&read(path)?)
        .with_context(|| format!("{} has not been written by --json", path.display()))
}

/// Generates the crates of all documents, as many at a time as there are processors.
fn generate(directory: &Path) -> anyhow::Result<Vec<Document>> {
    let mut names = names(directory)?;
    names.retain(|name| {
        [".json", ".yaml", ".yml"]
            .iter()
            .any(|it| name.ends_with(it))
    });
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || -> anyhow::Result<Vec<Document>> {
        let mut documents = Vec::new();
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            documents.push(document(directory, name)?);
            let done = next.load(Ordering::Relaxed).min(names.len());
            print_progress(done, names.len(), name);
        }
        Ok(documents)
    };
    let mut documents = Vec::new();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            let done = worker
                .join()
                .map_err(|_| anyhow!("a document made codegen panic"))??;
            documents.extend(done);
        }
        anyhow::Ok(())
    })?;
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(documents)
}

fn document(directory: &Path, name: &str) -> anyhow::Result<Document> {
    let path = directory.join(name);
    let mut sources = sources(&path)?;
    let options = Options {
        package: package(name),
        lint: Lint::Never,
    };
    let outcome = pipeline::generate(&mut sources, &options);
    Ok(Document {
        name: name.to_owned(),
        measures: measure(&mut sources, &outcome),
        outcome,
    })
}

/// The name of the crate of a document: no two crates have the same.
fn package(document: &str) -> Option<PackageName> {
    let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = document.chars().map(word).collect();
    format!("corpus-{name}").parse().ok()
}

fn row(document: &Document) -> (String, Value) {
    let measures = &document.measures;
    let left_out = measures.left_out.iter();
    let left_out: Rows = left_out
        .map(|(operation, reason)| (operation.clone(), json!(reason)))
        .collect();
    let row = json!({
        "documented": measures.documented,
        "generated": measures.generated,
        "left_out": left_out,
        "findings": measures.findings,
        "untyped": measures.untyped,
        "error": measures.error,
    });
    (document.name.clone(), row)
}
