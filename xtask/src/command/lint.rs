//! `cargo xtask lint`: all that there is to say about a document.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use xtask::diagnostic::{Code, Diagnostic, Rule, Severity};
use xtask::{explain, pipeline};

use super::Ending;
use super::files::{below, in_repository, read};
use super::terminal::{FindingsFormat, Format, count, print, print_error, quoted};

/// What `--help` adds.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask lint
  cargo xtask lint --spec petstore.yaml --only missing-example
  cargo xtask lint --rules           the rules of the linter, a line each
  cargo xtask explain schema-name    one of them, with its reason and an example

The JSON is that of `cargo xtask codegen`, whose help describes it.

Exit codes:
  0  nothing found, or notes only
  1  errors or warnings
  2  could not run: a wrong command line, or a file that cannot be read";

/// So many findings of one rule are shown to people, unless they ask for that rule.
const SHOWN: usize = 10;

/// Say what is wrong with a document, and what could be better
///
/// Says what codegen says, and holds the rules of the linter against the document.
/// In strict mode (`x-rust: {strict: true}`) all findings are errors. An object with
/// `x-lint-except: {rule: reason}` is excepted from a rule, with all that is in it.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Lint {
    /// The document [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// Only the findings with this code, all of them; may be given several times
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    only: Vec<Code>,

    /// List the rules of the linter, and read no document
    #[arg(long, conflicts_with_all = ["spec", "only", "format"])]
    rules: bool,

    #[command(flatten)]
    print: FindingsFormat,
}

fn code_parser() -> impl TypedValueParser<Value = Code> {
    PossibleValuesParser::new(explain::names()).try_map(|name| name.parse())
}

/// Prints what there is to say.
pub(crate) fn run(arguments: &Lint) -> anyhow::Result<Ending> {
    if arguments.rules {
        print(explain::list_rules().trim_end());
        return Ok(Ending::Clean);
    }
    let current = std::env::current_dir().context("cannot tell the current directory")?;
    let spec = match &arguments.spec {
        Some(spec) => spec.clone(),
        None => in_repository(&current, "spec/openapi.yaml", "--spec FILE")?,
    };
    let spec = below(&current, spec);
    let path = spec.display().to_string();
    let text = read(&spec)?;

    let mut found = pipeline::lint(&path, &text);
    if !arguments.only.is_empty() {
        found.retain(|finding| arguments.only.contains(&finding.code));
    }
    let is_for_people = arguments.print.format == Format::Human;
    let hidden = match is_for_people && arguments.only.is_empty() {
        true => Hidden::of(&found),
        false => Hidden::default(),
    };
    let mut shown = found.clone();
    shown.retain(hidden.filter());
    arguments.print.findings(&path, &text, &shown)?;
    let again = match &arguments.spec {
        Some(_) => format!("cargo xtask lint --spec {}", quoted(&path)),
        None => "cargo xtask lint".to_owned(),
    };
    for (rule, more) in &hidden.more {
        let rule = rule.as_str();
        print_error(format_args!("{more} more of {rule}: {again} --only {rule}"));
    }
    if let (true, Some(first)) = (is_for_people, shown.first()) {
        let code = first.code.as_str();
        print_error(format_args!(
            "What a code means, with an example: cargo xtask explain {code}"
        ));
    }
    match count(&found) {
        none if none.is_empty() => print_error(format_args!("{path}: nothing found.")),
        count => print_error(format_args!("{path}: {count}.")),
    }
    match found
        .iter()
        .all(|finding| finding.severity == Severity::Note)
    {
        true => Ok(Ending::Clean),
        false => Ok(Ending::Findings),
    }
}

/// What is not shown: of each rule the findings after the first few. Errors are always shown.
#[derive(Default)]
struct Hidden {
    more: BTreeMap<Rule, usize>,
}

impl Hidden {
    fn of(found: &[Diagnostic]) -> Self {
        let mut more = BTreeMap::new();
        for rule in found.iter().filter_map(hideable) {
            *more.entry(rule).or_insert(0) += 1;
        }
        more.retain(|_, count| *count > SHOWN);
        more.values_mut().for_each(|count| *count -= SHOWN);
        Self { more }
    }

    /// Whether to show a finding, asked for one after the other.
    fn filter(&self) -> impl FnMut(&Diagnostic) -> bool {
        let mut left: BTreeMap<Rule, usize> = self.more.keys().map(|rule| (*rule, SHOWN)).collect();
        move |finding| {
            let Some(left) = hideable(finding).and_then(|rule| left.get_mut(&rule)) else {
                return true;
            };
            let is_shown = *left > 0;
            *left = left.saturating_sub(1);
            is_shown
        }
    }
}

fn hideable(finding: &Diagnostic) -> Option<Rule> {
    match finding.code {
        Code::Lint(rule) if finding.severity != Severity::Error => Some(rule),
        _ => None,
    }
}
