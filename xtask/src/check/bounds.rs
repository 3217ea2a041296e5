//! Bounds that exclude each other.

use std::cmp::Ordering;

use super::Checker;
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::{Node, ObjectKind, is_true, number, pointer};

/// The keywords that are the two ends of something, and what that is.
pub(super) const PAIRS: [(&str, &str, &str); 4] = [
    ("minimum", "maximum", "number"),
    ("minLength", "maxLength", "string"),
    ("minItems", "maxItems", "array"),
    ("minProperties", "maxProperties", "object"),
];

/// Checks the bounds of each schema.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    for schema in checker.each(ObjectKind::Schema) {
        for pair in PAIRS {
            let (least, greatest, what) = pair;
            if is_empty(schema.node, schema.node, pair) {
                let finding = excluding(
                    checker,
                    what,
                    (&schema.pointer, schema.node, least),
                    (&schema.pointer, schema.node, greatest),
                );
                checker.add(finding);
            }
        }
        let multiple = schema.node.get("multipleOf").and_then(number::of);
        if multiple.is_some_and(|multiple| multiple.as_f64().is_some_and(|value| value <= 0.0)) {
            let at = checker
                .tree
                .value(&pointer::child(&schema.pointer, "multipleOf"));
            checker.add(
                Diagnostic::new(
                    Code::InvalidValue,
                    at,
                    "`multipleOf` must be greater than 0: it is not checked",
                )
                .help("write how far the values are apart, or remove it"),
            );
        }
    }
}

/// Whether nothing is at once above the lower bound of one schema and below the upper bound of another.
pub(super) fn is_empty(low: &Node, high: &Node, pair: (&str, &str, &str)) -> bool {
    let (least, greatest, _) = pair;
    let (Some(min), Some(max)) = (
        low.get(least).and_then(number::of),
        high.get(greatest).and_then(number::of),
    ) else {
        return false;
    };
    match number::compare(min, max) {
        Ordering::Greater => true,
        Ordering::Equal => {
            least == "minimum" && (has(low, "exclusiveMinimum") || has(high, "exclusiveMaximum"))
        }
        Ordering::Less => false,
    }
}

/// The finding that two bounds exclude each other: each is the pointer of a schema, the schema and its keyword.
pub(super) fn excluding(
    checker: &Checker<'_, '_>,
    what: &str,
    low: (&str, &Node, &str),
    high: (&str, &Node, &str),
) -> Diagnostic {
    let written = |(pointer, schema, keyword): (&str, &Node, &str)| {
        let value = schema.get(keyword).and_then(number::of);
        let newer = checker
            .document
            .respelled(&pointer::child(pointer, keyword));
        if let (Some(keyword), Some(value)) = (newer, value) {
            return format!("`{keyword}: {value}`");
        }
        let exclusive = match keyword {
            "minimum" => has(schema, "exclusiveMinimum"),
            "maximum" => has(schema, "exclusiveMaximum"),
            _ => false,
        };
        let value = value.map_or_else(String::new, ToString::to_string);
        format!(
            "`{keyword}: {value}`{}",
            if exclusive { " (exclusive)" } else { "" }
        )
    };
    let place = |(pointer, _, keyword): (&str, &Node, &str)| -> Anchor {
        checker.tree.value(&pointer::child(pointer, keyword))
    };
    Diagnostic::new(
        Code::ImpossibleBounds,
        place(high),
        format!(
            "no {what} has both {} and {}: neither is checked",
            written(low),
            written(high)
        ),
    )
    .related(place(low), "the other bound")
    .help("correct one of the two")
}

fn has(schema: &Node, keyword: &str) -> bool {
    schema.get(keyword).is_some_and(is_true)
}
