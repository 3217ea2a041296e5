//! `cargo xtask diff --accept`: reads and updates the file of accepted changes.

use anyhow::{anyhow, bail};
use xtask::diagnostic::{Locator, Sources};
use xtask::diff::accepted::{Accepted, Entry};
use xtask::diff::{Change, Level};

use super::input::Input;
use super::terminal::{counted, print_error};

const FILE: &str = "accepted-changes.yaml";

/// The path of the file beside a document.
pub(super) fn beside(document: &str) -> String {
    match document.rsplit_once('/') {
        Some((directory, _)) if !directory.is_empty() => format!("{directory}/{FILE}"),
        _ => FILE.to_owned(),
    }
}

/// Parses the file, with a reason for entries that have none.
pub(super) fn parse(
    head: &Input,
    file: Option<&str>,
    text: &str,
    reason: Option<&str>,
) -> anyhow::Result<Accepted> {
    Accepted::parse_with_reason(text, reason.unwrap_or_default()).map_err(|problems| {
        let revision = head.revision.as_ref().map(|(_, it)| it.name.as_str());
        let file = Sources::new(file.unwrap_or_default(), text).of_revision(revision);
        let file = Locator::new(&file);
        let lines = problems
            .iter()
            .map(|problem| format!("{}: {}", file.place(&problem.at), problem.value));
        anyhow!("{}", lines.collect::<Vec<_>>().join("\n"))
    })
}

/// The updated entries: those that match a change, and new ones for changes that would fail. Entries of the base stay
/// while something is accepted: a comparison with an older base, as before a release, needs them.
pub(super) fn accept(
    (accepted, settled): (&Accepted, &Accepted),
    changes: &[Change],
    reason: &str,
    level: Level,
) -> anyhow::Result<Accepted> {
    let is_cleanup = reason.trim().is_empty();
    let matches = |entry: &Entry| changes.iter().any(|change| entry.is_about(change));
    let is_settled = |entry: &Entry| settled.contains(entry);
    let stays = |entry: &&Entry| match is_settled(entry) {
        true => !is_cleanup,
        false => matches(entry),
    };
    let mut entries: Vec<Entry> = accepted.entries.iter().filter(stays).cloned().collect();
    let is_accepted = |change: &Change| {
        let mut entries = entries.iter();
        entries.any(|entry| !is_settled(entry) && entry.is_about(change))
    };
    let open = changes
        .iter()
        .filter(|change| change.level >= level && !is_accepted(change));
    let new = open.map(|change| {
        let mut entry = Entry::new(change, reason);
        let before = settled.entries.iter().filter(|it| it.is_equal(&entry));
        entry.again = before.map(|it| it.again + 1).max().unwrap_or(0);
        entry
    });
    let new: Vec<Entry> = new.collect();
    if is_cleanup && !new.is_empty() {
        bail!("give a reason for accepting the changes: cargo xtask diff --accept \"why\"");
    }
    entries.extend(new);
    Ok(Accepted { entries })
}

/// Reports that the file has been written.
pub(super) fn report(file: &str, accepted: &Accepted) {
    let entries = counted(accepted.entries.len(), "entry", "entries");
    print_error(format_args!(
        "{file} now has {entries}: review and commit it."
    ));
}
