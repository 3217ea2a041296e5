//! [`changelog`]: what changed, as lines for the changelog of the crate.

use super::groups::{Group, with_effect};
use super::labels;
use crate::diagnostic::phrase;
use crate::diff::{Effect, Level, RustChange};

/// More places or items are counted.
const MAX_NAMED: usize = 3;

/// The changes that users of the crate notice, by the headings of <https://keepachangelog.com>.
pub(super) fn changelog<'a>(groups: impl Iterator<Item = &'a Group<'a>>) -> Vec<String> {
    let mut sections = [
        ("### Added", Vec::new()),
        ("### Changed", Vec::new()),
        ("### Deprecated", Vec::new()),
        ("### Removed", Vec::new()),
    ];
    for group in groups {
        let Some((heading, line)) = entry(group) else {
            continue;
        };
        let section = sections.iter_mut().find(|(name, _)| *name == heading);
        // Both directions of one edit may say the same.
        if let Some((_, lines)) = section.filter(|(_, lines)| !lines.contains(&line)) {
            lines.push(line);
        }
    }
    let mut text = Vec::new();
    for (heading, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        if !text.is_empty() {
            text.push(String::new());
        }
        text.extend([heading.to_owned(), String::new()]);
        text.extend(lines);
    }
    text
}

fn entry(group: &Group<'_>) -> Option<(&'static str, String)> {
    let change = group.change()?;
    let effect = group.worst();
    if change.level == Level::Docs && effect == Effect::Nothing {
        return None;
    }
    let is_gone = |it: &RustChange| it.effect == Effect::Breaks && it.after.is_none();
    let rust = group.rust();
    let heading = match effect {
        Effect::Adds if change.level < Level::Breaking => "### Added",
        Effect::Warns => "### Deprecated",
        Effect::Breaks if rust.iter().all(|it| is_gone(it)) => "### Removed",
        _ => "### Changed",
    };
    let what = change.parts().0.trim_end_matches('.');
    let breaking = match effect {
        Effect::Breaks => "**Breaking:** ",
        _ => "",
    };
    let subjects = group.subjects().into_iter().map(|it| format!("`{it}`"));
    let named = with_effect(&rust, effect);
    let named: Vec<String> = named
        .iter()
        .map(|it| format!("`{}`", labels::path(it)))
        .collect();
    let named = match named.is_empty() {
        true => String::new(),
        false => format!(" ({})", phrase::join_first(named, MAX_NAMED)),
    };
    let subjects = phrase::join_first(subjects.collect(), MAX_NAMED);
    Some((heading, format!("- {breaking}{subjects}: {what}{named}.")))
}
