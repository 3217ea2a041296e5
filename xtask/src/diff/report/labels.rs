//! Labels and phrases of all reports.

use serde_json::Value;

use crate::diagnostic::phrase;
use crate::diff::{
    Bump, Change, Comparison, Effect, Failure, Finding, Level, Reach, Rule, RustChange, Verdict,
    Witness,
};
use crate::source::Direction;

/// From the worst to the least.
pub(super) const LEVELS: [Level; 4] = [Level::Breaking, Level::Risky, Level::Safe, Level::Docs];

/// Longer values are cut.
pub(super) const MAX_VALUE: usize = 200;

/// More findings of a list without details are counted.
pub(super) const MAX_LISTED: usize = 10;

/// The command that accepts changes.
pub const ACCEPT: &str = "cargo xtask diff --accept \"why\"";

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

/// Why a comparison fails.
pub fn failure(failure: Failure) -> String {
    let are = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    match failure {
        Failure::NotAccepted(count) => are(count, "change is", "changes are") + " not accepted",
        Failure::Stale(count) => are(count, "entry accepts", "entries accept") + " nothing",
        Failure::Version => "the version is too low".to_owned(),
        Failure::Unread(count) => are(count, "part", "parts") + " of the document cannot be read",
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
        released,
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
            return format!("the crate needs no new version, the spec has {head}");
        }
        Bump::None => "versions must not decrease",
    };
    let since = match released {
        Some(it) if it.is_tagged => format!(" after {}", it.version),
        Some(it) => format!(" after {} (no tag names the last release)", it.version),
        None => String::new(),
    };
    format!("the crate needs {least}{since}, the spec has {head}: {why}")
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
        shortened(&without_runs(&witness.value.to_string())),
    )
}

/// A text in which a character that is repeated often is counted: `a… (121 times)`.
fn without_runs(text: &str) -> String {
    const MOST: usize = 16;
    let mut result = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.trim_start_matches(c);
        let count = (rest.len() - after.len()) / c.len_utf8();
        match count > MOST {
            true => result.push_str(&format!("{c}… ({count} times)")),
            false => result.extend(std::iter::repeat_n(c, count)),
        }
        rest = after;
    }
    result
}

pub(super) fn shortened(text: &str) -> String {
    phrase::cut(text, MAX_VALUE).unwrap_or_else(|| text.to_owned())
}

/// A line for each of the first items, and how many more there are.
pub(super) fn listed<T>(items: &[T], line: impl Fn(&T) -> String) -> Vec<String> {
    let more = items.len().saturating_sub(MAX_LISTED);
    let more = (more > 0).then(|| format!("and {more} more"));
    let first = items.iter().take(MAX_LISTED);
    first.map(line).chain(more).collect()
}

/// The first of some names, and how many more there are.
pub(super) fn limited(names: Vec<String>, max: usize) -> String {
    match names.len() > max {
        true => phrase::join_first(names, max),
        false => names.join(", "),
    }
}

/// Whether the message about a value shows all of it, before and after.
pub(super) fn shows_all(change: &Change) -> bool {
    let values = ["from", "to"].into_iter();
    let values: Vec<&Value> = values.filter_map(|name| change.facts.get(name)).collect();
    let is_short = |value: &Value| {
        let text = match value {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        text.chars().count() <= 60 && !text.contains(char::is_control)
    };
    !values.is_empty() && values.into_iter().all(is_short)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_repeated_is_counted() {
        let text = format!("{{\"name\":\"{}b\"}}", "ä".repeat(17));
        assert_eq!(without_runs(&text), "{\"name\":\"ä… (17 times)b\"}");
        let text = "a".repeat(16);
        assert_eq!(without_runs(&text), text);
    }
}
