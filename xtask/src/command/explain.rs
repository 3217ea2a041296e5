//! `cargo xtask explain`: what a code means.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use xtask::diagnostic::Code;
use xtask::explain;

use super::Ending;
use super::terminal::print;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                   every code and rule, a line each
  cargo xtask explain unknown-keyword   one of them, with an example";

/// Say what a code means, with an example
#[derive(clap::Args)]
pub(crate) struct Explain {
    /// The code, as in `error[unknown-keyword]`, or the rule; without it all are listed
    #[arg(value_parser = code_parser(), hide_possible_values = true)]
    code: Option<Code>,
}

/// Prints one code, or all.
pub(crate) fn run(arguments: &Explain) -> Ending {
    let text = arguments.code.map_or_else(explain::list, explain::explain);
    print(text.trim_end());
    Ending::Clean
}

fn code_parser() -> impl TypedValueParser<Value = Code> {
    PossibleValuesParser::new(explain::names()).try_map(|name| name.parse())
}
