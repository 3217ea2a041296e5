//! The values that schemas hold: `enum` and `default`. Their examples are looked at with all others.

use std::collections::BTreeMap;

use super::Checker;
use super::value::{self, Place, describe};
use crate::contract::NullInDoubt;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Node, Object, ObjectKind, is_true, pointer};
use crate::validate::canonical;

/// Checks the values of each `enum`, and each `default`.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    for schema in checker.each(ObjectKind::Schema) {
        duplicates(checker, schema);
        nothing(checker, schema);
        null_in_doubt(checker, schema);
        required_twice(checker, schema);
        let values = schema.node.get("enum").and_then(Node::as_sequence);
        let enum_values = (0..values.map_or(0, <[Node]>::len)).map(|index| {
            (
                Code::InvalidEnumValue,
                pointer::item(&schema.pointer, "enum", index),
            )
        });
        let default = schema.node.get("default").map(|_| {
            (
                Code::InvalidDefault,
                pointer::child(&schema.pointer, "default"),
            )
        });
        for (code, value) in enum_values.chain(default) {
            let place = Place {
                schema: &schema.pointer,
                value: &value,
                direction: None,
                user: None,
            };
            value::check(checker, code, &place);
        }
    }
}

/// An `enum` of no values, or of null alone where null is no value.
fn nothing(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let Some(values) = schema.node.get("enum").and_then(Node::as_sequence) else {
        return;
    };
    let version = checker.document.version;
    let is_nullable = schema.node.get("nullable").is_some_and(is_true);
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
            version.spelled(
                "add `nullable: true`, or list other values",
                "add `'null'` to `type`, or list other values",
            ),
        )
    } else {
        return;
    };
    let at = checker.keyword(&schema.pointer, "enum");
    checker.add(Diagnostic::new(Code::InvalidEnumValue, at, message).help(help));
}

/// A nullable `enum` without null, or null in an `enum` whose type excludes it: OpenAPI says that neither allows null, and
/// most documents mean that it does.
fn null_in_doubt(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let Some(doubt) = NullInDoubt::of(schema.node) else {
        return;
    };
    let version = checker.document.version;
    let values = pointer::child(&schema.pointer, "enum");
    let is_const = checker.document.respelled(&values).is_some();
    let (keyword, message, help) = match doubt {
        NullInDoubt::Unlisted if is_const => (
            "nullable",
            "null is a type here, and not the value of `const`: null is read as a value",
            "write `enum` with null and the value, or remove null from `type`",
        ),
        NullInDoubt::Unlisted => (
            "nullable",
            version.spelled(
                "null is no value of this `enum`, so `nullable` has no effect by OpenAPI: null is read as a value",
                "null is a type here, and no value of this `enum`: null is read as a value",
            ),
            version.spelled(
                "add null to the `enum`, or remove `nullable`",
                "add null to the `enum`, or remove it from `type`",
            ),
        ),
        NullInDoubt::Excluded => (
            "enum",
            "null is a value of this `enum`, and the type excludes it: null is read as a value",
            version.spelled(
                "add `nullable: true`, or remove null",
                "add `'null'` to `type`, or remove null",
            ),
        ),
    };
    let at = checker.keyword(&schema.pointer, keyword);
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
        let text = canonical(&value.to_json());
        let Some(earlier) = first.get(&text) else {
            first.insert(text, index);
            continue;
        };
        let place = |index| pointer::item(&schema.pointer, "enum", index);
        let other = checker.tree.value(&place(*earlier));
        let finding = Diagnostic::new(
            Code::InvalidEnumValue,
            checker.tree.value(&place(index)),
            format!("{} is twice in this `enum`", describe(&value.to_json())),
        )
        .related(other, "it is here already")
        .help("remove one of the two");
        checker.add(finding);
    }
}
