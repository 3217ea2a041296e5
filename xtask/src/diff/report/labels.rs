//! Labels and phrases of all reports.

use crate::diagnostic::phrase;
use crate::diff::{
    Bump, Change, Comparison, Effect, Finding, Level, Reach, Rule, RustChange, Verdict, Witness,
};
use crate::source::Direction;

/// From the worst to the least.
pub(super) const LEVELS: [Level; 4] = [Level::Breaking, Level::Risky, Level::Safe, Level::Docs];

/// Longer values are cut.
pub(super) const MAX_VALUE: usize = 200;

/// The command that accepts changes.
pub(super) const ACCEPT: &str = "cargo xtask diff --accept \"why\"";

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Breaking => "breaking",
        Level::Risky => "risky",
        Level::Safe => "safe",
        Level::Docs => "docs",
    }
}

pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Nothing => "nothing",
        Effect::Adds => "adds",
        Effect::Warns => "warns",
        Effect::Breaks => "breaks",
    }
}

/// The effect of one item. Without one, it is gated behind the feature `unconfirmed`.
pub(super) fn item_effect(item: Effect) -> &'static str {
    match item {
        Effect::Nothing => "unconfirmed only",
        item => effect(item),
    }
}

pub(super) fn direction(rule: Rule) -> &'static str {
    match rule.direction() {
        Some(Direction::Request) => "request",
        Some(Direction::Response) => "response",
        None => "both",
    }
}

/// The worst effect on Rust code.
pub(super) fn worst(finding: &Finding) -> Effect {
    finding.change.effect().unwrap_or(Effect::Nothing)
}

/// `2 breaking, 1 risky and 3 safe changes; 1 accepted`.
pub(super) fn counts(comparison: &Comparison<'_>) -> String {
    let counts = LEVELS.map(|it| (comparison.count(it), level(it)));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let noun = match counts.clone().next_back() {
        None => return "no changes".to_owned(),
        Some((1, _)) => "change",
        Some(_) => "changes",
    };
    let counts = counts.map(|(count, level)| format!("{count} {level}"));
    let changes = format!("{} {noun}", phrase::join(counts));
    match comparison.accepted().count() {
        0 => changes,
        count => format!("{changes}; {count} accepted"),
    }
}

/// A phrase that starts with a capital letter.
pub(super) fn capitalized(phrase: &str) -> String {
    let mut phrase = phrase.to_owned();
    phrase.get_mut(..1).map(str::make_ascii_uppercase);
    phrase
}

/// The effect of the changes on the version of the crate.
pub(super) fn version(verdict: &Verdict) -> String {
    let Verdict {
        needs,
        base,
        head,
        least,
        is_enough,
        compiles,
        ..
    } = verdict;
    let Some(least) = least else {
        return format!("the version that the crate needs is unknown, since {base:?} is not valid");
    };
    let why = match needs {
        Bump::Breaking if *compiles => {
            "Rust code still compiles, but the crate reads other environment variables"
        }
        Bump::Breaking => "Rust code that uses the crate may not compile any more",
        Bump::Minor => "Rust code still compiles, with additions or other behaviour",
        Bump::Patch => {
            "Rust signatures stay the same, but the rebuilt crate may behave differently"
        }
        Bump::None if *is_enough && base == head => {
            return "the crate needs no new version".to_owned();
        }
        Bump::None if *is_enough => {
            return format!("the crate needs no new version, spec says {head}");
        }
        Bump::None => "versions must not decrease",
    };
    format!("the crate needs {least}, spec says {head}: {why}")
}

/// The other subjects of a change.
pub(super) fn also(change: &Change) -> Vec<&str> {
    let mut also: Vec<&str> = Vec::new();
    for other in &change.also {
        if other.subject != change.subject && !also.contains(&other.subject.as_str()) {
            also.push(&other.subject);
        }
    }
    also
}

/// The affected operations, each with its parts: `GET /users/` with `200`, `PATCH /users/{id}/` with `request, 200`.
pub(super) fn operations(reach: &[Reach]) -> Vec<(String, String)> {
    let mut operations: Vec<(&str, Vec<&str>)> = Vec::new();
    for Reach { operation, part } in reach {
        if !operations.iter().any(|(name, _)| name == operation) {
            operations.push((operation, Vec::new()));
        }
        let is_whole = part.is_empty() || part == "operation";
        let mut operations = operations.iter_mut();
        if let Some((_, parts)) = operations.find(|(name, _)| name == operation)
            && !is_whole
            && !parts.contains(&part.as_str())
        {
            parts.push(part);
        }
    }
    let operations = operations.into_iter();
    operations
        .map(|(name, parts)| (name.to_owned(), parts.join(", ")))
        .collect()
}

/// The meaning of a witness, and its value.
pub(super) fn witness(witness: &Witness, rule: Rule) -> (String, String) {
    let meaning = match rule.direction() {
        Some(Direction::Request) => "accepted before, rejected now",
        Some(Direction::Response) => "possible now, but not before",
        None => "valid in one version only",
    };
    let pointer = match witness.pointer.as_str() {
        "" => String::new(),
        pointer => format!(" at {pointer}"),
    };
    let Reach { operation, part } = &witness.place;
    (
        format!("{operation} {part}: {meaning}{pointer}"),
        shortened(&witness.value.to_string()),
    )
}

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The path of an item, and its new one if it was renamed.
pub(super) fn path(item: &RustChange) -> String {
    match item.new_path() {
        Some(new) => format!("{} → {new}", item.path()),
        None => item.path(),
    }
}

/// The signatures of an item as lines of a diff.
pub(super) fn signatures(item: &RustChange) -> impl Iterator<Item = String> {
    let signatures = [("-", &item.before), ("+", &item.after)].into_iter();
    signatures.filter_map(|(sign, it)| Some(format!("{sign} {}", it.as_ref()?)))
}
