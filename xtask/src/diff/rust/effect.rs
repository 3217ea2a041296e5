//! What a change of a public item does to code that uses it. No other file decides it.

use super::Effect;
use crate::surface::{Item, Signature};

/// The effect of removing an item. An unconfirmed one is no promise.
pub(super) fn of_removal(item: &Item) -> Effect {
    match item.unconfirmed {
        true => Effect::Nothing,
        false => Effect::Breaks,
    }
}

/// The effect of adding an item.
pub(super) fn of_addition(item: &Item) -> Effect {
    match &item.signature {
        // Implementations of the trait lack it.
        Signature::Text(text) if text.start.starts_with("required ") => Effect::Breaks,
        _ => Effect::Adds,
    }
}

/// The effect of changing an item whose signatures are these when aligned.
pub(super) fn of_change([old, new]: [&Item; 2], [before, after]: &[Signature; 2]) -> Effect {
    match (old.unconfirmed, new.unconfirmed) {
        (true, false) => Effect::Adds,
        (true, true) => Effect::Nothing,
        (false, true) => Effect::Breaks,
        (false, false) if !is_compatible(before, after) => Effect::Breaks,
        (false, false) if new.deprecated && !old.deprecated => Effect::Warns,
        (false, false) => Effect::Nothing,
    }
}

/// Whether code that compiles with one signature compiles with the other and means the same. Only the names of arguments
/// are not promised: a wider argument would make `value.into()` ambiguous, and another response is another type.
pub(super) fn is_compatible(before: &Signature, after: &Signature) -> bool {
    if before == after {
        return true;
    }
    let is_same = match (before, after) {
        (Signature::Function(a), Signature::Function(b)) => {
            (a.receiver, a.is_async, &a.output) == (b.receiver, b.is_async, &b.output)
                && have_same_types(&a.arguments, &b.arguments)
        }
        (Signature::Text(a), Signature::Text(b)) => {
            (&a.start, &a.end) == (&b.start, &b.end) && have_same_types(&a.arguments, &b.arguments)
        }
        _ => false,
    };
    is_same && !is_reordered(before, after)
}

/// Whether a function takes the same arguments in another order: calls compile, and mean something else.
pub(in crate::diff) fn is_reordered(before: &Signature, after: &Signature) -> bool {
    match (before, after) {
        (Signature::Function(a), Signature::Function(b)) => are_moved(&a.arguments, &b.arguments),
        (Signature::Text(a), Signature::Text(b)) => are_moved(&a.arguments, &b.arguments),
        _ => false,
    }
}

fn have_same_types<N, T: PartialEq>(a: &[(N, T)], b: &[(N, T)]) -> bool {
    a.iter().map(|(_, ty)| ty).eq(b.iter().map(|(_, ty)| ty))
}

fn are_moved<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a != b && a.len() == b.len() && a.iter().all(|argument| b.contains(argument))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_arguments_mean_nothing() {
        for (path, before, after, expected) in [
            (
                "types::A::get()",
                "pub fn get(&self, id: impl Into<String>) -> Get",
                "pub fn get(&self, user: impl Into<String>) -> Get",
                true,
            ),
            (
                "types::A::tags()",
                "pub fn tags(self, tags: BTreeMap<String, i64>, x: bool) -> Self",
                "pub fn tags(self, a: BTreeMap<String, i64>, b: bool) -> Self",
                true,
            ),
            (
                "types::A::tags()",
                "pub fn tags(self, a: BTreeMap<String, i64>)",
                "pub fn tags(self, a: BTreeMap<String, i32>)",
                false,
            ),
            (
                "A::a()",
                "pub fn a(self, b: impl Fn())",
                "pub fn a(self, c: impl Fn())",
                true,
            ),
            (
                "A::a()",
                "pub fn a(self) -> Self",
                "pub async fn a(self) -> Self",
                false,
            ),
            (
                "A::a()",
                "pub fn a(self) -> B",
                "pub fn a(self) -> C",
                false,
            ),
            (
                "A::new()",
                "pub fn new(a: impl Into<String>, b: impl Into<String>) -> Self",
                "pub fn new(b: impl Into<String>, a: impl Into<String>) -> Self",
                false,
            ),
            ("A::a", "pub a: i32", "pub a: i64", false),
            ("A::a", "pub a: Option<i32>", "pub a: i32", false),
            ("types::A", "type A = String", "type A = Secret", false),
        ] {
            let [before, after] = [before, after].map(|text| Item::read(path, text).signature);
            assert_eq!(
                is_compatible(&before, &after),
                expected,
                "{before:?} → {after:?}"
            );
        }
    }
}
