//! [`generate`]: all stages from a document to the files of its crate.

use std::collections::BTreeSet;

use crate::api::Api;
use crate::contract::Contract;
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Sources};
use crate::names::Names;
use crate::output::SourceTree;
use crate::package_name::PackageName;
use crate::source::pointer::{from_fragment, is_within};
use crate::source::{Broken, Document, Object};
use crate::surface::Surface;
use crate::{check, contract, lint, lower, names, render, source, surface};

/// The settings of the caller.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name of the package, instead of the one in the document.
    pub package: Option<PackageName>,
    /// Whether the linter runs.
    pub lint: Lint,
}

/// When the linter runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lint {
    /// If the document asks for it, with `x-rust: {lint: true}`.
    #[default]
    InDocument,
    /// Always.
    Always,
    /// Never: for a comparison of documents.
    Never,
}

/// The result of a run.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The findings in the document, in its order.
    pub diagnostics: Vec<Diagnostic>,
    /// The crate; `None` if there are errors.
    pub generated: Option<Generated>,
}

/// A crate, not yet on disk.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The model that it is generated from.
    pub model: Model,
    /// Its files.
    pub tree: SourceTree,
}

/// The values of all stages before the source text.
#[derive(Clone, Debug)]
pub struct Model {
    /// Everything that may travel on the wire.
    pub contract: Contract,
    /// What a client in Rust offers of it.
    pub api: Api,
    /// The names in Rust.
    pub names: Names,
    /// The public API.
    pub surface: Surface,
    /// What all of this lacks.
    pub unread: Unread,
}

/// What of a document could not be read.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    /// Why.
    pub findings: Vec<Diagnostic>,
    /// What was removed.
    pub broken: Broken,
    /// The pointers of references that lead nowhere.
    pub dangling: BTreeSet<String>,
}

impl Unread {
    /// Whether all of it was read.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    fn new(
        document: &Document,
        objects: &[Object<'_>],
        loading: &[Diagnostic],
        report: &Report,
    ) -> Self {
        let is_lost = |it: &&Diagnostic| {
            let mut removed = document.broken().removed();
            it.severity == Severity::Error
                || removed.any(|(removed, _)| is_within(&it.at.pointer, removed))
        };
        let mut findings: Vec<Diagnostic> = loading.iter().filter(is_lost).cloned().collect();
        let dangling = report.iter().filter(|it| it.code == Code::InvalidRef);
        findings.extend(dangling.cloned());
        findings.dedup();
        Self {
            findings,
            broken: document.broken().clone(),
            dangling: dangling_references(document, objects),
        }
    }
}

/// The pointers of the references that lead nowhere, directly or by another one.
fn dangling_references(document: &Document, objects: &[Object<'_>]) -> BTreeSet<String> {
    let references = objects.iter().filter_map(|object| {
        let target = from_fragment(object.reference()?);
        Some((object.pointer.as_str(), target))
    });
    let references: Vec<(&str, Option<String>)> = references.collect();
    let mut dangling = BTreeSet::new();
    loop {
        let before = dangling.len();
        for (pointer, target) in &references {
            let is_there = target.as_ref().is_some_and(|target| {
                document.tree.get(target).is_some() && !dangling.contains(target)
            });
            if !is_there {
                dangling.insert((*pointer).to_owned());
            }
        }
        if dangling.len() == before {
            return dangling;
        }
    }
}

/// Generates the crate of a document.
pub fn generate(sources: &mut Sources<'_>, options: &Options) -> Outcome {
    let mut report = Report::default();
    let generated = model(sources, options, &mut report).map(|model| {
        let tree = render::render(&model.api, &model.names, &model.surface);
        Generated { model, tree }
    });
    Outcome {
        diagnostics: report.into_sorted(),
        generated,
    }
}

/// All findings in a document, those of the linter included.
pub fn lint(sources: &mut Sources<'_>) -> Vec<Diagnostic> {
    let options = Options {
        lint: Lint::Always,
        ..Options::default()
    };
    let mut report = Report::default();
    model(sources, &options, &mut report);
    let mut diagnostics = report.into_sorted();
    // They are about the crate, which is not generated here, and about the generator.
    diagnostics.retain(|it| !matches!(it.code, Code::MissingSetting | Code::Unsupported));
    diagnostics
}

/// Everything up to the source text; `None` if there are errors.
pub fn model(sources: &mut Sources<'_>, options: &Options, report: &mut Report) -> Option<Model> {
    let model = stages(sources, options, true, report);
    source::mark_as_truncated(sources.main(), report);
    model
}

/// The model of a document that is compared: it may have findings that prevent generation, as unsupported keywords. `None`
/// if there are errors.
pub fn side(sources: &mut Sources<'_>, report: &mut Report) -> Option<Model> {
    let model = readable(sources, report);
    model.filter(|_| !report.has_errors())
}

/// The model of what can be read of a document that is compared, with the rest in [`Model::unread`]. `None` if that is
/// nothing.
pub fn readable(sources: &mut Sources<'_>, report: &mut Report) -> Option<Model> {
    let options = Options {
        lint: Lint::Never,
        ..Options::default()
    };
    let model = stages(sources, &options, false, report);
    source::mark_as_truncated(sources.main(), report);
    model
}

fn stages(
    sources: &mut Sources<'_>,
    options: &Options,
    is_generated: bool,
    report: &mut Report,
) -> Option<Model> {
    let mut loading = Report::default();
    let document = source::load(sources, &mut loading);
    let loading = loading.into_sorted();
    report.extend(loading.iter().cloned());
    let document = document?;
    let mut findings = Report::default();
    let objects = source::objects(&document.tree);
    let contract = contract::read(&document, &objects);
    let api = lower::lower(&document, &contract, &mut findings);
    // After lowering, whose findings it does not repeat.
    check::check(&document, &objects, &contract, &mut findings);
    if !is_generated {
        findings.demote(Code::Unsupported);
    }
    add_own(&document, findings, report);
    let mut api = api?;
    if let Some(package) = &options.package {
        api.settings.package = package.to_string();
        api.settings.library = package.library();
    }
    let names = names::assign(&api, report);
    let is_linted = match options.lint {
        Lint::InDocument => api.settings.lint,
        Lint::Always => true,
        Lint::Never => false,
    };
    if is_linted {
        let mut findings = Report::default();
        lint::lint(&document, &objects, &api, &names, &mut findings);
        add_own(&document, findings, report);
    }
    // After the last warnings.
    if is_generated && api.settings.strict {
        report.promote_warnings();
    }
    if is_generated && report.has_errors() {
        return None;
    }
    let surface = surface::surface(&api, &names);
    Some(Model {
        unread: Unread::new(&document, &objects, &loading, report),
        contract,
        api,
        names,
        surface,
    })
}

/// Adds the findings that are not consequences of parts that could not be read.
fn add_own(document: &Document, findings: Report, report: &mut Report) {
    let findings = findings.into_sorted().into_iter();
    report.extend(findings.filter_map(|finding| document.own_finding(finding)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        let outcome = generate(&mut Sources::new("openapi.yaml", text), &Options::default());
        assert!(outcome.generated.is_none());
        let findings = outcome.diagnostics.iter();
        findings.map(|finding| finding.code).collect()
    }

    const TWO_OPERATIONS: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
x-rust: {package: sample, version: 0.1.0, strict: true}
servers: [{url: https://example.org}]
paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: get_a
      tags: [T]
      deprecated: true
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}, example: {age: 4}}}}}
  /b:
    get:
      operationId: get_b
      tags: [T]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}
components:
  schemas:
    A: {type: object, required: [age], properties: {age: {type: integer, minimum: 3}}}
    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}
";

    /// One mistake of each kind, as a replacement.
    const WRONG: [(&str, &str, Code); 10] = [
        ("type: integer", "type: int", Code::InvalidValue),
        ("type: string", "type: str", Code::InvalidValue),
        ("  schemas:", "  schema:", Code::UnknownKeyword),
        ("properties: {age", "propertes: {age", Code::UnknownKeyword),
        ("in: path", "in: pth", Code::InvalidValue),
        ("deprecated: true", "deprecated: yes", Code::InvalidValue),
        ("minimum: 3", "minimum: '3'", Code::InvalidValue),
        (
            "type: integer",
            "type: integer, type: string",
            Code::DuplicateKey,
        ),
        ("A: {type: object", "A: {type: obj", Code::InvalidValue),
        (
            "description: ok, content",
            "desription: ok, content",
            Code::UnknownKeyword,
        ),
    ];

    #[test]
    fn nothing_follows_from_what_was_taken_out() {
        for (right, wrong, code) in WRONG {
            let text = TWO_OPERATIONS.replacen(right, wrong, 1);
            assert_eq!(codes(&text), [code], "{wrong}");
        }
    }

    #[test]
    fn wrong_keywords_do_not_hide_what_else_is_wrong() {
        let text = TWO_OPERATIONS
            .replace("get_b", "get_a")
            .replace("schemas/B'", "schemas/Gone'");
        let mut elsewhere = codes(&text);
        elsewhere.retain(|code| *code != Code::UnusedComponent);
        assert_eq!(elsewhere, [Code::DuplicateOperationId, Code::InvalidRef]);
        for (right, wrong, code) in WRONG {
            let codes = codes(&text.replacen(right, wrong, 1));
            // Without the section, no reference leads anywhere.
            let elsewhere = elsewhere
                .iter()
                .filter(|code| wrong != "  schema:" || **code != Code::InvalidRef);
            for code in elsewhere.chain([&code]) {
                assert!(codes.contains(code), "{wrong}: {codes:?}");
            }
        }
    }

    /// What is wrong is read as what was meant, or left out, and the rest is generated.
    #[test]
    fn others_are_tolerated() {
        for (right, wrong, code) in WRONG {
            let text = TWO_OPERATIONS
                .replacen(", strict: true", "", 1)
                .replacen(right, wrong, 1);
            let outcome = generate(&mut Sources::new("openapi.yaml", text), &Options::default());
            let is_error = code == Code::DuplicateKey;
            assert_eq!(outcome.generated.is_none(), is_error, "{wrong}");
            let found = outcome.diagnostics.iter().map(|finding| finding.code);
            assert!(found.into_iter().any(|found| found == code), "{wrong}");
        }
    }
}
