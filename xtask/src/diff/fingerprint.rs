//! [`fingerprint`]: what a change is known by when it comes again.

use serde_json::Value;

use super::change::{Reach, Side};
use super::{Change, Rule};
use crate::diagnostic::Anchor;
use crate::fnv::fnv;
use crate::source::pointer::is_within;

/// Where a change is, for people and for the list of accepted changes: lines move, pointers do so less. What is gone from
/// a schema, or new in it, is where it was or is, not the schema.
pub(super) fn place(change: &Change) -> &str {
    match (&change.place, pointer(&change.base, &change.head)) {
        (Some(place), _) => place,
        (None, Some((_, pointer))) => pointer,
        (None, None) => &change.subject,
    }
}

/// Where a change was in the document before, if that is neither its place nor the object around it.
pub(super) fn base_place(change: &Change) -> Option<String> {
    let (Some((Side::Head, at)), Some(base)) = (pointer(&change.base, &change.head), &change.base)
    else {
        return None;
    };
    let (was, at) = (without_indices(&base.pointer), without_indices(at));
    (was != at && !is_below(&at, &was)).then_some(was)
}

/// The other places of a change, each with where it was if that is another one.
pub(super) fn also(change: &Change) -> Vec<String> {
    let places = change.also.iter().map(|it| {
        let [base, head] =
            [&it.base, &it.head].map(|at| at.as_ref().map(|at| without_indices(&at.pointer)));
        let place = it.place.clone();
        match (base, head) {
            (Some(base), Some(head)) if base != head => {
                format!("{} (was {base})", place.unwrap_or(head))
            }
            (base, head) => place.or(head).or(base).unwrap_or_default(),
        }
    });
    places.collect()
}

/// In which document a change is, and where.
pub(super) fn pointer<'a>(
    base: &'a Option<Anchor>,
    head: &'a Option<Anchor>,
) -> Option<(Side, &'a str)> {
    match (base, head) {
        (Some(base), Some(head)) if is_below(&base.pointer, &head.pointer) => {
            Some((Side::Base, &base.pointer))
        }
        (_, Some(head)) => Some((Side::Head, &head.pointer)),
        (Some(base), None) => Some((Side::Base, &base.pointer)),
        (None, None) => None,
    }
}

/// Whether a place is inside of another.
pub(super) fn is_below(inner: &str, outer: &str) -> bool {
    inner != outer && is_within(inner, outer)
}

/// The rule that an accepted change is known by. Whether an operation is removed before its `x-sunset` depends on the day,
/// so both rules are one.
pub(super) fn rule(change: &Change) -> &'static str {
    let rule = match change.rule {
        Rule::DeprecatedOperationRemoved if change.facts.contains_key("sunset") => {
            Rule::OperationRemoved
        }
        rule => rule,
    };
    rule.as_str()
}

/// A number of 16 hexadecimal digits for rule, direction, locations before and after, facts and reached operations of a
/// change. Its wording and its lines are not part of it, so it stays the same after both have changed.
pub(super) fn fingerprint(change: &Change) -> String {
    let direction = match change.direction {
        Some(direction) => format!("{direction:?}"),
        None => "Both".to_owned(),
    };
    let rule = rule(change);
    let mut text = format!("{rule}\n{direction}\n{}\n", place(change));
    for at in [&change.base, &change.head] {
        let pointer = at.as_ref().map(|at| without_indices(&at.pointer));
        text.push_str(pointer.as_deref().unwrap_or("none"));
        text.push('\n');
    }
    for place in also(change) {
        text.push_str(&format!("also {place}\n"));
    }
    for Reach { operation, part } in &change.reach {
        text.push_str(&format!("{operation} {part}\n"));
    }
    for (name, value) in &change.facts {
        text.push_str(name);
        text.push('=');
        text.push_str(&ordered(value));
        text.push('\n');
    }
    format!("{:016x}", fnv(text.as_bytes()))
}

/// A pointer without the indices of parameters: the index of one changes with the parameters before it, and its place is
/// known by name.
fn without_indices(pointer: &str) -> String {
    let mut keys: Vec<&str> = Vec::new();
    for key in pointer.split('/') {
        let is_index = keys.last() == Some(&"parameters") && key.parse::<usize>().is_ok();
        keys.push(if is_index { "_" } else { key });
    }
    keys.join("/")
}

/// A value with the keys of its objects in one order, whatever that of the document is.
pub(super) fn ordered(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let mut entries: Vec<(&String, &Value)> = entries.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in entries {
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(value, text);
                text.push(',');
            }
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_have_no_order() {
        let written = |value: Value| ordered(&value);
        assert_eq!(
            written(json!({"a": [1, {"c": 2, "b": 3}]})),
            r#"{"a":[1,{"b":3,"c":2,},],}"#
        );
        assert_eq!(
            written(json!({"b": 1, "a": 2})),
            written(json!({"a": 2, "b": 1}))
        );
        assert_ne!(written(json!(["a", "b"])), written(json!(["ab"])));
    }
}
