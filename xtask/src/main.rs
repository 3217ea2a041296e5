//! The command line: reads arguments and the document, prints, and chooses the exit code. The rest is in the library.

use std::fmt::Display;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};
use xtask::diagnostic::{Code, Diagnostic, Printer, Severity, json};
use xtask::explain;
use xtask::output;
use xtask::package_name::PackageName;
use xtask::pipeline::{self, Options};

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen            make the crate under generated/ from spec/openapi.yaml
  cargo xtask codegen --check    say whether it is up to date, and write nothing
  cargo xtask explain            list what codegen may find wrong with a document";

const CODEGEN_EXAMPLES: &str = "\
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
        "severity": "error",         or "warning"
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

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo xtask explain                   every code, a line each
  cargo xtask explain unknown-keyword   one of them, with an example";

const EXIT_CODES: &str = "\
Exit codes:
  0  done; with --check: up to date
  1  findings: errors in the document (then nothing is written); with --check: files that differ
  2  could not run: a wrong command line, or a file that cannot be read or written";

/// The tools of this repository
#[derive(Parser)]
#[command(bin_name = "cargo xtask", after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = format!("{CODEGEN_EXAMPLES}\n\n{EXIT_CODES}"), after_long_help = format!("{JSON}\n\n{CODEGEN_EXAMPLES}\n\n{EXIT_CODES}"))]
    Codegen(Codegen),
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
}

/// Make a client crate from an OpenAPI 3.0 document
///
/// Writes only the files that differ, and removes those that it wrote before and
/// does not make any more. Files that it did not write are never touched: if there
/// are any in the directory, it names them and stops.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
struct Codegen {
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

    /// How to print what is wrong with the document
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// When to print in colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text with excerpts, on standard error
    Human,
    /// One JSON document, on standard output
    Json,
    /// Annotations of GitHub Actions, on standard output
    Github,
}

/// Say what a code means, with an example
#[derive(clap::Args)]
struct Explain {
    /// The code, as in `error[unknown-keyword]`; without it all codes are listed
    #[arg(value_parser = code_parser(), hide_possible_values = true)]
    code: Option<Code>,
}

fn code_parser() -> impl TypedValueParser<Value = Code> {
    let names = Code::ALL.iter().map(|code| code.as_str());
    PossibleValuesParser::new(names).try_map(|name| name.parse())
}

/// How a command ended that could run.
enum Ending {
    Clean,
    Findings,
}

fn main() -> ExitCode {
    let ending = match Cli::parse().command {
        Command::Codegen(arguments) => codegen(&arguments),
        Command::Explain(Explain { code }) => {
            let text = code.map_or_else(explain::list, explain::explain);
            print(text.trim_end());
            Ok(Ending::Clean)
        }
    };
    match ending {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(error) => {
            print_error(format_args!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn codegen(arguments: &Codegen) -> anyhow::Result<Ending> {
    let current = std::env::current_dir().context("cannot tell the current directory")?;
    let (spec, out) = places(arguments, &current)?;
    let path = spec.display().to_string();
    let text = read(&spec)?;

    let outcome = pipeline::generate(
        &path,
        &text,
        &Options {
            package: arguments.name.clone(),
        },
    );
    print_findings(arguments, &path, &text, &outcome.diagnostics)?;
    let Some(generated) = outcome.generated else {
        if let (Format::Human, Some(first)) = (arguments.format, outcome.diagnostics.first()) {
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
    if !outcome.diagnostics.is_empty() {
        print_error(format_args!("{path}: {}.", count(&outcome.diagnostics)));
    }

    let run = if arguments.check {
        output::check
    } else {
        output::write
    };
    let mut changes = run(&out, &generated.tree)?;
    changes.lockfile = changes.lockfile.map(|path| below(&current, path));
    // Whoever reads JSON from standard output can do with nothing beside it.
    let print: fn(&dyn Display) = match arguments.format {
        Format::Human | Format::Github => |line| print(line),
        Format::Json => |line| print_error(line),
    };
    if !arguments.check || changes.is_empty() {
        print(&changes.summary(&out));
        return Ok(Ending::Clean);
    }
    print(&format_args!(
        "This is not what codegen makes of {path}:\n{}",
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

fn print_findings(
    arguments: &Codegen,
    path: &str,
    text: &str,
    diagnostics: &[Diagnostic],
) -> anyhow::Result<()> {
    let printer = Printer::new(path, text, in_color(arguments.color));
    match arguments.format {
        Format::Human => {
            for diagnostic in diagnostics {
                print_error(format_args!("{}\n", printer.print(diagnostic).trim_end()));
            }
        }
        Format::Json => {
            let findings = json::findings(path, text, diagnostics);
            print(serde_json::to_string_pretty(&findings).context("cannot write JSON")?);
        }
        Format::Github => {
            for diagnostic in diagnostics {
                print(printer.github(diagnostic));
            }
        }
    }
    Ok(())
}

/// The document and the directory of the crate.
fn places(arguments: &Codegen, current: &Path) -> anyhow::Result<(PathBuf, PathBuf)> {
    if arguments.out.is_none() && (arguments.spec.is_some() || arguments.name.is_some()) {
        bail!(
            "--spec and --name need --out DIR as well: without it, another crate would replace the one in generated/"
        );
    }
    // Where the command runs counts, not where it was built: repositories are moved and cloned.
    let in_repository = |path: &str| {
        let root = current
            .ancestors()
            .find(|directory| directory.join("xtask/Cargo.toml").is_file());
        root.map(|root| root.join(path)).ok_or_else(|| {
            anyhow!(
                "{} is not in the repository: go there, or give --spec FILE and --out DIR",
                current.display()
            )
        })
    };
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

/// A path relative to the current directory, if it is below that; else as it is.
fn below(current: &Path, path: PathBuf) -> PathBuf {
    match path.strip_prefix(current) {
        Ok(relative) if relative.as_os_str().is_empty() => PathBuf::from("."),
        Ok(relative) => relative.to_owned(),
        Err(_) => path,
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let good = String::from_utf8_lossy(good.unwrap_or_default());
        let line = good.matches('\n').count() + 1;
        let column = good.chars().rev().take_while(|&c| c != '\n').count() + 1;
        anyhow!("{shown}:{line}:{column}: this is not UTF-8; save the file in that encoding")
    })
}

/// Whether to print in colour, by the conventions of terminals and of <https://no-color.org>.
fn in_color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            io::stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::env::var_os("TERM").is_none_or(|value| value != "dumb")
        }
    }
}

/// "2 errors, 1 warning".
fn count(diagnostics: &[Diagnostic]) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning")];
    let counts = kinds.map(|(severity, name)| {
        (
            diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count(),
            name,
        )
    });
    let parts = counts.iter().filter(|(count, _)| *count > 0);
    let parts =
        parts.map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }));
    parts.collect::<Vec<_>>().join(", ")
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

/// A word as a POSIX shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./+:@%,=".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// Prints a line. Whoever closed the pipe does not want it.
fn print(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Prints a line about the run.
fn print_error(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
