//! [`text`]: a comparison for a terminal.

use std::fmt::Write as _;

use super::escape::visible;
use super::groups::{Group, groups, unique};
use super::labels;
use crate::diff::change::operations;
use crate::diff::{Change, Comparison, Level, Reach, RustChange};

/// More operations are counted.
const MAX_OPERATIONS: usize = 6;

/// More places of one edit are counted.
const MAX_PLACES: usize = 12;

/// All changes, the worst first.
pub fn text(comparison: &Comparison<'_>) -> String {
    let counts = labels::capitalized(&labels::counts(comparison));
    let version = labels::version(&comparison.verdict);
    let (head, base) = (comparison.head.sources(), comparison.base.sources());
    let (head, base) = (head.path(0), base.path(0));
    let mut text = format!("{head} against {base}\n{counts}; {version}.\n");
    let [before, after] = &comparison.unread;
    for (findings, file) in [(after, &comparison.head), (before, &comparison.base)] {
        let lines = labels::listed(findings, |it| {
            format!("{}: {}", file.place(&it.at), visible(&it.message))
        });
        if !lines.is_empty() {
            let (path, lines) = (file.sources().path(0), lines.join("\n  "));
            let _ = writeln!(
                text,
                "\nNot compared, since it cannot be read in {path}:\n  {lines}"
            );
        }
    }
    let mut shown = Vec::new();
    for group in groups(comparison.open(Level::Docs)) {
        write(comparison, &group, &mut shown, &mut text);
    }
    for (index, group) in groups(comparison.accepted()).iter().enumerate() {
        if index == 0 {
            text.push_str("\nAccepted:\n");
        }
        write(comparison, group, &mut shown, &mut text);
        let reason = group.places().next().and_then(|it| it.accepted.as_deref());
        let _ = writeln!(text, "  accepted: {}", visible(reason.unwrap_or_default()));
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

/// Writes a group; what was shown of the Rust API before is not shown again.
fn write<'a>(
    comparison: &Comparison<'_>,
    group: &Group<'a>,
    shown: &mut Vec<&'a RustChange>,
    text: &mut String,
) {
    let Some(change) = group.change() else {
        return;
    };
    let (level, rule) = (labels::level(change.level), change.rule.as_str());
    let subjects = group.subjects().into_iter().map(visible);
    let subjects: Vec<String> = subjects.collect();
    let mut lines = vec![format!(
        "{level}[{rule}]: {}",
        labels::limited(subjects, MAX_PLACES)
    )];
    for (_, base, head) in group.locations().take(MAX_PLACES) {
        let places = [
            ("-->", head, &comparison.head),
            ("was", base, &comparison.base),
        ];
        for (sign, at, file) in places {
            lines.extend(at.iter().map(|at| format!("  {sign} {}", file.place(at))));
        }
    }
    for (index, finding) in group.first().iter().enumerate() {
        let change = &finding.change;
        let name = match index {
            0 => String::new(),
            _ => format!(
                "{}[{}]: ",
                labels::level(change.level),
                change.rule.as_str()
            ),
        };
        lines.push(format!("  {name}{}", visible(&change.message)));
        let of_all = group.edits.iter().filter_map(|edit| edit.get(index));
        let all: Vec<&Change> = of_all.map(|it| &it.change).collect();
        if let Some(witness) = all.iter().find_map(|it| it.witness.as_ref()) {
            let (meaning, value) = labels::witness(witness, change.rule);
            lines.push(format!(
                "  witness: {} ({})",
                visible(&value),
                visible(&meaning)
            ));
        }
        let reach = unique(all.iter().flat_map(|it| it.reach.iter().cloned()));
        if !reach.is_empty() && change.level > Level::Docs {
            lines.push(format!("  affects: {}", named(&reach)));
        }
    }
    let items = group.rust();
    let new = items.iter().filter(|item| !shown.contains(item));
    let new: Vec<&RustChange> = new.copied().collect();
    for item in &new {
        let effect = labels::item_effect(item.effect);
        lines.push(format!("  Rust {effect}: {}", labels::path(item)));
        lines.extend(labels::signatures(item).map(|line| format!("    {line}")));
    }
    match (items.len(), items.len() - new.len()) {
        (0, _) if change.level > Level::Docs => lines.push("  Rust: nothing".to_owned()),
        (_, 0) => {}
        (_, old) => {
            let effect = items
                .first()
                .map_or("", |it| labels::item_effect(it.effect));
            let noun = if old == 1 { "item" } else { "items" };
            lines.push(format!("  Rust {effect}: {old} {noun} shown above"));
        }
    }
    shown.extend(new);
    let _ = writeln!(text, "\n{}", lines.join("\n"));
}

/// `GET /users/ (200), PATCH /users/{id}/ (request, 200) and 4 more`.
fn named(reach: &[Reach]) -> String {
    let operations = operations(reach).into_iter();
    let operations = operations.map(|(operation, parts)| match parts.is_empty() {
        true => visible(&operation),
        false => format!("{} ({})", visible(&operation), visible(&parts)),
    });
    labels::limited(operations.collect(), MAX_OPERATIONS)
}
