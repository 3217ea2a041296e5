//! `cargo xtask diff`: what a change of the document means.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use xtask::diagnostic::{Printer, Report};
use xtask::diff::accepted::Accepted;
use xtask::diff::{Change, Comparison, Level, SourceFile, report, snapshot};
use xtask::pipeline::{self, Model};

use super::Ending;
use super::accepting;
use super::files::{below, in_repository};
use super::input::{Input, Places};
use super::terminal::{count, print, print_error};

const DOCUMENT: &str = "spec/openapi.yaml";
/// Where the tests keep the public API.
const SNAPSHOTS: &str = "tests/codegen/tests/snapshots";
/// The names of its lists: of what comes of the document, and of what does not. A list is in `NAME.snap` or in parts, in
/// `NAME@PART.snap`.
const SURFACES: [&str; 2] = ["surface", "runtime"];

const EXAMPLES: &str = "\
Examples:
  cargo xtask diff                        what the working tree changes since the main branch
  cargo xtask diff v0.3.0 --check-version whether the version is enough for what changed since
  cargo xtask diff main my-branch         two revisions
  cargo xtask diff old.yaml new.yaml      two files
  cargo xtask diff --accept \"nobody has used it\"
  cargo xtask diff --rules                what is looked at";

const INPUTS: &str = "\
BASE and HEAD are files or revisions of git, whichever there is. `./x` is always a file,
`rev:x` always a revision, and `x:path` the file at another path of a revision.";

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing at or over --fail-on that is not accepted
  1  changes at or over --fail-on that are not accepted; accepted changes that are not there;
     with --check-version: a version that is not enough
  2  could not run: a wrong command line, or a document that is not there or has errors";

const JSON: &str = r#"JSON:
  {
    "version": 1,                      raised when a change would break a reader
    "base": "origin/main:spec/openapi.yaml", "head": "spec/openapi.yaml",
    "verdict": {
      "needs": "breaking",             or "minor", "patch", "none", for Rust code, by Cargo's rules
      "base_version": "0.3.1", "head_version": "0.3.2",
      "least_version": "0.4.0",        null if the version before is none
      "is_enough": false
    },
    "counts": { "breaking": 1, "risky": 0, "safe": 0, "docs": 0, "accepted": 0 },
    "changes": [                       the worst first
      {
        "rule": "…",                   see `cargo xtask diff --rules`
        "level": "breaking",           on the wire: or "risky", "safe", "docs"
        "direction": "request",        or "response", "both"
        "subject": "User.title", "message": "…",
        "fingerprint": "…",            of rule, place and facts
        "accepted": null,              or why it is
        "base": { "file": "…", "line": 8, "column": 3, "end_line": 8, "end_column": 9,
                  "pointer": "/paths/~1users~1/get" },   null if it was not there
        "head": { … },                 null if it is gone
        "facts": { … },                what the change consists of
        "witness": { "pointer": "", "value": … },        or null
        "reach": [ { "operation": "GET /users/", "part": "200" } ],
        "rust": [ { "path": "types::User::title", "new_path": null, "effect": "breaks",
                    "before": "pub title: String", "after": null, "base": { … }, "head": null } ]
      }                                effects: "breaks", "warns", "adds", "nothing"
    ],
    "stale": [                         accepted, but not there
      { "file": "…", "line": 3, "rule": "…", "at": "…", "fingerprint": "…", "reason": "…" }
    ]
  }"#;

/// What `-h` adds.
pub(crate) fn help() -> String {
    format!("{INPUTS}\n\n{EXAMPLES}\n\n{EXIT_CODES}")
}

/// What `--help` adds.
pub(crate) fn long_help() -> String {
    format!("{JSON}\n\n{}", help())
}

/// Say what a change of the spec means: on the wire, for Rust code, and for the version
#[derive(clap::Args)]
pub(crate) struct Diff {
    /// What to compare with [default: where the work left the main branch]
    base: Option<String>,

    /// What to compare [default: the working tree]
    head: Option<String>,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// From which level on to fail
    #[arg(long, value_name = "LEVEL", default_value = "breaking")]
    fail_on: FailOn,

    /// Fail if the version in `x-rust` is not enough for what changes in Rust
    #[arg(long)]
    check_version: bool,

    /// Let a new breaking version stand for the acceptance of every change
    #[arg(long)]
    bump_accepts: bool,

    /// Accept what would fail, in the file of accepted changes; without WHY, only clear the file
    #[arg(long, value_name = "WHY", num_args = 0..=1, default_missing_value = "")]
    accept: Option<String>,

    /// The file of accepted changes [default: accepted-changes.yaml beside the document]
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,

    /// The document [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// List what is looked at, with what it means
    #[arg(long, exclusive = true)]
    rules: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a comment on a pull request
    Markdown,
    /// One JSON document
    Json,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// What worked does not any more
    Breaking,
    /// The documents cannot tell
    Risky,
    /// Nothing fails
    Never,
}

/// Compares two documents and prints the report.
pub(crate) fn run(arguments: &Diff) -> anyhow::Result<Ending> {
    if arguments.rules {
        print(report::rules().trim_end());
        return Ok(Ending::Clean);
    }
    let current = std::env::current_dir().context("cannot tell the current directory")?;
    let (base, head) = inputs(arguments, &current)?;
    let base_model = model(&base)?;
    let head_model = model(&head)?;

    let mut changes = xtask::diff::changes(&base_model, &head_model);
    if arguments.spec.is_none() {
        changes.extend(by_generator(
            &base,
            &head,
            (&base_model, &head_model),
            &current,
        )?);
    }
    let file = accepted_file(arguments, &head, &current);
    let mut text = file
        .as_ref()
        .map_or(Ok(None), |file| head.beside(file, &current))?
        .unwrap_or_default();
    let why = arguments.accept.as_deref();
    let mut accepted = accepting::read(&head, file.as_deref(), &text, why)?;
    let settled = settled(arguments, &base, &current)?;
    if let Some(reason) = &arguments.accept {
        let Some(file) = file.as_ref().filter(|_| head.revision.is_none()) else {
            bail!(
                "--accept writes beside spec/openapi.yaml of the working tree: else say where with --accepted FILE"
            );
        };
        let level = arguments.fail_on.level().unwrap_or(Level::Breaking);
        accepted = accepting::accept((&accepted, &settled), &changes, reason, level)?;
        text = accepted.to_text();
        fs::write(file, &text).with_context(|| format!("cannot write {file}"))?;
        accepted = accepting::read(&head, Some(file), &text, why)?;
        accepting::report(file, &accepted);
    }

    let sides = (side(&base), side(&head));
    let versions = (
        &base_model.api.settings.version,
        &head_model.api.settings.version,
    );
    let mut comparison = Comparison::new(
        (sides.0, versions.0),
        (sides.1, versions.1),
        changes,
        (&accepted, &settled),
    );
    comparison.accepted_file = file.as_ref().map(|file| SourceFile::new(None, file, &text));
    match arguments.format {
        Format::Text => print(report::text(&comparison).trim_end()),
        Format::Markdown => print(report::markdown(&comparison).trim_end()),
        Format::Json => {
            let json = report::json(&comparison);
            print(serde_json::to_string_pretty(&json).context("cannot write JSON")?);
        }
        Format::Github => {
            for line in report::github(&comparison).lines() {
                print(line);
            }
        }
    }
    Ok(ending(arguments, &comparison))
}

/// Says why it fails, if it does.
fn ending(arguments: &Diff, comparison: &Comparison<'_>) -> Ending {
    let mut fails = false;
    let is_bumped = arguments.bump_accepts && comparison.verdict.is_breaking;
    if let Some(level) = arguments.fail_on.level() {
        let open = comparison.open(level).count();
        if open > 0 && !is_bumped {
            let (number, verb) = if open == 1 {
                ("1 change", "is")
            } else {
                ("changes", "are")
            };
            let number = if open == 1 {
                number.to_owned()
            } else {
                format!("{open} {number}")
            };
            print_error(format_args!(
                "{number} {verb} not accepted. To accept, run: cargo xtask diff --accept \"why\""
            ));
            fails = true;
        }
    }
    if let Some(file) = &comparison.accepted_file {
        for entry in &comparison.stale {
            print_error(format_args!(
                "{}: {} at {:?} is accepted, but not there: take it out (`cargo xtask diff --accept` does)",
                file.place(&entry.anchor()),
                entry.rule,
                entry.at
            ));
            fails = true;
        }
    }
    if arguments.check_version && !comparison.verdict.is_enough {
        let verdict = &comparison.verdict;
        let least = verdict
            .least
            .as_deref()
            .unwrap_or("a version that Cargo takes");
        print_error(format_args!(
            "The crate needs {least}, spec says {}.",
            verdict.head
        ));
        fails = true;
    }
    if fails {
        Ending::Findings
    } else {
        Ending::Clean
    }
}

fn inputs(arguments: &Diff, current: &Path) -> anyhow::Result<(Input, Input)> {
    let is_file = |word: &Option<String>| {
        word.as_ref()
            .is_some_and(|word| current.join(word).is_file())
    };
    let document = match &arguments.spec {
        Some(path) => path.clone(),
        // Two files need no repository.
        None if is_file(&arguments.base) && is_file(&arguments.head) => PathBuf::from(DOCUMENT),
        None => in_repository(current, DOCUMENT, "two files to compare, or --spec FILE").map_err(
            |error| match missing(arguments, is_file) {
                Some(word) => anyhow!("there is no file {word:?}, and {error}"),
                None => error,
            },
        )?,
    };
    let places = Places {
        current,
        document: &document,
    };
    let head = match &arguments.head {
        Some(word) => Input::named(word, &places).context("cannot read what to compare"),
        None => Input::working_tree(&places),
    };
    let base = match &arguments.base {
        Some(word) => Input::named(word, &places).context("cannot read what to compare with"),
        None => Input::merge_base(&places).context("cannot tell what to compare with"),
    };
    Ok((base?, head?))
}

/// What is named and is no file.
fn missing(arguments: &Diff, is_file: impl Fn(&Option<String>) -> bool) -> Option<&str> {
    let named = [&arguments.base, &arguments.head].into_iter();
    named
        .filter(|word| !is_file(word))
        .find_map(|word| word.as_deref())
}

/// The model of a document. Warnings do not matter: an older document may not know of them, and codegen tells of those
/// in a newer one.
fn model(input: &Input) -> anyhow::Result<Model> {
    let shown = input.shown();
    let mut report = Report::default();
    let model = pipeline::side(&shown, &input.text, &mut report);
    model.ok_or_else(|| {
        let diagnostics = report.into_sorted();
        let printer = Printer::new(&shown, &input.text, false);
        for diagnostic in &diagnostics {
            print_error(format_args!("{}\n", printer.print(diagnostic).trim_end()));
        }
        anyhow!("{shown} cannot be compared: {}", count(&diagnostics))
    })
}

/// What the generator or the runtime changes, by the snapshots of the public API in both revisions.
fn by_generator(
    base: &Input,
    head: &Input,
    models: (&Model, &Model),
    current: &Path,
) -> anyhow::Result<Option<Change>> {
    if base.revision.is_none() {
        return Ok(None);
    }
    let directory = match (&head.revision, in_repository(current, SNAPSHOTS, "")) {
        (Some(_), _) => Some(SNAPSHOTS.to_owned()),
        (None, Ok(path)) => Some(path.display().to_string()),
        (None, Err(_)) => None,
    };
    let mut snapshots = Vec::new();
    for name in SURFACES {
        let before = list(base, SNAPSHOTS, name, current)?;
        let after = directory
            .as_deref()
            .map(|directory| list(head, directory, name, current));
        // One that is new has nothing to be compared with.
        snapshots.extend(before.zip(after.transpose()?.flatten()));
    }
    Ok(snapshot::change(&snapshots, models.0, models.1))
}

/// A list of public items with all of its parts, one after the other; `None` if there is none.
fn list(
    input: &Input,
    directory: &str,
    name: &str,
    current: &Path,
) -> anyhow::Result<Option<String>> {
    let mut list = None;
    for file in input.names_beside(directory, current)? {
        let Some(rest) = file
            .strip_suffix(".snap")
            .and_then(|it| it.strip_prefix(name))
        else {
            continue;
        };
        if rest.is_empty() || rest.starts_with('@') {
            let text = input.beside(&format!("{directory}/{file}"), current)?;
            let list = list.get_or_insert_with(String::new);
            list.push_str(&text.unwrap_or_default());
            list.push('\n');
        }
    }
    Ok(list)
}

/// The file of accepted changes: beside the document of the repository, unless it is named.
fn accepted_file(arguments: &Diff, head: &Input, current: &Path) -> Option<String> {
    if let Some(path) = &arguments.accepted {
        return Some(below(current, path.clone()).display().to_string());
    }
    let is_document = arguments.head.is_none() || head.revision.is_some();
    is_document.then(|| accepting::beside(&head.path))
}

/// What is accepted in the revision to compare with. A file on disk has no past.
fn settled(arguments: &Diff, base: &Input, current: &Path) -> anyhow::Result<Accepted> {
    if base.revision.is_none() {
        return Ok(Accepted::default());
    }
    let file = match &arguments.accepted {
        Some(path) => match Input::path_in_repository(path, current) {
            Ok(path) => path,
            Err(_) => return Ok(Accepted::default()),
        },
        None => accepting::beside(&base.path),
    };
    let text = base.beside(&file, current)?.unwrap_or_default();
    // What is wrong with it was wrong before.
    Ok(Accepted::parse(&text).unwrap_or_default())
}

fn side(input: &Input) -> SourceFile<'_> {
    SourceFile::new(
        input.revision.as_ref().map(|it| it.name.as_str()),
        &input.path,
        &input.text,
    )
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Breaking => Some(Level::Breaking),
            Self::Risky => Some(Level::Risky),
            Self::Never => None,
        }
    }
}
