//! Values in sentences.

use serde_json::Value;

/// Longer values are cut.
const MAX: usize = 60;

/// A value in a sentence.
pub(super) fn quoted(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    code(&text)
}

/// A text in a sentence.
pub(super) fn code(text: &str) -> String {
    let line = text.replace(char::is_control, " ").replace('`', "'");
    if line.is_empty() {
        return "the empty text".to_owned();
    }
    if line.chars().count() <= MAX {
        return format!("`{line}`");
    }
    let short: String = line.chars().take(MAX).collect();
    format!("`{}…`", short.trim_end())
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
        (Some(now), None) => format!("is {now}, and there was none"),
        (None, Some(before)) => format!("is not there any more (it was {before})"),
        (None, None) => "differs".to_owned(),
    }
}
