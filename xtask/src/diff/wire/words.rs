//! Values in sentences.

use serde_json::Value;

use crate::diff::excerpt::excerpts;

/// Longer values are cut.
const MAX: usize = 60;

/// A value in a sentence.
pub(super) fn quoted(value: &Value) -> String {
    code(&text(value))
}

/// Two values in a sentence, either of which may be nothing. Of long ones the part is shown that differs.
pub(super) fn quoted_both(
    now: Option<&Value>,
    before: Option<&Value>,
) -> (Option<String>, Option<String>) {
    let (Some(now), Some(before)) = (now, before) else {
        return (now.map(quoted), before.map(quoted));
    };
    let (now, before) = excerpts(&line(&text(now)), &line(&text(before)), MAX);
    (Some(in_backticks(&now)), Some(in_backticks(&before)))
}

/// A text in a sentence.
pub(super) fn code(text: &str) -> String {
    let line = line(text);
    if line.chars().count() <= MAX {
        return in_backticks(&line);
    }
    let short: String = line.chars().take(MAX).collect();
    in_backticks(&format!("{}…", short.trim_end()))
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
        true => "the empty text".to_owned(),
        false => format!("`{line}`"),
    }
}

/// A text as a sentence of its own.
pub(super) fn sentence(text: &str) -> String {
    let mut sentence = format!("{text}.");
    sentence.get_mut(..1).map(str::make_ascii_uppercase);
    sentence
}

/// Several values in a sentence.
pub(super) fn list<T>(values: &[T], word: impl Fn(&T) -> String) -> String {
    const MOST: usize = 5;
    let mut words: Vec<String> = values.iter().take(MOST).map(word).collect();
    if values.len() > MOST {
        words.push(format!("{} more", values.len() - MOST));
    }
    match words.pop() {
        None => "nothing".to_owned(),
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} and {last}", words.join(", ")),
    }
}

/// What was and what is, where either may be nothing.
pub(super) fn instead(now: Option<String>, before: Option<String>) -> String {
    match (now, before) {
        (Some(now), Some(before)) => format!("is {now} instead of {before}"),
        (Some(now), None) => format!("is {now} now (there was none)"),
        (None, Some(before)) => format!("is not there any more (it was {before})"),
        (None, None) => "differs".to_owned(),
    }
}
