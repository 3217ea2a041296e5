//! The values that schemas hold: `enum` and `default`. Their examples are looked at with all others.

use std::collections::BTreeMap;

use super::Checker;
use super::bounds::is_true;
use super::examples::report;
use super::value::{Validator, describe};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Node, Object, ObjectKind, pointer};

/// Checks the values of each `enum`, and each `default`.
pub(super) fn check<'a>(checker: &mut Checker<'a, '_>, validator: &mut Validator<'a>) {
    for schema in checker.each(ObjectKind::Schema) {
        let place = (schema.pointer.as_str(), schema.node);
        duplicates(checker, schema);
        nothing(checker, schema);
        required_twice(checker, schema);
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

/// An `enum` of no values, or of null alone where null is no value.
fn nothing(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let Some(values) = schema.node.get("enum").and_then(Node::as_sequence) else {
        return;
    };
    let is_nullable = is_true(schema.node, "nullable");
    // Without a type, null is how documents say that there is nothing.
    let has_type = schema.node.get("type").is_some();
    let (message, help) = if values.is_empty() {
        (
            "this `enum` has no values, and so has no effect",
            "list the values, or remove it",
        )
    } else if has_type && !is_nullable && values.iter().all(|value| value.to_json().is_null()) {
        (
            "null is the only value of this `enum`, and the schema does not allow it",
            "add `nullable: true`, or list other values",
        )
    } else {
        return;
    };
    let at = checker.keyword(&schema.pointer, "enum");
    checker.add(Diagnostic::new(Code::InvalidEnumValue, at, message).help(help));
}

fn required_twice(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let names = schema.node.get("required").and_then(Node::as_sequence);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, name) in names.unwrap_or_default().iter().enumerate() {
        let Some(text) = name.as_str() else { continue };
        let Some(earlier) = first.get(text) else {
            first.insert(text, index);
            continue;
        };
        let place = |index| pointer::item(&schema.pointer, "required", index);
        let finding = Diagnostic::new(
            Code::InvalidValue,
            checker.tree.value(&place(index)),
            format!("`{text}` is twice in `required`"),
        )
        .related(checker.tree.value(&place(*earlier)), "it is here already")
        .help("remove one of the two");
        checker.add_as(Severity::Warning, finding);
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
