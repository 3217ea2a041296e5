//! [`github`]: a comparison as annotations of GitHub Actions, on the lines of the document after.

use super::words;
use crate::diagnostic::{Anchor, Printer, Report};
use crate::diff::{Comparison, Effect, Finding, Level};
use crate::source::Tree;

/// A line for each change, the worst first: GitHub shows only the first ten of each kind.
pub fn github(comparison: &Comparison<'_>) -> String {
    let printer = Printer::new(comparison.head.file, comparison.head.text, false);
    let tree = Tree::parse(comparison.head.text, &mut Report::default());
    let mut lines = Vec::new();
    for finding in comparison.open(Level::Safe) {
        let change = &finding.change;
        let kind = match (change.level, words::worst(finding)) {
            (Level::Breaking, _) => "error",
            (Level::Risky, _) | (_, Effect::Breaks | Effect::Warns) => "warning",
            _ => "notice",
        };
        // What is gone is shown where it would stand.
        let gone = || {
            let pointer = change.base.as_ref().map_or("", |at| at.pointer.as_str());
            tree.as_ref().map(|tree| tree.key(pointer))
        };
        let at: Anchor = change.head.clone().or_else(gone).unwrap_or_default();
        let title = format!("{}: {}", change.rule.as_str(), change.subject);
        lines.push(printer.annotation(kind, &at, &title, &message(finding)));
    }
    if !comparison.verdict.is_enough {
        let at = tree
            .as_ref()
            .map(|tree| tree.value("/x-rust/version"))
            .unwrap_or_default();
        let message = words::sentence(&words::version(&comparison.verdict)) + ".";
        lines.push(printer.annotation("warning", &at, "version", &message));
    }
    if let Some(file) = &comparison.accepted {
        let printer = Printer::new(file.file, file.text, false);
        for entry in &comparison.stale {
            let message = "This accepts a change that is not there: take it out.";
            lines.push(printer.annotation("error", &entry.anchor(), &entry.rule, message));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn message(finding: &Finding) -> String {
    let mut message = finding.change.message.clone();
    if let Some(witness) = &finding.change.witness {
        let (what, value) = words::witness(witness, finding.change.direction);
        message.push_str(&format!("\nwitness: {value} ({what})"));
    }
    for item in finding
        .change
        .rust
        .iter()
        .filter(|item| item.effect > Effect::Adds)
    {
        message.push_str(&format!(
            "\nRust {}: {}",
            words::item_effect(item.effect),
            words::path(item)
        ));
        for (sign, signature) in [("-", &item.before), ("+", &item.after)] {
            if let Some(signature) = signature {
                message.push_str(&format!("\n{sign} {signature}"));
            }
        }
    }
    message
}
