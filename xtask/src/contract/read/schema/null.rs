//! Null: which of its spellings a schema has.

use std::collections::BTreeMap;

use super::source::{self, Source};
use crate::source::{Cursor, is_true};
use crate::source::{Node, NodeKind, Scalar};

/// Whether null is the only value. OpenAPI 3.0 has no type for it, and documents say it in one of these ways.
pub(super) fn is_null(node: &Node) -> bool {
    if let Some(values) = node.get("enum").and_then(Node::as_sequence) {
        return !values.is_empty() && values.iter().all(is_null_value);
    }
    let Some(keys) = node.as_mapping() else {
        return false;
    };
    let is_nullable = node.get("nullable").is_some_and(is_true);
    let says_more = keys
        .iter()
        .any(|entry| !matches!(entry.key.as_str(), "nullable" | "description" | "title"));
    is_nullable && !says_more
}

fn is_null_value(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::Null))
}

/// Deeper than schemas are put together.
const MAX_DEPTH: usize = 64;

/// Answers for schemas that have been asked.
pub(super) type Seen = BTreeMap<String, bool>;

/// Whether null is a value of all of these.
pub(super) fn are_nullable(sources: &[Source<'_>]) -> bool {
    let mut seen = Seen::new();
    sources
        .iter()
        .all(|source| is_nullable(&source.place, &mut seen, 0))
}

fn is_nullable(place: &Cursor<'_>, seen: &mut Seen, depth: usize) -> bool {
    let Some(place) = place.clone().resolved() else {
        return true;
    };
    if let Some(answer) = seen.get(&place.pointer) {
        return *answer;
    }
    seen.insert(place.pointer.clone(), false);
    let answer = depth < MAX_DEPTH && asked(&place, seen, depth);
    seen.insert(place.pointer.clone(), answer);
    answer
}

fn asked(place: &Cursor<'_>, seen: &mut Seen, depth: usize) -> bool {
    let node = place.node;
    let in_enum = node.get("enum").and_then(Node::as_sequence);
    if node.get("nullable").is_some_and(is_true)
        || in_enum.is_some_and(|values| values.iter().any(is_null_value))
    {
        return true;
    }
    let mut has_union = false;
    for keyword in ["oneOf", "anyOf"] {
        for member in place.child(keyword).into_iter().flat_map(|all| all.items()) {
            has_union = true;
            let target = member.clone().resolved();
            if target.is_some_and(|target| is_null(target.node))
                || is_nullable(&member, seen, depth + 1)
            {
                return true;
            }
        }
    }
    if has_union || source::restricts(node) {
        return false;
    }
    // All members must allow null. Those that are there to say something else do, for they allow anything.
    let mut members = place.child("allOf").into_iter().flat_map(|all| all.items());
    members.all(|member| is_nullable(&member, seen, depth + 1))
}
