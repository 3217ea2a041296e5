//! [`details`]: everything about a group of findings, for a comment.

use super::blocks::excerpt;
use super::escape::{block, code, prose};
use super::groups::{Group, with_effect};
use super::labels;
use super::links::place;
use crate::diagnostic::phrase;
use crate::diff::change::operations;
use crate::diff::{Comparison, Effect, RustChange};

/// More items are counted: the list of the Rust API has all of them.
const MAX_ITEMS: usize = 4;

/// A group with its places, its witness, the operations that it affects up to a number, and its lines; what a table has of
/// it is left out.
pub(super) fn details(
    comparison: &Comparison<'_>,
    group: &Group<'_>,
    max_operations: usize,
    is_in_table: bool,
) -> String {
    let mut lines = Vec::new();
    let subjects: Vec<String> = group.subjects().into_iter().map(code).collect();
    let is_one = group.locations().count() == 1;
    for (subject, base, head) in group.locations() {
        let head = place(comparison, head.as_ref(), true);
        let base = place(comparison, base.as_ref(), false);
        let place = match (head, base) {
            (Some(head), Some(base)) => format!("{head}, was {base}"),
            (Some(head), None) => format!("{head}, added"),
            (None, Some(base)) => format!("removed, was {base}"),
            (None, None) => continue,
        };
        lines.push(match is_one {
            true => format!("- {place}"),
            false => format!("- {}: {place}", code(subject)),
        });
    }
    if !is_in_table {
        let messages = group.messages();
        lines.extend(messages.iter().map(|it| format!("- {}", prose(it))));
    }
    for index in 0..group.first().len() {
        let of_all = group.edits.iter().filter_map(|edit| edit.get(index));
        let mut witnesses = of_all.filter_map(|it| Some((it, it.change.witness.as_ref()?)));
        if let Some((finding, witness)) = witnesses.next() {
            let (meaning, value) = labels::witness(witness, finding.change.rule);
            lines.push(format!("- witness: {} ({})", code(&value), prose(&meaning)));
        }
    }
    let reach = operations(&group.reach());
    let named = reach
        .iter()
        .map(|(operation, parts)| match parts.is_empty() {
            true => code(operation),
            false => format!("{} ({})", code(operation), prose(parts)),
        });
    if !reach.is_empty() {
        let named = labels::limited(named.collect(), max_operations);
        lines.push(format!("- affects {named}"));
    }
    let items = group.rust();
    if items.len() > usize::from(is_in_table) {
        lines.push(format!("- in Rust: {}", rust(&items)));
    }
    let first = group.places().next();
    let shown = first.map(|it| excerpt(comparison, it)).unwrap_or_default();
    if !shown.is_empty() {
        lines.push(format!("\n{}", block("diff", &shown)));
    }
    let title = match subjects.len() {
        0..=MAX_ITEMS => subjects.join(", "),
        count => format!("{count} places"),
    };
    let rules = group.rules().join(", ");
    format!("\n**{title}** {rules}\n\n{}\n", lines.join("\n"))
}

/// A change of documentation in a line, and the lines of the document if that does not show all of it.
pub(super) fn docs(comparison: &Comparison<'_>, group: &Group<'_>, has_lines: bool) -> String {
    let Some(finding) = group.places().next() else {
        return String::new();
    };
    let change = &finding.change;
    let subjects = group.subjects().into_iter().map(code);
    let subjects: Vec<String> = subjects.collect();
    let (what, _) = change.parts();
    let lines = match has_lines && !labels::shows_all(change) {
        true => excerpt(comparison, finding),
        false => Vec::new(),
    };
    // The lines show both values.
    let what = match what.split_once(" changed from ") {
        Some((what, _)) if !lines.is_empty() => format!("{what} changed"),
        _ => what.trim_end_matches('.').to_owned(),
    };
    let at = place(comparison, change.head.as_ref(), true);
    let at = at.or_else(|| place(comparison, change.base.as_ref(), false));
    let at = at.map(|at| format!(", {at}")).unwrap_or_default();
    let mut text = format!("- {}: {}{at}\n", subjects.join(", "), prose(&what));
    if !lines.is_empty() {
        let block = block("diff", &lines).replace('\n', "\n  ");
        text += &format!("\n  {block}\n\n");
    }
    text
}

/// `breaks a, b and 2 more; adds c`.
fn rust(items: &[&RustChange]) -> String {
    let mut effects = Vec::new();
    for effect in [Effect::Breaks, Effect::Warns, Effect::Adds, Effect::Nothing] {
        let of = with_effect(items, effect);
        let of: Vec<String> = of.iter().map(|it| code(&labels::path(it))).collect();
        if !of.is_empty() {
            let named = phrase::join_first(of, MAX_ITEMS);
            effects.push(format!("{} {named}", labels::item_effect(effect)));
        }
    }
    effects.join("; ")
}
