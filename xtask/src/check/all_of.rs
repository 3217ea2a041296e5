//! `allOf` whose members no value fits at once. That their types exclude each other is found by lowering, which merges
//! them; bounds and enums are merged there without a look at what remains.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use super::bounds::{self, PAIRS};
use crate::contract::parts_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Cursor, Node, ObjectKind, number};

/// Deeper than members of an `allOf` describe the same properties of properties.
const MAX_DEPTH: usize = 8;

/// Checks each `allOf`.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let mut seen = BTreeSet::new();
    for schema in checker.each(ObjectKind::Schema) {
        if schema.node.get("allOf").is_some() {
            let together = Cursor::at(checker.tree, &schema.pointer).into_iter();
            contradictions(checker, together.flat_map(parts_of).collect(), &mut seen, 0);
        }
    }
}

/// Reports what excludes each other among schemas that all hold for one value.
fn contradictions(
    checker: &mut Checker<'_, '_>,
    together: Vec<Cursor<'_>>,
    seen: &mut BTreeSet<Vec<String>>,
    depth: usize,
) {
    let together: Vec<Cursor<'_>> = together
        .into_iter()
        .filter(|part| restricts(part.node))
        .collect();
    let pointers = together.iter().map(|part| part.pointer.clone()).collect();
    if together.len() < 2 || depth > MAX_DEPTH || !seen.insert(pointers) {
        return;
    }
    exclusive_bounds(checker, &together);
    exclusive_enums(checker, &together);
    let mut properties: BTreeMap<String, Vec<Cursor<'_>>> = BTreeMap::new();
    for part in &together {
        let all = part.child("properties").map(|all| all.entries());
        for property in all.into_iter().flatten() {
            properties.entry(property.key()).or_default().push(property);
        }
    }
    for described in properties.into_values().filter(|all| all.len() > 1) {
        // Lowering has reported that their types exclude each other.
        let is_known = described.iter().any(|property| {
            let at = property.anchor().span.start;
            checker.known.contains(&(Code::AllOfConflict, at))
        });
        if !is_known {
            let parts = described.into_iter().flat_map(parts_of).collect();
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

fn exclusive_bounds(checker: &mut Checker<'_, '_>, together: &[Cursor<'_>]) {
    for pair in PAIRS {
        let (least, greatest, what) = pair;
        let bound = |part: &Node, keyword: &str| part.get(keyword).and_then(number::of).cloned();
        let mut low: Option<&Cursor<'_>> = None;
        let mut high: Option<&Cursor<'_>> = None;
        for part in together {
            let is_stricter = |other: Option<&Cursor<'_>>, keyword: &str, wanted| match (
                bound(part.node, keyword),
                other.and_then(|other| bound(other.node, keyword)),
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
        if let (Some(low), Some(high)) = (low, high)
            // Bounds of one schema have been looked at by themselves.
            && low.pointer != high.pointer
            && bounds::is_empty(low.node, high.node, pair)
        {
            let finding = bounds::excluding(
                checker,
                what,
                (&low.pointer, low.node, least),
                (&high.pointer, high.node, greatest),
            );
            checker.add(finding.help("these hold at once by `allOf`: correct one of the two"));
        }
    }
}

fn exclusive_enums(checker: &mut Checker<'_, '_>, together: &[Cursor<'_>]) {
    let mut enums = together
        .iter()
        .filter_map(|part| Some((part, part.node.get("enum")?.as_sequence()?)));
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
    for (part, values) in enums {
        let values = texts(values);
        remaining.retain(|value| values.contains(value));
        if remaining.is_empty() {
            let other = checker.keyword(&earlier.pointer, "enum");
            let finding = Diagnostic::new(
                Code::AllOfConflict,
                checker.keyword(&part.pointer, "enum"),
                "the enums that this `allOf` brings together have no value in common: it is read as any value",
            )
            .related(other, "the other one is here")
            .help("give both the same values, or use `oneOf` if a value is of either");
            return checker.add_once(finding);
        }
        earlier = part;
    }
}
