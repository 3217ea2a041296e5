//! [`explain`]: what a code means, with a document that has such a finding and the same document mended.

use crate::diagnostic::{Code, Diagnostic, Printer, Severity};
use crate::pipeline::{self, Options};

/// What the documents of the examples are called in messages.
pub const EXAMPLE_PATH: &str = "openapi.yaml";

/// All there is to say about a code.
pub fn explain(code: Code) -> String {
    let example = code.example();
    format!(
        "{code}: {severity}\n\n{meaning}\n\nWrong:\n\n{bad}\nCodegen says:\n\n{said}\nRight:\n\n{good}",
        code = code.as_str(),
        severity = severity(code),
        meaning = code.meaning(),
        bad = indented(example.bad),
        said = indented(&printed(EXAMPLE_PATH, example.bad)),
        good = indented(example.good),
    )
}

/// Every code, a line each.
pub fn list() -> String {
    let longest = Code::ALL.iter().map(|code| code.as_str().len()).max();
    let width = longest.unwrap_or_default();
    let line = |code: &Code| {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!(
            "{:width$}  {severity:7}  {}\n",
            code.as_str(),
            code.summary()
        )
    };
    Code::ALL.iter().map(line).collect()
}

/// The severity of a code in words.
pub fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning, and an error in strict mode (`x-rust: {strict: true}`)",
    }
}

/// All that codegen says of a document, as it is printed.
pub fn printed(path: &str, text: &str) -> String {
    let diagnostics = pipeline::generate(path, text, &Options::default()).diagnostics;
    print_all(&Printer::new(path, text, false), &diagnostics)
}

/// Findings one below the other, with an empty line between.
fn print_all(printer: &Printer<'_>, diagnostics: &[Diagnostic]) -> String {
    let printed: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| format!("{}\n", printer.print(diagnostic).trim_end()))
        .collect();
    printed.join("\n")
}

/// A text with four blanks before each line.
fn indented(text: &str) -> String {
    let indented = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    };
    text.lines().map(indented).collect()
}
