//! What the commands print, and how: only this file does.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anyhow::Context;
use clap::{ColorChoice, ValueEnum};
use xtask::diagnostic::{Diagnostic, Printer, Severity, json};

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

// No doc comment: clap would take it for what the command is about.
#[derive(clap::Args)]
pub(crate) struct FindingsFormat {
    /// How to print what is wrong with the document
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,

    /// When to print in colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

impl FindingsFormat {
    /// Prints what was found in a document.
    pub(crate) fn findings(
        &self,
        path: &str,
        text: &str,
        diagnostics: &[Diagnostic],
    ) -> anyhow::Result<()> {
        let printer = Printer::new(path, text, in_color(self.color));
        match self.format {
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

/// "2 errors, 1 warning, 3 notes".
pub(crate) fn count(diagnostics: &[Diagnostic]) -> String {
    let kinds = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = kinds.map(|severity| {
        (
            diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count(),
            severity.as_str(),
        )
    });
    let parts = counts.iter().filter(|(count, _)| *count > 0);
    let parts =
        parts.map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }));
    parts.collect::<Vec<_>>().join(", ")
}

/// Prints a line. Whoever closed the pipe does not want it.
pub(crate) fn print(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Prints a line about the run.
pub(crate) fn print_error(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A word as a POSIX shell reads it back.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./+:@%,=".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
