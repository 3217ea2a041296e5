//! `cargo xtask explain`: the meaning of a code, or the value of a stage of the generator.

use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::builder::TypedValueParser;
use clap::{Args, ValueEnum};
use xtask::diagnostic::{Code, Printer, Report};
use xtask::explain::{self, Stage};
use xtask::pipeline;

use super::Ending;
use super::files::{DOCUMENT, current_dir, given_or_in_repository, sources};
use super::lint::code_parser;
use super::terminal::{count, print, print_error, print_findings};

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                   every code and rule, one per line
  cargo xtask explain unknown-keyword   one of them, with an example
  cargo xtask explain --stage contract --spec petstore.yaml
  cargo xtask explain --stage api users_list
  cargo xtask explain --stage surface User

Exit codes:
  0  success
  1  with --stage: the document has errors
  2  could not run: invalid arguments, or a file that cannot be read";

/// Explain a code with an example, or print the value of a stage of the generator
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// A code or rule [default: list all]; with --stage, an operationId, a webhook or a component schema
    #[arg(value_name = "SUBJECT")]
    subject: Option<String>,

    /// Print the value of a stage, with the locations in the document
    #[arg(long, value_name = "STAGE")]
    stage: Option<StageName>,

    /// The document for --stage [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE", requires = "stage")]
    spec: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StageName {
    /// The normal form of everything that may travel on the wire
    Contract,
    /// The types and operations of the client
    Api,
    /// The public items of the crate
    Surface,
}

pub(crate) fn run(arguments: &Explain) -> anyhow::Result<Ending> {
    let subject = arguments.subject.as_deref();
    let text = match (arguments.stage, subject) {
        (Some(stage), _) => return print_stage(arguments, stage),
        (None, None) => explain::list(),
        (None, Some(name)) => explain::explain(parse_code(name)?),
    };
    print(text.trim_end());
    Ok(Ending::Clean)
}

fn print_stage(arguments: &Explain, stage: StageName) -> anyhow::Result<Ending> {
    let spec = arguments.spec.as_ref();
    let spec = given_or_in_repository(spec, &current_dir()?, DOCUMENT, "--spec FILE")?;
    let path = spec.display().to_string();
    let mut sources = sources(&spec)?;
    let mut report = Report::default();
    // As for a comparison: unsupported keywords do not matter.
    let Some(model) = pipeline::side(&mut sources, &mut report) else {
        let diagnostics = report.into_sorted();
        print_findings(&Printer::new(&sources, false), &diagnostics);
        print_error(format_args!("{path}: {}.", count(&diagnostics)));
        return Ok(Ending::Findings);
    };
    let stage = match stage {
        StageName::Contract => Stage::Contract,
        StageName::Api => Stage::Api,
        StageName::Surface => Stage::Surface,
    };
    let subject = arguments.subject.as_deref();
    match explain::stage(&model, stage, &sources, subject) {
        Some(text) => print(text.trim_end()),
        None => bail!(
            "{path} has no operation, webhook or component schema {:?} in this stage",
            subject.unwrap_or_default()
        ),
    }
    Ok(Ending::Clean)
}

/// Parses a code with the suggestions of clap.
fn parse_code(name: &str) -> anyhow::Result<Code> {
    let command = Explain::augment_args(clap::Command::new("explain"));
    let argument = command.get_arguments().find(|it| it.get_id() == "subject");
    let code = code_parser().parse_ref(&command, argument, OsStr::new(name));
    code.map_err(|error| {
        anyhow!(
            "{}",
            error.to_string().trim_start_matches("error: ").trim_end()
        )
    })
}
