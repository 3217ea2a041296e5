//! `allOf` whose members no value fits at once. That their types exclude each other is found by lowering, which merges
//! them; bounds and enums are merged there without a look at what remains.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use super::bounds::{self, PAIRS};
use super::composition::{Part, parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, ObjectKind, number, pointer};

/// Deeper than members of an `allOf` describe the same properties of properties.
const MAX_DEPTH: usize = 8;

/// Checks each `allOf`.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let mut seen = BTreeSet::new();
    for schema in checker.each(ObjectKind::Schema) {
        if schema.node.get("allOf").is_some() {
            let together = parts(checker.tree, &schema.pointer, schema.node);
            contradictions(checker, together, &mut seen, 0);
        }
    }
}

/// Reports what excludes each other among schemas that all hold for one value.
fn contradictions(
    checker: &mut Checker<'_, '_>,
    together: Vec<Part<'_>>,
    seen: &mut BTreeSet<Vec<String>>,
    depth: usize,
) {
    let together: Vec<Part<'_>> = together
        .into_iter()
        .filter(|(_, part)| restricts(part))
        .collect();
    let pointers = || together.iter().map(|(at, _)| at.clone()).collect();
    if together.len() < 2 || depth > MAX_DEPTH || !seen.insert(pointers()) {
        return;
    }
    exclusive_bounds(checker, &together);
    exclusive_enums(checker, &together);
    let mut properties: BTreeMap<&str, Vec<Part<'_>>> = BTreeMap::new();
    for (at, part) in &together {
        let place = pointer::child(at, "properties");
        let entries = part.get("properties").and_then(Node::as_mapping);
        for entry in entries.into_iter().flatten() {
            let property = (pointer::child(&place, &entry.key), &entry.value);
            properties.entry(&entry.key).or_default().push(property);
        }
    }
    for described in properties
        .into_values()
        .filter(|described| described.len() > 1)
    {
        // Lowering has said that their types exclude each other.
        let is_known = described.iter().any(|(at, _)| {
            let key = checker.tree.key(at).span.start;
            checker.known.contains(&(Code::AllOfConflict, key))
        });
        if !is_known {
            let parts = described
                .iter()
                .flat_map(|(at, schema)| parts(checker.tree, at, schema))
                .collect();
            contradictions(checker, parts, seen, depth + 1);
        }
    }
}

fn restricts(part: &Node) -> bool {
    ["properties", "enum"]
        .into_iter()
        .chain(
            PAIRS
                .into_iter()
                .flat_map(|(least, greatest, _)| [least, greatest]),
        )
        .any(|keyword| part.get(keyword).is_some())
}

fn exclusive_bounds(checker: &mut Checker<'_, '_>, together: &[Part<'_>]) {
    for pair in PAIRS {
        let (least, greatest, what) = pair;
        let bound = |part: &Node, keyword: &str| part.get(keyword).and_then(number::of).cloned();
        let mut low: Option<&Part<'_>> = None;
        let mut high: Option<&Part<'_>> = None;
        for part in together {
            let (_, schema) = part;
            let is_stricter = |other: Option<&Part<'_>>, keyword: &str, wanted| match (
                bound(schema, keyword),
                other.and_then(|(_, other)| bound(other, keyword)),
            ) {
                (Some(mine), Some(other)) => number::compare(&mine, &other) == wanted,
                (mine, _) => mine.is_some(),
            };
            if is_stricter(low, least, std::cmp::Ordering::Greater) {
                low = Some(part);
            }
            if is_stricter(high, greatest, std::cmp::Ordering::Less) {
                high = Some(part);
            }
        }
        if let (Some((low_at, low)), Some((high_at, high))) = (low, high)
            // Bounds of one schema have been looked at by themselves.
            && low_at != high_at
            && bounds::is_empty(low, high, pair)
        {
            let finding = bounds::excluding(
                checker,
                what,
                (low_at, low, least),
                (high_at, high, greatest),
            );
            checker.add(finding.help("these hold at once by `allOf`: correct one of the two"));
        }
    }
}

fn exclusive_enums(checker: &mut Checker<'_, '_>, together: &[Part<'_>]) {
    let mut enums = together
        .iter()
        .filter_map(|(at, part)| Some((at, part.get("enum")?.as_sequence()?)));
    let Some((first, values)) = enums.next() else {
        return;
    };
    let texts = |values: &[Node]| -> BTreeSet<String> {
        values
            .iter()
            .map(|value| value.to_json().to_string())
            .collect()
    };
    let mut remaining = texts(values);
    let mut earlier = first;
    for (at, values) in enums {
        let values = texts(values);
        remaining.retain(|value| values.contains(value));
        if remaining.is_empty() {
            let other = checker.keyword(earlier, "enum");
            let finding = Diagnostic::new(
                Code::AllOfConflict,
                checker.keyword(at, "enum"),
                "the enums that this `allOf` brings together have no value in common",
            )
            .related(other, "the other one is here")
            .help("give both the same values, or use `oneOf` if a value is of either");
            return checker.add_once(finding);
        }
        earlier = at;
    }
}
