//! The values that schemas hold: `enum` and `default`. Their examples are looked at with all others.

use std::collections::BTreeMap;

use super::Checker;
use super::examples::report;
use super::value::{Validator, describe};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Object, ObjectKind, pointer};

/// Checks the values of each `enum`, and each `default`.
pub(super) fn check<'a>(checker: &mut Checker<'a, '_>, validator: &mut Validator<'a>) {
    for schema in checker.each(ObjectKind::Schema) {
        let place = (schema.pointer.as_str(), schema.node);
        duplicates(checker, schema);
        let values = schema.node.get("enum").and_then(Node::as_sequence);
        for index in 0..values.map_or(0, <[Node]>::len) {
            let value = pointer::item(&schema.pointer, "enum", index);
            let found = validator.check_enum_value(place, &value);
            report(checker, Code::InvalidEnumValue, found, None);
        }
        if schema.node.get("default").is_some() {
            let value = pointer::child(&schema.pointer, "default");
            let found = validator.check("the default", place, &value, None);
            report(checker, Code::InvalidDefault, found, None);
        }
    }
}

fn duplicates(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let values = schema.node.get("enum").and_then(Node::as_sequence);
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (index, value) in values.unwrap_or_default().iter().enumerate() {
        let text = value.to_json().to_string();
        let Some(earlier) = first.get(&text) else {
            first.insert(text, index);
            continue;
        };
        let place = |index| pointer::item(&schema.pointer, "enum", index);
        let other = checker.tree.value(&place(*earlier));
        let finding = Diagnostic::new(
            Code::InvalidEnumValue,
            checker.tree.value(&place(index)),
            format!("{} is twice in this `enum`", describe(value)),
        )
        .related(other, "it is here already")
        .help("remove one of the two");
        checker.add(finding);
    }
}
