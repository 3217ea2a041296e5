//! [`check`]: what must hold for every text whatever.

use xtask::api::Api;
use xtask::diagnostic::{Diagnostic, Printer, Report, Severity, Sources};
use xtask::output::SourceTree;
use xtask::pipeline::{self, Lint, Model, Options};
use xtask::render;

/// How codegen ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With errors in the document.
    Refused,
    /// With a crate.
    Generated,
}

/// The files of a crate that are not under `src/`.
const BESIDE_SOURCES: &[&str] = &[
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "rustfmt.toml",
];

/// So many operations, types, fields and findings a document may give for each byte of it: far more than any does, and
/// far less than something that grows faster than the document.
const PER_BYTE: usize = 1;

/// Takes a text through all stages, the linter too. `Err` says what does not hold of the outcome; a panic is for the caller to notice.
pub fn check(text: &str) -> Result<Ending, String> {
    let mut report = Report::default();
    let options = Options {
        lint: Lint::Always,
        ..Options::default()
    };
    let mut sources = Sources::new("document.yaml", text);
    let model = pipeline::model(&mut sources, &options, &mut report);
    let findings = report.into_sorted();
    check_findings(text, &findings)?;
    let has_errors = findings.iter().any(|it| it.severity == Severity::Error);
    match model {
        None if has_errors => Ok(Ending::Refused),
        None => Err("refused without an error".to_owned()),
        Some(_) if has_errors => Err("generated in spite of errors".to_owned()),
        Some(model) => {
            check_size(text, &model.api)?;
            check_tree(&model)?;
            Ok(Ending::Generated)
        }
    }
}

fn check_findings(text: &str, findings: &[Diagnostic]) -> Result<(), String> {
    if findings.len() > text.len() * PER_BYTE + 16 {
        return Err(format!(
            "{} findings in {} bytes",
            findings.len(),
            text.len()
        ));
    }
    let sources = Sources::new("document.yaml", text);
    let printer = Printer::new(&sources, false);
    for finding in findings {
        let places = std::iter::once(&finding.at).chain(finding.related.iter().map(|(at, _)| at));
        for place in places {
            let (start, end) = (place.span.start, place.span.end);
            let is_inside =
                start <= end && text.is_char_boundary(start) && text.is_char_boundary(end);
            if !is_inside || (start == end && !may_be_empty(text, start)) {
                return Err(format!(
                    "no place in the text ({start}..{end} of {}): {finding:?}",
                    text.len()
                ));
            }
        }
        let printed = printer.print(finding);
        if !printed.contains(finding.code.as_str()) {
            return Err(format!("printed without its code: {printed}"));
        }
    }
    Ok(())
}

/// Whether nothing stands at a place that could be marked: the text ends there, or the value is one that is left out,
/// as in `paths:` or `[, 1]`.
fn may_be_empty(text: &str, at: usize) -> bool {
    text[at..]
        .chars()
        .next()
        .is_none_or(|next| next.is_whitespace() || matches!(next, ',' | '}' | ']' | '#' | ':'))
}

/// Bounded work, counted in what came of it.
fn check_size(text: &str, api: &Api) -> Result<(), String> {
    let things = api.types.len() + api.operations.len();
    if things > text.len() * PER_BYTE {
        return Err(format!(
            "{things} types and operations of {} bytes",
            text.len()
        ));
    }
    Ok(())
}

fn check_tree(model: &Model) -> Result<(), String> {
    let tree = rendered(model);
    if tree != rendered(model) {
        return Err("rendered twice, and differently".to_owned());
    }
    if let Some(refused) = tree.refused().first() {
        return Err(format!("a file that cannot be written: {refused}"));
    }
    for (path, text) in tree.iter() {
        check_path(path)?;
        // These are the same in every crate.
        let is_runtime = path.starts_with("src/runtime/");
        if path.ends_with(".rs") && !is_runtime {
            syn::parse_file(text)
                .map_err(|error| format!("{path} is not Rust: {error}\n{text}"))?;
        }
    }
    Ok(())
}

fn rendered(model: &Model) -> SourceTree {
    render::render(&model.api, &model.names, &model.surface)
}

fn check_path(path: &str) -> Result<(), String> {
    let is_source = path.strip_prefix("src/").is_some_and(|rest| {
        let mut parts = rest.split('/');
        parts.all(|part| !matches!(part, "" | "." | "..") && part.is_ascii())
    });
    if is_source || BESIDE_SOURCES.contains(&path) {
        Ok(())
    } else {
        Err(format!("a file outside of src/: {path:?}"))
    }
}
