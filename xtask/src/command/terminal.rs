//! Output of the commands: nothing else prints.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anyhow::Context;
use clap::{ColorChoice, ValueEnum};
use xtask::diagnostic::{Diagnostic, Printer, Severity, Sources, json};

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text with excerpts, on standard error
    Human,
    /// One JSON document, on standard output
    Json,
    /// Annotations of GitHub Actions, on standard output
    Github,
}

// No doc comment: clap would print it as the description of the command.
#[derive(clap::Args)]
pub(crate) struct FindingsFormat {
    /// How to print findings in the document
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,

    /// When to print in colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

impl FindingsFormat {
    /// Prints the findings in a document.
    pub(crate) fn print(
        &self,
        sources: &Sources<'_>,
        diagnostics: &[Diagnostic],
    ) -> anyhow::Result<()> {
        let printer = Printer::new(sources, is_colored(self.color));
        match self.format {
            Format::Human => {
                print_findings(&printer, diagnostics);
                if let Some(first) = diagnostics.first() {
                    let code = first.code.as_str();
                    print_error(format_args!(
                        "The meaning of a code, with an example: cargo xtask explain {code}"
                    ));
                }
            }
            Format::Json => {
                let findings = json::findings(sources, diagnostics);
                print(serde_json::to_string_pretty(&findings).context("cannot write JSON")?);
            }
            Format::Github => diagnostics.iter().for_each(|it| print(printer.github(it))),
        }
        Ok(())
    }
}

/// Prints findings for people, with an empty line after each.
pub(crate) fn print_findings(printer: &Printer<'_>, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        print_error(format_args!("{}\n", printer.print(diagnostic).trim_end()));
    }
}

/// Whether to print in colour, by the conventions of terminals and of <https://no-color.org>.
fn is_colored(choice: ColorChoice) -> bool {
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

/// "2 errors, 1 warning, 3 notes"; empty if there are none.
pub(crate) fn count(diagnostics: &[Diagnostic]) -> String {
    let severities = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Note, "note", "notes"),
    ];
    let counts = severities.into_iter().filter_map(|(severity, one, many)| {
        let count = diagnostics.iter().filter(|it| it.severity == severity);
        match count.count() {
            0 => None,
            count => Some(counted(count, one, many)),
        }
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// "1 error", "2 errors".
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Prints a line to standard output. A closed pipe is no error.
pub(crate) fn print(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Prints a line to standard error.
pub(crate) fn print_error(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Shows on a terminal how much of the work is done, replacing the last such line.
pub(crate) fn print_progress(done: usize, all: usize, what: &str) {
    let mut stderr = io::stderr();
    if stderr.is_terminal() {
        let bar = "━".repeat(done * 30 / all.max(1));
        let _ = write!(stderr, "\r\x1b[K{bar:<30} {done}/{all} {what}");
        let end = if done == all { "\r\x1b[K" } else { "" };
        let _ = write!(stderr, "{end}");
    }
}

/// A word quoted for a POSIX shell.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./+:@%,=".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
