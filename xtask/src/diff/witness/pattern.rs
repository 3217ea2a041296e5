//! Patterns: whether a text matches one, where that is sure and takes no time.

use regress::Regex;

use super::class::class;

/// Longer than any pattern that people write for short texts.
const MAX_LENGTH: usize = 200;

/// An engine that tries one way after the other takes the more of them, the more repetitions and characters there are.
const MAX_REPETITIONS: usize = 12;
const MAX_CHARS: usize = 8;

/// Whether a text matches a pattern. `None`: that is not known.
pub(in super::super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    if let Some(class) = class(pattern) {
        let count = text.chars().count() as u64;
        let is_in = |letter: char| {
            let mut ranges = class.ranges.iter();
            ranges.any(|(first, last)| (*first..=*last).contains(&letter))
        };
        let is_counted = count >= class.min && class.max.is_none_or(|max| count <= max);
        return Some(is_counted && text.chars().all(is_in));
    }
    let repetitions = pattern.matches(['*', '+', '?', '{']).count();
    let is_quick = pattern.len() <= MAX_LENGTH
        && !pattern.contains(['(', '|'])
        && repetitions <= MAX_REPETITIONS
        && text.chars().count() <= MAX_CHARS;
    // In other dialects some of what stands behind a backslash is something else.
    if !is_quick || pattern.contains('\\') {
        return None;
    }
    let regex = Regex::new(pattern).ok()?;
    Some(regex.find(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn what_is_sure_is_told() {
        for (pattern, text, told) in [
            ("^[a-z]+$", "a", Some(true)),
            ("^[a-z]+$", "", Some(false)),
            ("^#[0-9A-F]{6}$", "#00FF7A", Some(true)),
            ("^#[0-9A-F]{6}$", "a", Some(false)),
            ("b", "abc", Some(true)),
            ("^(a|b)+$", "a", None),
            ("^#[0-9A-F]{6}$", "#00FF7A00FF7A", None),
            ("^[", "a", None),
        ] {
            assert_eq!(matches(pattern, text), told, "{pattern} {text}");
        }
    }
}
