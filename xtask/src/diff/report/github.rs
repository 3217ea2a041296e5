//! [`github`]: a comparison as annotations of GitHub Actions, on the lines of the document after.

use super::labels;
use crate::diagnostic::{Anchor, Printer, Report};
use crate::diff::{Comparison, Effect, Finding, Level};
use crate::source::Tree;

/// A line for each change, the worst first: GitHub shows only the first ten of each kind.
pub fn github(comparison: &Comparison<'_>) -> String {
    let head = comparison.head.sources();
    let printer = Printer::new(head, false);
    let tree = Tree::parse(head.main(), &mut Report::default());
    let mut lines = Vec::new();
    for finding in comparison.open(Level::Safe) {
        let change = &finding.change;
        let kind = match (change.level, labels::worst(finding)) {
            (Level::Breaking, _) => "error",
            (Level::Risky, _) | (_, Effect::Breaks | Effect::Warns) => "warning",
            _ => "notice",
        };
        // What was removed is shown where it would be.
        let removed = || {
            let pointer = change.base.as_ref().map_or("", |at| at.pointer.as_str());
            tree.as_ref().map(|tree| tree.key(pointer))
        };
        let at: Anchor = change.head.clone().or_else(removed).unwrap_or_default();
        let title = format!("{}: {}", change.rule.as_str(), change.subject);
        lines.push(printer.annotation(kind, &at, &title, &message(finding)));
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

fn message(finding: &Finding) -> String {
    let change = &finding.change;
    let mut lines = vec![change.message.clone()];
    if let Some(witness) = &change.witness {
        let (meaning, value) = labels::witness(witness, change.rule);
        lines.push(format!("witness: {value} ({meaning})"));
    }
    for item in change.rust.iter().filter(|it| it.effect > Effect::Adds) {
        let effect = labels::item_effect(item.effect);
        lines.push(format!("Rust {effect}: {}", labels::path(item)));
        lines.extend(labels::signatures(item));
    }
    lines.join("\n")
}
