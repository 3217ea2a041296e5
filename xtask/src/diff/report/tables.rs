//! Groups of findings in a table, or as a list of names.

use super::escape::{code, prose};
use super::groups::{Group, with_effect};
use super::labels;

/// More places of a change are counted in a table.
const MAX_SUBJECTS: usize = 20;

/// A row for each group.
pub(super) fn table(groups: &[Group<'_>]) -> String {
    let rows = groups.iter().map(|group| {
        let rust = rust_in_short(group);
        format!("| {} | {} | {rust} |\n", subject(group), message(group))
    });
    let rows: String = rows.collect();
    format!("| change | on the wire | in Rust |\n| --- | --- | --- |\n{rows}")
}

/// Accepted changes with the reasons.
pub(super) fn accepted(groups: &[Group<'_>]) -> String {
    let rows = groups.iter().map(|group| {
        let mut reasons = group.first().iter().filter_map(|it| it.accepted.as_deref());
        let reason = reasons.next();
        let (reason, rust) = (prose(reason.unwrap_or_default()), rust_in_short(group));
        format!(
            "| {} | {reason} | {} | {rust} |\n",
            subject(group),
            message(group)
        )
    });
    let rows: String = rows.collect();
    format!("| change | why | on the wire | in Rust |\n| --- | --- | --- | --- |\n{rows}")
}

fn subject(group: &Group<'_>) -> String {
    let subjects = group.subjects();
    let more = subjects.len().saturating_sub(MAX_SUBJECTS);
    let shown = subjects.into_iter().take(MAX_SUBJECTS).map(code);
    let more = (more > 0).then(|| format!("{more} more"));
    let subjects: Vec<String> = shown.chain(more).collect();
    format!("{}<br>{}", subjects.join(", "), group.rules().join(", "))
}

fn message(group: &Group<'_>) -> String {
    let messages = group.messages();
    let messages: Vec<String> = messages.iter().map(|it| prose(it)).collect();
    messages.join("<br>")
}

/// `breaks: types::User::title and 2 more`.
fn rust_in_short(group: &Group<'_>) -> String {
    let worst = group.worst();
    let items = with_effect(&group.rust(), worst);
    let Some(first) = items.first() else {
        return "nothing".to_owned();
    };
    let (effect, path) = (labels::item_effect(worst), code(&labels::path(first)));
    match items.len() - 1 {
        0 => format!("{effect}: {path}"),
        more => format!("{effect}: {path} and {more} more"),
    }
}

/// The subjects of the first changes by rule, the shortest list of all changes.
pub(super) fn list(groups: &[Group<'_>], max: usize) -> String {
    let mut rules: Vec<(&str, Vec<String>)> = Vec::new();
    let mut left = max;
    let mut hidden = 0;
    for group in groups {
        let rule = group.change().map_or("", |change| change.rule.as_str());
        let subjects = group.subjects();
        let shown = subjects.len().min(left);
        left -= shown;
        hidden += subjects.len() - shown;
        let shown = subjects.into_iter().take(shown);
        let subjects = shown.map(|it| code(&labels::shortened(it)));
        match rules.iter_mut().find(|(name, _)| *name == rule) {
            Some((_, all)) => all.extend(subjects),
            None => rules.push((rule, subjects.collect())),
        }
    }
    let lines = rules.iter().filter(|(_, subjects)| !subjects.is_empty());
    let lines = lines.map(|(rule, subjects)| format!("- {rule}: {}\n", subjects.join(", ")));
    let more = (hidden > 0).then(|| format!("- and {hidden} more\n"));
    lines.chain(more).collect()
}
