//! [`text`]: a comparison for a terminal.

use std::fmt::Write as _;

use super::escape::visible;
use super::labels::{self, LEVELS};
use crate::diagnostic::phrase;
use crate::diff::{Comparison, Finding, Level};

/// More operations are counted.
const MAX_OPERATIONS: usize = 6;

/// All changes, the worst first.
pub fn text(comparison: &Comparison<'_>) -> String {
    let counts = labels::capitalized(&labels::counts(comparison));
    let version = labels::version(&comparison.verdict);
    let (head, base) = (comparison.head.sources(), comparison.base.sources());
    let (head, base) = (head.path(0), base.path(0));
    let mut text = format!("{head} against {base}\n{counts}; {version}.\n");
    for finding in LEVELS.into_iter().flat_map(|level| comparison.of(level)) {
        write(comparison, finding, &mut text);
    }
    for (index, (finding, reason)) in comparison.accepted().enumerate() {
        if index == 0 {
            text.push_str("\nAccepted:\n");
        }
        write(comparison, finding, &mut text);
        let _ = writeln!(text, "  accepted: {}", visible(reason));
    }
    let settled = match comparison.settled.len() {
        0 => return text,
        1 => "1 entry of accepted changes is already on the base branch and accepts nothing here; \
              `cargo xtask diff --accept` removes it."
            .to_owned(),
        count => format!(
            "{count} entries of accepted changes are already on the base branch and accept nothing here; \
             `cargo xtask diff --accept` removes them."
        ),
    };
    let _ = writeln!(text, "\n{settled}");
    text
}

fn write(comparison: &Comparison<'_>, finding: &Finding, text: &mut String) {
    let change = &finding.change;
    let (level, rule) = (labels::level(change.level), change.rule.as_str());
    let mut lines = vec![format!("{level}[{rule}]: {}", visible(&change.subject))];
    let places = [
        ("-->", &change.head, &comparison.head),
        ("was", &change.base, &comparison.base),
    ];
    for (sign, at, file) in places {
        lines.extend(at.iter().map(|at| format!("  {sign} {}", file.place(at))));
    }
    lines.push(format!("  {}", visible(&change.message)));
    let also = labels::also(change);
    if !also.is_empty() {
        let also: Vec<String> = also.into_iter().map(visible).collect();
        lines.push(format!("  also: {}", also.join(", ")));
    }
    if let Some(witness) = &change.witness {
        let (meaning, value) = labels::witness(witness, change.rule);
        lines.push(format!(
            "  witness: {} ({})",
            visible(&value),
            visible(&meaning)
        ));
    }
    let is_docs = change.level == Level::Docs;
    if !change.reach.is_empty() && !is_docs {
        lines.push(format!("  affects: {}", operations(finding)));
    }
    for item in &change.rust {
        let effect = labels::item_effect(item.effect);
        lines.push(format!("  Rust {effect}: {}", labels::path(item)));
        lines.extend(labels::signatures(item).map(|line| format!("    {line}")));
    }
    if change.rust.is_empty() && !is_docs {
        lines.push("  Rust: nothing".to_owned());
    }
    let _ = writeln!(text, "\n{}", lines.join("\n"));
}

/// `GET /users/ (200), PATCH /users/{id}/ (request, 200) and 4 more`.
fn operations(finding: &Finding) -> String {
    let operations = labels::operations(&finding.change.reach);
    let more = operations.len().saturating_sub(MAX_OPERATIONS);
    let named = operations.iter().take(MAX_OPERATIONS);
    let named = named.map(|(operation, parts)| match parts.is_empty() {
        true => visible(operation),
        false => format!("{} ({})", visible(operation), visible(parts)),
    });
    match more {
        0 => named.collect::<Vec<_>>().join(", "),
        more => phrase::join(named.chain([format!("{more} more")])),
    }
}
