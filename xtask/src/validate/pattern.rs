//! Patterns: whether a string matches one, where that takes no time.

use std::collections::BTreeMap;

use regress::Regex;

use crate::api::CharClass;

/// Patterns, each compiled once.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: BTreeMap<String, Result<Regex, String>>,
}

/// Longer than any pattern that people write; the compiler goes deeper with each `|`.
const MAX_LENGTH: usize = 4000;

/// More often than real patterns repeat one character.
const MAX_TIMES: u64 = 1_000;

/// The most steps that matching one text may take.
const MAX_STEPS: u64 = 1_000_000;

/// The class of a pattern that is one, repeated: `^[a-z]+$`, `^\w+$`.
pub(crate) fn class(pattern: &str) -> Option<CharClass> {
    CharClass::parse(pattern).or_else(|| {
        let rest = pattern.strip_prefix("^\\")?;
        let mut rest = rest.chars();
        let letter = rest.next().filter(|letter| matches!(letter, 'd' | 'w'))?;
        CharClass::parse(&format!("^[\\{letter}]{}", rest.as_str()))
    })
}

/// Whether a string certainly matches a pattern, or certainly does not.
pub(crate) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let matched = is_portable(pattern).then(|| Patterns::default().matches(pattern, text));
    matched.flatten().map(|(is_match, _)| is_match)
}

/// Whether other dialects read a pattern in the same way: some of what is behind a backslash is something else there.
pub(super) fn is_portable(pattern: &str) -> bool {
    !pattern.contains('\\') || class(pattern).is_some()
}

impl Patterns {
    /// Why a pattern is not a regular expression.
    pub(crate) fn problem(&mut self, pattern: &str) -> Option<&str> {
        self.compiled(pattern)?.as_ref().err().map(String::as_str)
    }

    /// The compiled pattern, or why there is none; `None` if it is too long to try.
    fn compiled(&mut self, pattern: &str) -> Option<&Result<Regex, String>> {
        if pattern.len() > MAX_LENGTH {
            return None;
        }
        Some(
            self.compiled
                .entry(pattern.to_owned())
                .or_insert_with(|| Regex::new(pattern).map_err(|error| lowercase(&error.text))),
        )
    }

    /// Whether a pattern matches somewhere in a string, and the steps that this took. `None` if unknown:
    /// the pattern is wrong, or could take forever.
    pub(crate) fn matches(&mut self, pattern: &str, text: &str) -> Option<(bool, u64)> {
        if pattern.len() > MAX_LENGTH {
            return None;
        }
        if let Some(class) = class(pattern) {
            let count = text.chars().count() as u64;
            let fits = count >= class.min
                && class.max.is_none_or(|max| count <= max)
                && text.chars().all(|c| {
                    class
                        .ranges
                        .iter()
                        .any(|(first, last)| (first..=last).contains(&&c))
                });
            return Some((fits, count.saturating_mul(class.ranges.len() as u64)));
        }
        let steps = steps(pattern, text.len() as u64 + 1);
        let Some(Ok(regex)) = self.compiled(pattern) else {
            return None;
        };
        (steps <= MAX_STEPS).then(|| (regex.find(text).is_some(), steps))
    }
}

/// An upper bound for the steps of an engine that tries one way after the other, as those for this dialect do: each
/// repetition can end anywhere, and one inside of another multiplies with every character.
fn steps(pattern: &str, length: u64) -> u64 {
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    let mut choices: u32 = 0;
    let mut open: Vec<u32> = Vec::new();
    let mut last_group: Option<u32> = None;
    let mut nested = false;
    // A pattern without `^` is tried from each character on.
    let mut total = length;
    while let Some(char) = chars.next() {
        let group = last_group.take();
        match char {
            '\\' => drop(chars.next()),
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => {
                open.push(choices);
                if chars.peek() == Some(&'?') {
                    chars.next();
                }
            }
            ')' => last_group = open.pop().map(|before| choices.saturating_sub(before)),
            '|' | '?' => {
                choices += 1;
                total = total.saturating_mul(2);
            }
            '*' | '+' => {
                nested |= group.is_some_and(|inner| inner > 0);
                choices += 1;
                total = total.saturating_mul(length);
            }
            '{' => {
                nested |= group.is_some_and(|inner| inner > 0);
                let count: String = chars.clone().take_while(|c| *c != '}').collect();
                if count.contains(',') {
                    choices += 1;
                    total = total.saturating_mul(length);
                }
                // What takes no character can be repeated where nothing is left of the string.
                let times = times(&count);
                if group.is_some() || times > MAX_TIMES {
                    total = total.saturating_mul(times);
                }
            }
            _ => {}
        }
    }
    if nested {
        let ways = u64::from(choices) + 1;
        return ways.saturating_pow(u32::try_from(length).unwrap_or(u32::MAX));
    }
    total
}

/// The greatest number in what a quantifier has in its braces, and at least 1.
fn times(count: &str) -> u64 {
    let is_number =
        |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = count.split(',').filter(is_number);
    let numbers = numbers.map(|text| text.parse().unwrap_or(u64::MAX));
    numbers.max().unwrap_or(1).max(1)
}

fn lowercase(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching() {
        let mut patterns = Patterns::default();
        let mut matches = |pattern, text| patterns.matches(pattern, text).map(|(fits, _)| fits);
        assert_eq!(matches("^[a-z]{2,3}$", "ab"), Some(true));
        assert_eq!(matches("^[a-z]{2,3}$", "abcd"), Some(false));
        assert_eq!(matches(r"^\d+-\d+$", "12-3"), Some(true));
        assert_eq!(matches(r"^\d+-\d+$", "12-"), Some(false));
        assert_eq!(matches("b", "abc"), Some(true), "anywhere");
        assert_eq!(
            matches("^(a|b)$", "c"),
            Some(false),
            "choices that are not repeated"
        );
        assert_eq!(matches("(", "a"), None, "not a pattern");
    }

    #[test]
    fn what_could_take_forever_is_not_tried() {
        let mut patterns = Patterns::default();
        let text = "a".repeat(60) + "!";
        for pattern in [
            "^(a+)+$",
            "^(a|a)*$",
            "^(a|a){60}$",
            "^a*a*a*a*a*a*a*a*$",
            "^((a?)(a?))*$",
            "^(a{0000000000000000000000000000000000000001,}){1,}$",
            r"(\b){4000000000}",
            r"((\b){1000}){1000}",
        ] {
            assert_eq!(patterns.matches(pattern, &text), None, "{pattern}");
        }
        assert!(patterns.matches(&"a|".repeat(100_000), "a").is_none());
        assert!(patterns.matches(&"(".repeat(3000), "a").is_none());
    }
}
