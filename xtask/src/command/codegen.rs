//! `cargo xtask codegen`: the crate of a document, written or compared.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use xtask::output;
use xtask::package_name::PackageName;
use xtask::pipeline::{self, Options};

use super::codegen_summary::Summary;
use super::files::{below, in_repository, read};
use super::terminal::{FindingsFormat, Format, count, print, print_error, quoted};
use super::{EXIT_CODES, Ending};

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --spec petstore.yaml --out ../petstore --name petstore-client";

const JSON: &str = r#"JSON:
  {
    "version": 1,                    raised when a change would break a reader
    "diagnostics": [                 by place; empty if there is nothing to say
      {
        "code": "unknown-keyword",   see `cargo xtask explain`
        "severity": "error",         or "warning", or "note"
        "message": "…",
        "help": "…",                 what to write instead, or null
        "file": "spec/openapi.yaml",
        "line": 8, "column": 3,      from 1, columns in characters
        "end_line": 8, "end_column": 9,
        "pointer": "/paths/~1users~1/get",
        "related": [                 other places: a message, and a place as above
          { "message": "first here", "file": "…", "line": 4, … }
        ]
      }
    ]
  }
  It is the only thing on standard output; the rest goes to standard error. Where
  the document cannot be read (exit code 2) there is none."#;

/// What `-h` adds.
pub(crate) fn help() -> String {
    format!("{EXAMPLES}\n\n{EXIT_CODES}")
}

/// What `--help` adds.
pub(crate) fn long_help() -> String {
    format!("{JSON}\n\n{}", help())
}

/// Make a client crate from an OpenAPI 3.0 document
///
/// Writes only the files that differ, and removes those that it wrote before and
/// does not make any more. Files that it did not write are never touched: if there
/// are any in the directory, it names them and stops.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Codegen {
    /// The document [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// The directory of the crate [default: generated/ of this repository]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The name of the package, instead of the one that the document gives
    #[arg(long, value_name = "CRATE")]
    name: Option<PackageName>,

    /// Write nothing; list what differs
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    print: FindingsFormat,
}

/// Makes the crate, or compares it.
pub(crate) fn run(arguments: &Codegen) -> anyhow::Result<Ending> {
    let current = std::env::current_dir().context("cannot tell the current directory")?;
    let (spec, out) = places(arguments, &current)?;
    let path = spec.display().to_string();
    let start = Instant::now();
    let text = read(&spec)?;

    let outcome = pipeline::generate(
        &path,
        &text,
        &Options {
            package: arguments.name.clone(),
            ..Options::default()
        },
    );
    arguments
        .print
        .findings(&path, &text, &outcome.diagnostics)?;
    let Some(mut generated) = outcome.generated else {
        if let (Format::Human, Some(first)) = (arguments.print.format, outcome.diagnostics.first())
        {
            let code = first.code.as_str();
            print_error(format_args!(
                "What a code means, with an example: cargo xtask explain {code}"
            ));
        }
        print_error(format_args!(
            "{path}: {}. Nothing has been written.",
            count(&outcome.diagnostics)
        ));
        return Ok(Ending::Findings);
    };
    let listing = &generated.model.api.settings.listing;
    output::include(
        &mut generated.tree,
        spec.parent().unwrap_or(Path::new("")),
        listing.changelog.as_deref(),
        listing.examples.as_deref(),
    )?;
    let run = if arguments.check {
        output::check
    } else {
        output::write
    };
    let mut changes = run(&out, &generated.tree)?;
    changes.lockfile = changes.lockfile.map(|path| below(&current, path));
    // Whoever reads JSON from standard output can do with nothing beside it.
    let print: fn(&dyn Display) = match arguments.print.format {
        Format::Human | Format::Github => |line| print(line),
        Format::Json => |line| print_error(line),
    };
    let summary = Summary {
        model: &generated.model,
        diagnostics: &outcome.diagnostics,
        changes: &changes,
        document: &path,
        directory: &out,
        is_check: arguments.check,
    };
    print(&format_args!(
        "{summary} in {:.2} s",
        start.elapsed().as_secs_f64()
    ));
    if !arguments.check || changes.is_empty() {
        return Ok(Ending::Clean);
    }
    print(&format_args!(
        "\nThis is not what codegen makes of {path}:\n{}",
        changes.list(&out)
    ));
    if !changes.foreign.is_empty() {
        print(
            &"The foreign files are not codegen's own: move them elsewhere or delete them first.",
        );
    }
    print(&format_args!(
        "To mend it, run: {}",
        command_line(arguments)
    ));
    Ok(Ending::Findings)
}

/// The document and the directory of the crate.
fn places(arguments: &Codegen, current: &Path) -> anyhow::Result<(PathBuf, PathBuf)> {
    if arguments.out.is_none() && (arguments.spec.is_some() || arguments.name.is_some()) {
        bail!(
            "--spec and --name need --out DIR as well: without it, another crate would replace the one in generated/"
        );
    }
    let in_repository = |path| in_repository(current, path, "--spec FILE and --out DIR");
    let spec = arguments
        .spec
        .clone()
        .map_or_else(|| in_repository("spec/openapi.yaml"), Ok)?;
    let out = arguments
        .out
        .clone()
        .map_or_else(|| in_repository("generated"), Ok)?;
    Ok((below(current, spec), below(current, out)))
}

/// The command that writes what these arguments check.
fn command_line(arguments: &Codegen) -> String {
    let mut line = String::from("cargo xtask codegen");
    let options = [
        (
            "--spec",
            arguments
                .spec
                .as_ref()
                .map(|path| path.display().to_string()),
        ),
        (
            "--out",
            arguments
                .out
                .as_ref()
                .map(|path| path.display().to_string()),
        ),
        (
            "--name",
            arguments.name.as_ref().map(PackageName::to_string),
        ),
    ];
    for (option, value) in options {
        if let Some(value) = value {
            line.push_str(&format!(" {option} {}", quoted(&value)));
        }
    }
    line
}
