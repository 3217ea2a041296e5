//! What another signature of the same item does to code that uses it.

use super::Effect;

/// What it does to code that a signature is another one. Only the names of arguments are not part of the promise: a
/// wider argument would make `value.into()` ambiguous, and another answer is another type.
pub(super) fn effect(before: &str, after: &str) -> Effect {
    let is_function = before.contains("fn ");
    // Code would compile, and mean something else.
    let is_reordered = is_reordered(before, after);
    let same_types = is_function && without_argument_names(before) == without_argument_names(after);
    if before == after || same_types && !is_reordered {
        Effect::Nothing
    } else {
        Effect::Breaks
    }
}

/// Whether a function takes the same arguments in another order.
pub(in crate::diff) fn is_reordered(before: &str, after: &str) -> bool {
    let mut arguments = (arguments(before), arguments(after));
    let differ = arguments.0 != arguments.1;
    arguments.0.sort_unstable();
    arguments.1.sort_unstable();
    before.contains("fn ") && differ && arguments.0 == arguments.1
}

/// `pub fn a(self, b: C) -> D` as `pub fn a(self, C) -> D`.
fn without_argument_names(signature: &str) -> String {
    let Some((start, arguments, end)) = parts(signature) else {
        return signature.to_owned();
    };
    let types: Vec<&str> = split(arguments)
        .into_iter()
        .map(|argument| argument.split_once(": ").map_or(argument, |(_, ty)| ty))
        .collect();
    format!("{start}({}{end}", types.join(", "))
}

/// The arguments of a function with their types.
fn arguments(signature: &str) -> Vec<&str> {
    parts(signature)
        .map(|(_, arguments, _)| split(arguments))
        .unwrap_or_default()
}

/// What stands before the arguments of a function, these, and the rest.
fn parts(signature: &str) -> Option<(&str, &str, &str)> {
    let (start, rest) = signature.split_once('(')?;
    let end = rest.find(") -> ").or_else(|| rest.len().checked_sub(1))?;
    let (arguments, end) = rest.split_at_checked(end)?;
    Some((start, arguments, end))
}

/// The arguments, which may have commas inside of angle brackets.
fn split(arguments: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in arguments.char_indices() {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.extend(arguments.get(start..at).map(str::trim));
                start = at + 1;
            }
            _ => {}
        }
    }
    let last = arguments.get(start..).map(str::trim).unwrap_or_default();
    if !last.is_empty() {
        parts.push(last);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_arguments_mean_nothing() {
        for (before, after, expected) in [
            (
                "pub fn get(&self, id: impl Into<String>) -> Get",
                "pub fn get(&self, user: impl Into<String>) -> Get",
                Effect::Nothing,
            ),
            (
                "pub fn tags(self, tags: BTreeMap<String, i64>, x: bool) -> Self",
                "pub fn tags(self, a: BTreeMap<String, i64>, b: bool) -> Self",
                Effect::Nothing,
            ),
            (
                "pub fn tags(self, a: BTreeMap<String, i64>)",
                "pub fn tags(self, a: BTreeMap<String, i32>)",
                Effect::Breaks,
            ),
            (
                "pub fn a(self, b: i32)",
                "pub fn a(self, c: i32)",
                Effect::Nothing,
            ),
            (
                "pub fn a(self) -> Self",
                "pub async fn a(self) -> Self",
                Effect::Breaks,
            ),
            ("pub fn a(self) -> B", "pub fn a(self) -> C", Effect::Breaks),
            (
                "pub fn new(a: impl Into<String>, b: impl Into<String>) -> Self",
                "pub fn new(b: impl Into<String>, a: impl Into<String>) -> Self",
                Effect::Breaks,
            ),
            ("pub a: i32", "pub a: i64", Effect::Breaks),
            ("pub a: Option<i32>", "pub a: i32", Effect::Breaks),
            ("type A = String", "type A = Secret", Effect::Breaks),
        ] {
            assert_eq!(effect(before, after), expected, "{before} → {after}");
        }
    }
}
