//! The command line: the commands and their exit codes. Each command is a file in `command`.

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use command::codegen::{self, Codegen};
use command::corpus::{self, Corpus};
use command::diff::{self, Diff};
use command::explain::{self, Explain};
use command::lint::{self, Lint};
use command::terminal::print_error;
use command::{EXIT_CODES, Ending};

/// Stages allocate millions of small values: with the allocator of glibc they take a third longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen            generate the crate in generated/ from spec/openapi.yaml
  cargo xtask codegen --check    check that it is up to date, without writing
  cargo xtask diff               report the effects of the spec's changes since the main branch
  cargo xtask lint               report what could be better in spec/openapi.yaml
  cargo xtask explain            list the findings of codegen and lint
  cargo xtask explain --stage api    print the types and operations of the client";

/// The tools of this repository
#[derive(Parser)]
#[command(bin_name = "cargo xtask", after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = codegen::help(), after_long_help = codegen::long_help())]
    Codegen(Codegen),
    #[command(after_help = corpus::help())]
    Corpus(Corpus),
    #[command(after_help = diff::help(), after_long_help = diff::long_help())]
    Diff(Diff),
    #[command(after_help = explain::EXAMPLES)]
    Explain(Explain),
    #[command(after_help = lint::EXAMPLES)]
    Lint(Lint),
}

fn main() -> ExitCode {
    let ending = match Cli::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
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
