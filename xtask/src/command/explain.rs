//! `cargo xtask explain`: the meaning of a code.

use xtask::diagnostic::Code;
use xtask::explain;

use super::Ending;
use super::lint::code_parser;
use super::terminal::print;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                   every code and rule, one per line
  cargo xtask explain unknown-keyword   one of them, with an example";

/// Explain a code, with an example
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// The code, as in `error[unknown-keyword]`, or the rule [default: list all]
    #[arg(value_parser = code_parser(), hide_possible_values = true)]
    code: Option<Code>,
}

pub(crate) fn run(arguments: &Explain) -> Ending {
    let text = arguments.code.map_or_else(explain::list, explain::explain);
    print(text.trim_end());
    Ending::Clean
}
