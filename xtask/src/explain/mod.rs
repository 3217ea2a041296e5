//! [`explain`]: the meaning of a code, with a document that has the finding and the corrected one; and [`stage()`]: what
//! a stage of the pipeline makes of a document.

mod api;
mod contract;
mod outline;
mod stage;
mod surface;

use crate::diagnostic::{Code, Diagnostic, Printer, Severity, Sources};
use crate::pipeline::{self, Options};
pub use stage::{Stage, stage};

/// The path of the example documents in messages.
pub const EXAMPLE_PATH: &str = "openapi.yaml";

/// The documentation of a code.
pub fn explain(code: Code) -> String {
    let name = code.as_str();
    let example = code.example();
    let (command, output, exception) = match code {
        Code::Lint(_) => (
            "lint",
            linted(EXAMPLE_PATH, example.bad),
            format!(
                "\n\nTo except an object and everything in it, add `x-lint-except: {{{name}: <reason>}}` to it."
            ),
        ),
        _ => ("codegen", printed(EXAMPLE_PATH, example.bad), String::new()),
    };
    format!(
        "{name}: {severity}\n\n{meaning}{exception}\n\nWrong:\n\n{bad}\nOutput of {command}:\n\n{output}\nRight:\n\n{good}",
        severity = severity(code),
        meaning = code.meaning(),
        bad = indented(example.bad),
        output = indented(&output),
        good = indented(example.good),
    )
}

/// Every code, then every rule of the linter, a line each.
pub fn list() -> String {
    lines(Code::every())
}

/// Every rule of the linter, a line each.
pub fn list_rules() -> String {
    lines(Code::every().filter(|code| matches!(code, Code::Lint(_))))
}

/// The names of all codes and rules.
pub fn names() -> impl Iterator<Item = &'static str> {
    Code::every().map(Code::as_str)
}

fn lines(codes: impl Iterator<Item = Code> + Clone) -> String {
    let longest = codes.clone().map(|code| code.as_str().len()).max();
    let width = longest.unwrap_or_default();
    let lines = codes.map(|code| {
        let (name, severity) = (code.as_str(), code.severity().as_str());
        format!("{name:width$}  {severity:7}  {}\n", code.summary())
    });
    lines.collect()
}

/// The severity of a code in words.
pub fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Note => "note, and an error in strict mode (`x-rust: {strict: true}`)",
        Severity::Warning => "warning, and an error in strict mode (`x-rust: {strict: true}`)",
    }
}

/// The findings of codegen in a document, as printed.
pub fn printed(path: &str, text: &str) -> String {
    let mut sources = Sources::new(path, text);
    let diagnostics = pipeline::generate(&mut sources, &Options::default()).diagnostics;
    print_all(&Printer::new(&sources, false), &diagnostics)
}

/// The findings of lint in a document, as printed.
pub fn linted(path: &str, text: &str) -> String {
    let mut sources = Sources::new(path, text);
    let diagnostics = pipeline::lint(&mut sources);
    print_all(&Printer::new(&sources, false), &diagnostics)
}

fn print_all(printer: &Printer<'_>, diagnostics: &[Diagnostic]) -> String {
    let printed: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| format!("{}\n", printer.print(diagnostic).trim_end()))
        .collect();
    printed.join("\n")
}

fn indented(text: &str) -> String {
    let indented = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    };
    text.lines().map(indented).collect()
}
