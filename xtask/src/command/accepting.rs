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
    let of_base = |it: &&Entry| settled.contains(it);
    let (of_base, own): (Vec<&Entry>, Vec<&Entry>) = accepted.entries.iter().partition(of_base);
    let mut entries: Vec<Entry> = match is_cleanup {
        true => Vec::new(),
        false => of_base.into_iter().cloned().collect(),
    };
    let mut own = Accepted {
        entries: own.into_iter().cloned().collect(),
    };
    for change in changes {
        if let Some(entry) = own.take(change) {
            entries.push(entry);
        } else if change.level >= level {
            if is_cleanup {
                bail!("give a reason for accepting the changes: cargo xtask diff --accept \"why\"");
            }
            let mut entry = Entry::new(change, reason);
            let all = settled.entries.iter().chain(&entries);
            let before = all.filter(|it| it.is_equal(&entry));
            entry.again = before.map(|it| it.again + 1).max().unwrap_or(0);
            entries.push(entry);
        }
    }
    Ok(Accepted { entries })
}

/// Reports that the file has been written.
pub(super) fn report(file: &str, accepted: &Accepted) {
    let entries = counted(accepted.entries.len(), "entry", "entries");
    print_error(format_args!(
        "{file} now has {entries}: review and commit it."
    ));
}
