//! Patterns: whether they are regular expressions of ECMA 262, and whether a text matches one.

use std::collections::BTreeMap;

use regress::Regex;

use super::Checker;
use crate::api::CharClass;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, ObjectKind, pointer};

/// The patterns of a document, each compiled once.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    compiled: BTreeMap<String, Result<Regex, String>>,
}

/// Longer than any pattern that people write; the compiler goes deeper with each `|`.
const MAX_LENGTH: usize = 4000;

/// Longer than the two counts of a repetition.
const MAX_COUNT: usize = 40;

/// The most steps that matching one text may take.
const MAX_STEPS: u64 = 1_000_000;

/// Reports patterns that are no regular expressions, or are other ones than they look.
pub(super) fn check(checker: &mut Checker<'_, '_>, patterns: &mut Patterns) {
    for schema in checker.each(ObjectKind::Schema) {
        let Some(pattern) = schema.node.get("pattern").and_then(Node::as_str) else {
            continue;
        };
        let at = checker
            .tree
            .value(&pointer::child(&schema.pointer, "pattern"));
        if let Some(Err(problem)) = patterns.compiled(pattern) {
            let message = format!("the pattern is not a regular expression: {problem}");
            let finding = Diagnostic::new(Code::InvalidPattern, at, message);
            checker.add(finding.help(way_out(pattern)));
        } else if let Some((anchor, instead)) = foreign_anchor(pattern) {
            let message = format!("`{anchor}` means a letter in this dialect, not a place");
            let finding = Diagnostic::new(Code::InvalidPattern, at, message);
            checker.add(finding.help(format!("write `{instead}`")));
        }
    }
}

impl Patterns {
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

    /// Whether a pattern matches somewhere in a text, and the steps that it took to tell. `None` if that cannot be told:
    /// the pattern is wrong, or could take forever.
    pub(super) fn matches(&mut self, pattern: &str, text: &str) -> Option<(bool, u64)> {
        if pattern.len() > MAX_LENGTH {
            return None;
        }
        if let Some(class) = CharClass::parse(pattern) {
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
                let count: String = chars
                    .clone()
                    .take(MAX_COUNT)
                    .take_while(|c| *c != '}')
                    .collect();
                if count.contains(',') {
                    choices += 1;
                    total = total.saturating_mul(length);
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

fn way_out(pattern: &str) -> String {
    if let Some((bracket, at)) = unclosed(pattern) {
        let closing = if bracket == '[' { ']' } else { ')' };
        return format!(
            "the `{bracket}` at character {at} is never closed: add the `{closing}`, or write `\\{bracket}` if it stands for itself"
        );
    }
    let text = if pattern.contains("(?P<") {
        "a named group is written `(?<name>…)`"
    } else if ["(?i)", "(?s)", "(?m)", "(?x)", "(?u)", "(?-"]
        .iter()
        .any(|flag| pattern.contains(flag))
    {
        "there are no flags inside a pattern: write `[Aa]` for both cases"
    } else if pattern.contains("(?>") || pattern.contains("++") || pattern.contains("*+") {
        "there are no atomic groups and no possessive repetitions: write `(?:…)`, `+` or `*`"
    } else {
        "write it in the dialect of ECMA 262, as in JavaScript; put a backslash before a character that stands for itself"
    };
    text.to_owned()
}

/// The last bracket that is open at the end of a pattern, and which character it is, from 1.
fn unclosed(pattern: &str) -> Option<(char, usize)> {
    let mut groups = Vec::new();
    let mut class = None;
    let mut chars = pattern.chars().zip(1..);
    while let Some((char, at)) = chars.next() {
        match char {
            '\\' => {
                chars.next();
            }
            '[' if class.is_none() => class = Some((char, at)),
            ']' => class = None,
            '(' if class.is_none() => groups.push((char, at)),
            ')' if class.is_none() => {
                groups.pop();
            }
            _ => {}
        }
    }
    class.or_else(|| groups.pop())
}

/// What other dialects have for the ends of a text, and this one takes for letters.
fn foreign_anchor(pattern: &str) -> Option<(&'static str, &'static str)> {
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        if char == '\\' {
            match chars.next() {
                Some('A') => return Some(("\\A", "^")),
                Some('Z') => return Some(("\\Z", "$")),
                Some('z') => return Some(("\\z", "$")),
                _ => {}
            }
        }
    }
    None
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
        ] {
            assert_eq!(patterns.matches(pattern, &text), None, "{pattern}");
        }
        assert!(patterns.matches(&"a|".repeat(100_000), "a").is_none());
        assert!(patterns.matches(&"(".repeat(3000), "a").is_none());
    }
}
