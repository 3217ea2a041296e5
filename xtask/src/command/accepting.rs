//! `cargo xtask diff --accept`: the file of accepted changes, read and written.

use anyhow::{anyhow, bail};
use xtask::diff::accepted::{Accepted, Entry};
use xtask::diff::{Change, Level, SourceFile};

use super::input::Input;
use super::terminal::print_error;

const FILE: &str = "accepted-changes.yaml";

/// The path of the file beside a document.
pub(super) fn beside(document: &str) -> String {
    match document.rsplit_once('/') {
        Some((directory, _)) if !directory.is_empty() => format!("{directory}/{FILE}"),
        _ => FILE.to_owned(),
    }
}

/// Reads the file, with a reason for the entries that have none.
pub(super) fn read(
    head: &Input,
    file: Option<&str>,
    text: &str,
    why: Option<&str>,
) -> anyhow::Result<Accepted> {
    let file = file.unwrap_or_default();
    Accepted::parse_with_reason(text, why.unwrap_or_default()).map_err(|problems| {
        let file = SourceFile::new(
            head.revision.as_ref().map(|it| it.name.as_str()),
            file,
            text,
        );
        let lines = problems
            .iter()
            .map(|problem| format!("{}: {}", file.place(&problem.at), problem.value));
        anyhow!("{}", lines.collect::<Vec<_>>().join("\n"))
    })
}

/// The entries from now on: those that match a change, and new ones for changes that would fail. Entries of the base stay
/// while something is accepted, since comparisons with an older base, as before a release, need them.
pub(super) fn accept(
    (accepted, settled): (&Accepted, &Accepted),
    changes: &[Change],
    reason: &str,
    level: Level,
) -> anyhow::Result<Accepted> {
    let is_tidying = reason.trim().is_empty();
    let known = |entry: &Entry| changes.iter().any(|change| entry.is_about(change));
    let is_settled = |entry: &Entry| settled.contains(entry);
    let stays = |entry: &&Entry| {
        if is_settled(entry) {
            !is_tidying
        } else {
            known(entry)
        }
    };
    let mut entries: Vec<Entry> = accepted.entries.iter().filter(stays).cloned().collect();
    let is_accepted = |change: &Change| {
        let mut entries = entries.iter();
        entries.any(|entry| !is_settled(entry) && entry.is_about(change))
    };
    let new: Vec<Entry> = changes
        .iter()
        .filter(|change| change.level >= level && !is_accepted(change))
        .map(|change| {
            let mut entry = Entry::new(change, reason);
            let before = settled.entries.iter().filter(|it| it.is_equal(&entry));
            entry.again = before.map(|it| it.again + 1).max().unwrap_or(0);
            entry
        })
        .collect();
    if is_tidying && !new.is_empty() {
        bail!("say why the changes are accepted: cargo xtask diff --accept \"why\"");
    }
    entries.extend(new);
    Ok(Accepted { entries })
}

/// Prints what the file has now.
pub(super) fn report(file: &str, accepted: &Accepted) {
    let entries = accepted.entries.len();
    let plural = if entries == 1 { "entry" } else { "entries" };
    print_error(format_args!(
        "{file} has {entries} {plural} now: review and commit it."
    ));
}
