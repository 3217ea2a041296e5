//! [`text`]: a comparison for a terminal.

use std::fmt::Write as _;

use super::escape::visible;
use super::words::{self, LEVELS};
use crate::diff::{Comparison, Effect, Finding, Level};

/// How many operations are named.
const MAX_OPERATIONS: usize = 6;

/// Everything, the worst first. Changes of docs are only counted unless they are all there is.
pub fn text(comparison: &Comparison<'_>) -> String {
    let mut text = format!(
        "{} against {}\n",
        comparison.head.path, comparison.base.path
    );
    let line = words::sentence(&words::counts(comparison));
    let _ = writeln!(text, "{line}; {}.", words::version(&comparison.verdict));
    for level in LEVELS {
        for finding in comparison.of(level) {
            text.push('\n');
            write(comparison, finding, &mut text);
        }
    }
    let accepted: Vec<&Finding> = comparison
        .findings
        .iter()
        .filter(|it| it.accepted.is_some())
        .collect();
    if !accepted.is_empty() {
        text.push_str("\nAccepted:\n");
    }
    for finding in accepted {
        let reason = finding.accepted.as_deref().unwrap_or_default();
        text.push('\n');
        write(comparison, finding, &mut text);
        let _ = writeln!(text, "  accepted: {}", visible(reason));
    }
    let settled = comparison.settled.len();
    if settled > 0 {
        let (noun, verb, accept, them) = if settled == 1 {
            ("entry", "is", "accepts", "it")
        } else {
            ("entries", "are", "accept", "them")
        };
        let _ = writeln!(
            text,
            "\n{settled} {noun} of accepted changes {verb} already on the base branch and {accept} nothing here; `cargo xtask diff --accept` removes {them}."
        );
    }
    text
}

fn write(comparison: &Comparison<'_>, finding: &Finding, text: &mut String) {
    let change = &finding.change;
    let level = words::level(change.level);
    let _ = writeln!(
        text,
        "{level}[{}]: {}",
        change.rule.as_str(),
        visible(&change.subject)
    );
    let places = [
        (&change.head, &comparison.head, "-->"),
        (&change.base, &comparison.base, "was"),
    ];
    for (at, side, sign) in places {
        if let Some(at) = at {
            let _ = writeln!(text, "  {sign} {}", side.place(at));
        }
    }
    let _ = writeln!(text, "  {}", visible(&change.message));
    if let Some(witness) = &change.witness {
        let (what, value) = words::witness(witness, change.direction);
        let _ = writeln!(text, "  witness: {} ({})", visible(&value), visible(&what));
    }
    if !change.reach.is_empty() && change.level > Level::Docs {
        let _ = writeln!(text, "  reaches: {}", reach(finding));
    }
    for item in &change.rust {
        let effect = words::item_effect(item.effect);
        let _ = writeln!(text, "  Rust {effect}: {}", words::path(item));
        let sides = [("-", &item.before), ("+", &item.after)];
        for (sign, signature) in sides {
            if let Some(signature) = signature {
                let _ = writeln!(text, "    {sign} {signature}");
            }
        }
    }
    if change.rust.is_empty()
        && words::worst(finding) == Effect::Nothing
        && change.level > Level::Docs
    {
        text.push_str("  Rust: nothing\n");
    }
}

fn reach(finding: &Finding) -> String {
    let operations = words::operations(&finding.change.reach);
    let more = operations.len().saturating_sub(MAX_OPERATIONS);
    let named = operations
        .iter()
        .take(MAX_OPERATIONS)
        .map(|(operation, parts)| {
            let operation = visible(operation);
            if parts.is_empty() {
                operation
            } else {
                format!("{operation} ({})", visible(parts))
            }
        });
    let mut text = named.collect::<Vec<_>>().join(", ");
    if more > 0 {
        let _ = write!(text, " and {more} more");
    }
    text
}
