//! `cargo xtask codegen`: writes the crate of a document, or compares it.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::bail;
use xtask::output;
use xtask::package_name::PackageName;
use xtask::pipeline::{self, Options};

use super::codegen_summary::Summary;
use super::files::{DOCUMENT, below, current_dir, given_or_in_repository, sources};
use super::terminal::{FindingsFormat, Format, count, print, print_error, quoted};
use super::{EXIT_CODES, Ending};

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --spec petstore.yaml --out ../petstore --name petstore-client";

/// The end of `-h`.
pub(crate) fn help() -> String {
    format!("{EXAMPLES}\n\n{EXIT_CODES}")
}

/// The end of `--help`.
pub(crate) fn long_help() -> String {
    format!("{}\n{}", include_str!("help/codegen.txt"), help())
}

/// Generate a client crate from an OpenAPI document (3.0 or 3.1)
///
/// Writes only the files that differ, and removes files that it wrote before and
/// does not generate any more. Other files are never changed: if there are any in the
/// directory, it lists them and stops.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Codegen {
    /// The document [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// The directory of the crate [default: generated/ of this repository]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The name of the package, instead of the one in the document
    #[arg(long, value_name = "CRATE")]
    name: Option<PackageName>,

    /// Write nothing; list the files that differ
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    print: FindingsFormat,
}

pub(crate) fn run(arguments: &Codegen) -> anyhow::Result<Ending> {
    let current = current_dir()?;
    let (spec, out) = paths(arguments, &current)?;
    let path = spec.display().to_string();
    let start = Instant::now();
    let mut sources = sources(&spec)?;

    let options = Options {
        package: arguments.name.clone(),
        ..Options::default()
    };
    let outcome = pipeline::generate(&mut sources, &options);
    let diagnostics = &outcome.diagnostics;
    arguments.print.print(&sources, diagnostics)?;
    let Some(mut generated) = outcome.generated else {
        let count = count(diagnostics);
        print_error(format_args!("{path}: {count}. Nothing has been written."));
        return Ok(Ending::Findings);
    };
    let listing = &generated.model.api.settings.listing;
    output::include(
        &mut generated.tree,
        spec.parent().unwrap_or(Path::new("")),
        listing.changelog.as_deref(),
        listing.examples.as_deref(),
    )?;
    let mut changes = match arguments.check {
        true => output::check(&out, &generated.tree),
        false => output::write(&out, &generated.tree),
    }?;
    changes.lockfile = changes.lockfile.map(|path| below(&current, path));
    // Standard output is JSON only.
    let print: fn(&dyn Display) = match arguments.print.format {
        Format::Human | Format::Github => |line| print(line),
        Format::Json => |line| print_error(line),
    };
    let summary = Summary {
        model: &generated.model,
        diagnostics,
        changes: &changes,
        document: &path,
        files: sources.files().len(),
        directory: &out,
        is_check: arguments.check,
    };
    let seconds = start.elapsed().as_secs_f64();
    print(&format_args!("{summary} in {seconds:.2} s"));
    if !arguments.check || changes.is_empty() {
        return Ok(Ending::Clean);
    }
    let list = changes.list(&out);
    print(&format_args!(
        "\nThese files differ from the output for {path}:\n{list}"
    ));
    if !changes.foreign.is_empty() {
        print(&"Codegen did not write the foreign files: move or delete them first.");
    }
    print(&format_args!(
        "To update the others, run: {}",
        command_line(arguments)
    ));
    Ok(Ending::Findings)
}

/// The paths of the document and of the crate.
fn paths(arguments: &Codegen, current: &Path) -> anyhow::Result<(PathBuf, PathBuf)> {
    let Codegen {
        spec, out, name, ..
    } = arguments;
    if out.is_none() && (spec.is_some() || name.is_some()) {
        bail!(
            "--spec and --name need --out DIR as well: otherwise another crate would replace the one in generated/"
        );
    }
    let options = "--spec FILE and --out DIR";
    Ok((
        given_or_in_repository(spec.as_ref(), current, DOCUMENT, options)?,
        given_or_in_repository(out.as_ref(), current, "generated", options)?,
    ))
}

/// The command that writes what these arguments check.
fn command_line(arguments: &Codegen) -> String {
    let path = |path: &PathBuf| path.display().to_string();
    let options = [
        ("--spec", arguments.spec.as_ref().map(path)),
        ("--out", arguments.out.as_ref().map(path)),
        ("--name", arguments.name.as_ref().map(ToString::to_string)),
    ];
    let mut line = "cargo xtask codegen".to_owned();
    for (option, value) in options {
        if let Some(value) = value {
            line.push_str(&format!(" {option} {}", quoted(&value)));
        }
    }
    line
}
