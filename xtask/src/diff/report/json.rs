//! [`json`]: a comparison as JSON, for scripts. The format is stable: a change that would break readers increments
//! `version`.

use serde_json::{Value, json};

use super::labels;
use crate::diagnostic::{Anchor, Diagnostic, Locator};
use crate::diff::accepted::Entry;
use crate::diff::{Comparison, Finding, Level, RustChange};
use crate::surface::Item;

/// The version of the format.
const VERSION: u32 = 1;

/// The output of `--format json`; `cargo xtask diff --help` documents each field.
pub fn json(comparison: &Comparison<'_>) -> Value {
    let verdict = &comparison.verdict;
    let released = verdict.released.as_ref();
    let changes = comparison.findings.iter().map(|it| change(comparison, it));
    let stale = comparison.stale.iter().map(|it| stale(comparison, it));
    let [before, after] = &comparison.unread;
    json!({
        "version": VERSION,
        "base": comparison.base.sources().path(0),
        "head": comparison.head.sources().path(0),
        "verdict": {
            "needs": verdict.needs.as_str(),
            "released_version": released.map_or(&verdict.base, |it| &it.version),
            "base_version": verdict.base,
            "head_version": verdict.head,
            "least_version": verdict.least,
            "is_enough": verdict.is_enough,
        },
        "counts": {
            "breaking": comparison.count(Level::Breaking),
            "risky": comparison.count(Level::Risky),
            "safe": comparison.count(Level::Safe),
            "docs": comparison.count(Level::Docs),
            "accepted": comparison.accepted().count(),
        },
        "unread": {
            "base": unread(&comparison.base, before),
            "head": unread(&comparison.head, after),
        },
        "changes": changes.collect::<Vec<_>>(),
        "stale": stale.collect::<Vec<_>>(),
    })
}

fn change(comparison: &Comparison<'_>, finding: &Finding) -> Value {
    let change = &finding.change;
    let reach = change.reach.iter();
    let reach = reach.map(|it| json!({"operation": it.operation, "part": it.part}));
    let also = change.also.iter().map(|it| {
        json!({
            "subject": it.subject,
            "base": location(&comparison.base, it.base.as_ref()),
            "head": location(&comparison.head, it.head.as_ref()),
        })
    });
    let witness = change.witness.as_ref();
    let rust = change.rust.iter().map(|it| rust(comparison, it));
    json!({
        "rule": change.rule.as_str(),
        "level": labels::level(change.level),
        "direction": labels::direction(change.rule),
        "subject": change.subject,
        "message": change.message,
        "fingerprint": finding.fingerprint,
        "accepted": finding.accepted,
        "base": location(&comparison.base, change.base.as_ref()),
        "head": location(&comparison.head, change.head.as_ref()),
        "facts": change.facts,
        "also": also.collect::<Vec<_>>(),
        "witness": witness.map(|it| json!({
            "operation": it.place.operation, "part": it.place.part, "pointer": it.pointer, "value": it.value,
        })),
        "reach": reach.collect::<Vec<_>>(),
        "rust": rust.collect::<Vec<_>>(),
    })
}

fn rust(comparison: &Comparison<'_>, item: &RustChange) -> Value {
    fn source(item: &Option<Item>) -> Option<&Anchor> {
        item.as_ref()?.at.as_ref()
    }
    json!({
        "path": item.path(),
        "new_path": item.new_path(),
        "effect": labels::effect(item.effect),
        "before": item.before.as_ref().map(Item::to_string),
        "after": item.after.as_ref().map(Item::to_string),
        "base": location(&comparison.base, source(&item.before)),
        "head": location(&comparison.head, source(&item.after)),
    })
}

fn stale(comparison: &Comparison<'_>, entry: &Entry) -> Value {
    let file = comparison.accepted_file.as_ref();
    json!({
        "file": file.map_or(String::new(), |file| file.path(&entry.anchor())),
        "line": file.map_or(1, |file| file.position(entry.span.start).line),
        "rule": entry.rule,
        "at": entry.at,
        "fingerprint": entry.fingerprint,
        "reason": entry.reason,
    })
}

fn unread(file: &Locator<'_>, findings: &[Diagnostic]) -> Value {
    let findings = findings.iter();
    let findings =
        findings.map(|it| json!({"message": it.message, "at": location(file, Some(&it.at))}));
    findings.collect()
}

fn location(file: &Locator<'_>, at: Option<&Anchor>) -> Value {
    at.map_or(Value::Null, |at| {
        json!(crate::diagnostic::json::location(file, at))
    })
}
