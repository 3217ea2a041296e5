//! Patterns that are not regular expressions of ECMA 262, or are other ones than they look.

use super::Checker;
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::{Entry, Node, Object, ObjectKind, Version, pointer};

/// Reports patterns that are no regular expressions, or are other ones than they look.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    for schema in checker.each(ObjectKind::Schema) {
        if let Some(pattern) = schema.node.get("pattern").and_then(Node::as_str) {
            let place = pointer::child(&schema.pointer, "pattern");
            check_one(checker, pattern, checker.tree.value(&place));
        }
        let matching = schema.node.get("patternProperties");
        let matching = matching.filter(|_| checker.document.version == Version::V31);
        for entry in matching.and_then(Node::as_mapping).into_iter().flatten() {
            let place = pointer::join(&schema.pointer, &["patternProperties", &entry.key]);
            check_one(checker, &entry.key, checker.tree.key(&place));
            named_too(checker, schema, entry);
        }
    }
}

/// Reports a pattern that matches a property with a schema of its own.
fn named_too(checker: &mut Checker<'_, '_>, schema: &Object<'_>, matching: &Entry) {
    let named = schema.node.get("properties").and_then(Node::as_mapping);
    let pattern = &matching.key;
    let mut named = named.into_iter().flatten();
    let both = named.find(|it| {
        let matched = checker.budget.patterns.matches(pattern, &it.key);
        matched.is_some_and(|(is_match, _)| is_match)
    });
    let Some(both) = both.filter(|_| matching.value.as_mapping().is_none_or(|it| !it.is_empty()))
    else {
        return;
    };
    let name = &both.key;
    let place = |keys: [&str; 2]| checker.tree.key(&pointer::join(&schema.pointer, &keys));
    let message =
        format!("this pattern has no effect on `{name}`, which `properties` describes too");
    let finding = Diagnostic::new(
        Code::Unsupported,
        place(["patternProperties", pattern]),
        message,
    );
    let finding = finding.related(place(["properties", name]), "the property");
    checker.add_as(
        Severity::Warning,
        finding.help("describe all that holds for it in `properties`"),
    );
}

fn check_one(checker: &mut Checker<'_, '_>, pattern: &str, at: Anchor) {
    if let Some(problem) = checker.budget.patterns.problem(pattern) {
        let message = format!("the pattern is not a regular expression: {problem}");
        let finding = Diagnostic::new(Code::InvalidPattern, at, message);
        checker.add(finding.help(fix(pattern)));
    } else if let Some((anchor, instead)) = foreign_anchor(pattern) {
        let message = format!("`{anchor}` means a letter in this dialect, not a place");
        let finding = Diagnostic::new(Code::InvalidPattern, at, message);
        checker.add(finding.help(format!("write `{instead}`")));
    }
}

fn fix(pattern: &str) -> String {
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

/// What other dialects have for the ends of a string, and this one takes for letters.
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
