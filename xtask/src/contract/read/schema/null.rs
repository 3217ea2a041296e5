//! Null: which of its spellings a schema has.

use std::collections::BTreeMap;

use super::source::{self, Source};
use crate::source::limits::MAX_DEPTH;
use crate::source::{Cursor, Node, NodeKind, Scalar, is_true};

/// Whether null is the only value. OpenAPI 3.0 has no type for it, and documents use one of these: an `enum` of null, and a
/// nullable schema without restrictions.
pub(super) fn is_null(place: &Cursor<'_>) -> bool {
    let Some(place) = place.clone().resolved() else {
        return false;
    };
    let node = place.node;
    if let Some(values) = node.get("enum").and_then(Node::as_sequence) {
        return !values.is_empty() && values.iter().all(is_null_value);
    }
    node.get("nullable").is_some_and(is_true) && !source::says_something(node)
}

fn is_null_value(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::Null))
}

/// Why OpenAPI does not allow null in an `enum`, though the document most likely means that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NullInDoubt {
    /// The schema is nullable, and does not list null.
    Unlisted,
    /// The schema lists null, and its type excludes it.
    Excluded,
}

impl NullInDoubt {
    /// Whether that is so of a schema.
    pub(crate) fn of(schema: &Node) -> Option<Self> {
        let values = schema.get("enum").and_then(Node::as_sequence)?;
        let is_nullable = schema.get("nullable").is_some_and(is_true);
        let is_listed = values.iter().any(is_null_value);
        let others = !values.iter().all(is_null_value);
        match (is_nullable, is_listed) {
            (true, false) if others => Some(Self::Unlisted),
            (false, true) if others && schema.get("type").is_some() => Some(Self::Excluded),
            _ => None,
        }
    }
}

/// Whether null is a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nullable {
    No,
    /// Yes, for nothing at all is said of values.
    Unstated,
    Yes,
    /// Yes, by a `nullable` beside references and compositions that exclude null. OpenAPI gives it no effect there, but
    /// documents mean it.
    Inferred,
}

/// The results for schemas that have been visited.
type Seen = BTreeMap<String, Nullable>;

/// Whether null is a value of all of these.
pub(super) fn are_nullable(sources: &[Source<'_>]) -> Nullable {
    let mut seen = Seen::new();
    of_all(
        sources
            .iter()
            .map(|source| nullable(&source.place, &mut seen, 0)),
    )
}

fn of_all(mut parts: impl Iterator<Item = Nullable>) -> Nullable {
    let all = parts.try_fold(Nullable::Unstated, |all, part| match (all, part) {
        (_, Nullable::No) => None,
        (Nullable::Inferred, _) | (_, Nullable::Inferred) => Some(Nullable::Inferred),
        (Nullable::Yes, _) | (_, Nullable::Yes) => Some(Nullable::Yes),
        (Nullable::Unstated | Nullable::No, Nullable::Unstated) => Some(Nullable::Unstated),
    });
    all.unwrap_or(Nullable::No)
}

fn nullable(place: &Cursor<'_>, seen: &mut Seen, depth: usize) -> Nullable {
    if place.node.get("$ref").is_none() {
        return asked(place, seen, depth);
    }
    let Some(place) = place.clone().resolved() else {
        return Nullable::Unstated;
    };
    if let Some(known) = seen.get(&place.pointer) {
        return *known;
    }
    seen.insert(place.pointer.clone(), Nullable::No);
    let found = match depth < MAX_DEPTH {
        true => asked(&place, seen, depth),
        false => Nullable::No,
    };
    seen.insert(place.pointer, found);
    found
}

fn asked(place: &Cursor<'_>, seen: &mut Seen, depth: usize) -> Nullable {
    let node = place.node;
    let in_enum = node.get("enum").and_then(Node::as_sequence);
    let is_stated = node.get("nullable").is_some_and(is_true);
    if in_enum.is_some_and(|values| values.iter().any(is_null_value)) {
        return Nullable::Yes;
    }
    match (composed(place, seen, depth), is_stated) {
        (Nullable::No, true) if is_composed(node) => Nullable::Inferred,
        (_, true) => Nullable::Yes,
        (found, false) => found,
    }
}

fn is_composed(node: &Node) -> bool {
    let mut keywords = ["allOf", "oneOf", "anyOf"].into_iter();
    keywords.any(|keyword| node.get(keyword).is_some())
}

/// What a schema says of null, apart from its own `nullable` and `enum`.
fn composed(place: &Cursor<'_>, seen: &mut Seen, depth: usize) -> Nullable {
    let node = place.node;
    let items = |keyword: &str| {
        let list = place.child(keyword);
        list.map(|list| list.items()).unwrap_or_default()
    };
    let mut of_union = None;
    for member in items("oneOf").into_iter().chain(items("anyOf")) {
        let member = match is_null(&member) {
            true => Nullable::Yes,
            false => nullable(&member, seen, depth + 1),
        };
        of_union = match (of_union, member) {
            (_, Nullable::Yes) => return Nullable::Yes,
            (_, Nullable::Inferred) => Some(member),
            (Some(Nullable::Inferred), Nullable::Unstated) => of_union,
            (_, Nullable::Unstated) => Some(member),
            (known, Nullable::No) => known.or(Some(member)),
        };
    }
    if let Some(found) = of_union {
        return found;
    }
    // All members must allow null. Those that are there to say something else do, for they allow anything.
    let of_members = of_all(
        items("allOf")
            .iter()
            .map(|member| nullable(member, seen, depth + 1)),
    );
    match of_members {
        // A type beside a reference repeats what that says.
        found @ (Nullable::Yes | Nullable::Inferred) if !source::narrows_type(node) => found,
        found if !source::restricts(node) => found,
        _ => Nullable::No,
    }
}
