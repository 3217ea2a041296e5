//! [`github`]: a comparison as annotations of GitHub Actions, on the lines of the document after.

use super::groups::items;
use super::labels;
use crate::diagnostic::{Anchor, Printer, Report};
use crate::diff::{Comparison, Effect, Finding, Level};
use crate::source::Tree;

/// An annotation for each line with changes, the worst first: GitHub shows only the first ten of each kind.
pub fn github(comparison: &Comparison<'_>) -> String {
    let head = comparison.head.sources();
    let printer = Printer::new(head, false);
    let tree = Tree::parse(head.main(), &mut Report::default());
    let mut lines = Vec::new();
    for (at, findings) in by_line(comparison, tree.as_ref()) {
        let kinds = findings.iter().map(|finding| kind(finding));
        let kind = match kinds.max() {
            Some(Kind::Error) => "error",
            Some(Kind::Warning) => "warning",
            _ => "notice",
        };
        let title = findings.first().map(|finding| {
            let change = &finding.change;
            format!("{}: {}", change.rule.as_str(), change.subject)
        });
        let message = message(&findings);
        lines.push(printer.annotation(kind, &at, &title.unwrap_or_default(), &message));
    }
    if !comparison.verdict.is_enough {
        let at = tree.as_ref().map(|tree| tree.value("/x-rust/version"));
        let message = labels::capitalized(&labels::version(&comparison.verdict)) + ".";
        lines.push(printer.annotation("warning", &at.unwrap_or_default(), "version", &message));
    }
    if let Some(file) = &comparison.accepted_file {
        let printer = Printer::new(file.sources(), false);
        let stale = comparison.stale.iter();
        lines.extend(stale.map(|it| {
            let message = format!("This entry {}: remove it.", it.fault());
            printer.annotation("error", &it.anchor(), &it.rule, &message)
        }));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// How bad an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Notice,
    Warning,
    Error,
}

fn kind(finding: &Finding) -> Kind {
    match (finding.change.level, labels::worst(finding)) {
        (Level::Breaking, _) => Kind::Error,
        (Level::Risky, _) | (_, Effect::Breaks | Effect::Warns) => Kind::Warning,
        _ => Kind::Notice,
    }
}

/// The findings that are not accepted, those of a line together. What was removed is shown where it would be.
fn by_line<'a>(
    comparison: &'a Comparison<'_>,
    tree: Option<&Tree>,
) -> Vec<(Anchor, Vec<&'a Finding>)> {
    let mut lines: Vec<(String, Anchor, Vec<&Finding>)> = Vec::new();
    for finding in comparison.open(Level::Safe) {
        let change = &finding.change;
        let removed = || {
            let pointer = change.base.as_ref().map_or("", |at| at.pointer.as_str());
            tree.map(|tree| tree.key(pointer))
        };
        let at: Anchor = change.head.clone().or_else(removed).unwrap_or_default();
        let line = comparison.head.position(at.span.start).line;
        let line = format!("{}:{line}", comparison.head.path(&at));
        match lines.iter_mut().find(|(other, ..)| *other == line) {
            Some((_, _, findings)) => findings.push(finding),
            None => lines.push((line, at, vec![finding])),
        }
    }
    let lines = lines.into_iter();
    lines.map(|(_, at, findings)| (at, findings)).collect()
}

fn message(findings: &[&Finding]) -> String {
    let mut lines = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let change = &finding.change;
        let name = format!("{}: {}: ", change.rule.as_str(), change.subject);
        // The title says it of the first.
        let name = if index == 0 { "" } else { &name };
        lines.push(format!("{name}{}", change.message));
        if let Some(witness) = &change.witness {
            let (meaning, value) = labels::witness(witness, change.rule);
            lines.push(format!("witness: {value} ({meaning})"));
        }
    }
    let items = items(findings.iter().copied());
    for item in items.into_iter().filter(|it| it.effect > Effect::Adds) {
        let effect = labels::item_effect(item.effect);
        lines.push(format!("Rust {effect}: {}", labels::path(item)));
        lines.extend(labels::signatures(item));
    }
    lines.join("\n")
}
