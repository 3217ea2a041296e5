//! Phrases of messages about differences.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::phrase;
use crate::diff::excerpt::excerpts;

/// Longer values are cut.
const MAX_LENGTH: usize = 60;

/// More values are counted.
const MAX_LISTED: usize = 5;

/// A string in a sentence.
pub(super) fn quote(text: &str) -> String {
    let line = line(text);
    if line.chars().count() <= MAX_LENGTH {
        return in_backticks(&line);
    }
    let short: String = line.chars().take(MAX_LENGTH).collect();
    in_backticks(&format!("{}…", short.trim_end()))
}

/// A value in a sentence.
pub(super) fn quote_value(value: &Value) -> String {
    quote(&text(value))
}

/// "`a`, `b` and 3 more".
pub(super) fn list<T>(values: &[T], quote: impl Fn(&T) -> String) -> String {
    let more = values.len().saturating_sub(MAX_LISTED);
    let more = (more > 0).then(|| format!("{more} more"));
    phrase::join(values.iter().take(MAX_LISTED).map(quote).chain(more))
}

/// "value `a`", "values `a` and `b`".
pub(super) fn values(values: &[Value]) -> String {
    let plural = if values.len() == 1 { "" } else { "s" };
    format!("value{plural} {}", list(values, quote_value))
}

/// "changed from `a` to `b`", "added (`b`)", "removed (was `a`)".
pub(super) fn transition(from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("changed from {from} to {to}"),
        (None, Some(to)) => format!("added ({to})"),
        (Some(from), None) => format!("removed (was {from})"),
        (None, None) => "changed".to_owned(),
    }
}

/// The same for values. Of long strings, only the part that differs; long objects and arrays would only be scraps.
pub(super) fn value_transition(from: Option<&Value>, to: Option<&Value>) -> String {
    let is_long = |it: &&Value| match it {
        Value::Array(_) | Value::Object(_) => text(it).chars().count() > MAX_LENGTH,
        _ => false,
    };
    if from.iter().chain(&to).any(is_long) {
        let change = match (from, to) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        };
        return change.to_owned();
    }
    let (Some(from), Some(to)) = (from, to) else {
        return transition(from.map(quote_value), to.map(quote_value));
    };
    let (from, to) = excerpts(&line(&text(from)), &line(&text(to)), MAX_LENGTH);
    transition(Some(in_backticks(&from)), Some(in_backticks(&to)))
}

/// The only part in which two objects differ, with its keys as in `a.b`: a message about the rest would be scraps.
pub(super) fn differing_part<'v>(
    mut from: Option<&'v Value>,
    mut to: Option<&'v Value>,
) -> (String, Option<&'v Value>, Option<&'v Value>) {
    let mut keys: Vec<&str> = Vec::new();
    while let (Some(Value::Object(old)), Some(Value::Object(new))) = (from, to) {
        let all: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let mut differing = all.into_iter().filter(|key| old.get(*key) != new.get(*key));
        let (Some(key), None) = (differing.next(), differing.next()) else {
            break;
        };
        keys.push(key);
        (from, to) = (old.get(key), new.get(key));
    }
    (line(&keys.join(".")), from, to)
}

/// A phrase as a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut sentence = format!("{text}.");
    sentence.get_mut(..1).map(str::make_ascii_uppercase);
    sentence
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn line(text: &str) -> String {
    text.replace(char::is_control, " ").replace('`', "'")
}

fn in_backticks(line: &str) -> String {
    match line.is_empty() {
        true => "an empty string".to_owned(),
        false => format!("`{line}`"),
    }
}
