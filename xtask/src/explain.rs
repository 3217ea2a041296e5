//! [`explain`]: what a code means, with a document that has such a finding and the same document mended.

use crate::diagnostic::{Code, Diagnostic, Printer, Rule, Severity};
use crate::pipeline::{self, Options};

/// What the documents of the examples are called in messages.
pub const EXAMPLE_PATH: &str = "openapi.yaml";

/// All there is to say about a code.
pub fn explain(code: Code) -> String {
    let example = code.example();
    let said = match code {
        Code::Lint(_) => linted(EXAMPLE_PATH, example.bad),
        _ => printed(EXAMPLE_PATH, example.bad),
    };
    let exception = match code {
        Code::Lint(rule) => format!(
            "\n\nWhere it is not right, write `x-lint-except: {{{}: <reason>}}` into the object, or into one around it.",
            rule.as_str()
        ),
        _ => String::new(),
    };
    format!(
        "{code}: {severity}\n\n{meaning}{exception}\n\nWrong:\n\n{bad}\n{who} says:\n\n{said}\nRight:\n\n{good}",
        code = code.as_str(),
        severity = severity(code),
        meaning = code.meaning(),
        bad = indented(example.bad),
        who = match code {
            Code::Lint(_) => "Lint",
            _ => "Codegen",
        },
        said = indented(&said),
        good = indented(example.good),
    )
}

/// Every code, then every rule of the linter, a line each.
pub fn list() -> String {
    lines(Code::ALL.iter().copied().chain(rules()))
}

/// Every rule of the linter, a line each.
pub fn list_rules() -> String {
    lines(rules())
}

/// The names of all codes and rules.
pub fn names() -> impl Iterator<Item = &'static str> {
    let codes = Code::ALL.iter().copied().chain(rules());
    codes.map(Code::as_str)
}

fn rules() -> impl Iterator<Item = Code> + Clone {
    Rule::ALL.iter().copied().map(Code::from)
}

fn lines(codes: impl Iterator<Item = Code> + Clone) -> String {
    let longest = codes.clone().map(|code| code.as_str().len()).max();
    let width = longest.unwrap_or_default();
    let line = |code: Code| {
        format!(
            "{:width$}  {:7}  {}\n",
            code.as_str(),
            code.severity().as_str(),
            code.summary()
        )
    };
    codes.map(line).collect()
}

/// The severity of a code in words.
pub fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Note => "note, and an error in strict mode (`x-rust: {strict: true}`)",
        Severity::Warning => "warning, and an error in strict mode (`x-rust: {strict: true}`)",
    }
}

/// All that codegen says of a document, as it is printed.
pub fn printed(path: &str, text: &str) -> String {
    let diagnostics = pipeline::generate(path, text, &Options::default()).diagnostics;
    print_all(&Printer::new(path, text, false), &diagnostics)
}

/// All that lint says of a document, as it is printed.
pub fn linted(path: &str, text: &str) -> String {
    print_all(
        &Printer::new(path, text, false),
        &pipeline::lint(path, text),
    )
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
