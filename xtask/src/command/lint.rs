//! `cargo xtask lint`: all findings in a document.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use xtask::diagnostic::{Code, Diagnostic, Rule, Severity};
use xtask::{explain, pipeline};

use super::Ending;
use super::files::{DOCUMENT, current_dir, given_or_in_repository, sources};
use super::terminal::{FindingsFormat, Format, count, print, print_error, quoted};

/// The end of the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask lint
  cargo xtask lint --spec petstore.yaml --only missing-example
  cargo xtask lint --fail-on note    notes fail too
  cargo xtask lint --rules           the rules of the linter, one per line
  cargo xtask explain schema-name    a rule, with its reason and an example

The JSON is that of `cargo xtask codegen`, whose help describes it.

Exit codes:
  0  nothing found that --fail-on names: by default errors and warnings
  1  findings
  2  could not run: invalid arguments, or a file that cannot be read";

/// How many findings of a rule are printed for people, unless they filter by rule.
const SHOWN: usize = 10;

/// Report what is wrong in a document, and what could be better
///
/// Reports the findings of codegen but what this generator does not support, and applies the rules of the linter to the
/// document.
/// In strict mode (`x-rust: {strict: true}`) all findings are errors. An object with
/// `x-lint-except: {rule: reason}` is excepted from a rule, with everything in it.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Lint {
    /// The document [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// Only the findings with this code, all of them; may be repeated
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    only: Vec<Code>,

    /// List the rules of the linter, without reading a document
    #[arg(long, conflicts_with_all = ["spec", "only", "format"])]
    rules: bool,

    /// The least severe findings that fail the command
    #[arg(long, value_name = "SEVERITY", default_value = "warning", value_parser = severity_parser())]
    fail_on: Severity,

    #[command(flatten)]
    print: FindingsFormat,
}

fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    PossibleValuesParser::new(all.map(Severity::as_str)).map(move |name| {
        let mut all = all.into_iter();
        let named = all.find(|severity| severity.as_str() == name);
        named.unwrap_or(Severity::Warning)
    })
}

/// Parses the name of a code or a rule.
pub(super) fn code_parser() -> impl TypedValueParser<Value = Code> {
    PossibleValuesParser::new(explain::names()).try_map(|name| name.parse())
}

pub(crate) fn run(arguments: &Lint) -> anyhow::Result<Ending> {
    if arguments.rules {
        print(explain::list_rules().trim_end());
        return Ok(Ending::Clean);
    }
    let spec = arguments.spec.as_ref();
    let spec = given_or_in_repository(spec, &current_dir()?, DOCUMENT, "--spec FILE")?;
    let path = spec.display().to_string();
    let mut sources = sources(&spec)?;

    let mut findings = pipeline::lint(&mut sources);
    if !arguments.only.is_empty() {
        findings.retain(|finding| arguments.only.contains(&finding.code));
    }
    let limit = match arguments.print.format {
        Format::Human if arguments.only.is_empty() => SHOWN,
        _ => usize::MAX,
    };
    let (shown, hidden) = split_off(&findings, limit);
    arguments.print.print(&sources, &shown)?;
    let command = match &arguments.spec {
        Some(_) => format!("cargo xtask lint --spec {}", quoted(&path)),
        None => "cargo xtask lint".to_owned(),
    };
    for (rule, more) in hidden {
        let rule = rule.as_str();
        print_error(format_args!(
            "{more} more of {rule}: {command} --only {rule}"
        ));
    }
    let count = match findings.as_slice() {
        [] => "nothing found".to_owned(),
        findings => count(findings),
    };
    print_error(format_args!("{path}: {count}."));
    let fails = |finding: &Diagnostic| finding.severity <= arguments.fail_on;
    Ok(Ending::of(findings.iter().any(fails)))
}

/// The first findings of each rule up to a limit, and how many more there are. Errors are always shown.
fn split_off(findings: &[Diagnostic], limit: usize) -> (Vec<Diagnostic>, BTreeMap<Rule, usize>) {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut shown = findings.to_vec();
    shown.retain(|finding| match finding.code {
        Code::Lint(rule) if finding.severity != Severity::Error => {
            let count = counts.entry(rule).or_default();
            *count += 1;
            *count <= limit
        }
        _ => true,
    });
    counts.retain(|_, count| *count > limit);
    counts.values_mut().for_each(|count| *count -= limit);
    (shown, counts)
}
