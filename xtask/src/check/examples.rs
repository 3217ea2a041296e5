//! Examples: of schemas, parameters, headers and bodies.

use std::collections::BTreeSet;

use super::Checker;
use super::value::{self, Place};
use crate::api::MediaKind;
use crate::diagnostic::{Anchor, Code};
use crate::source::{
    Cursor, Direction, Node, NodeKind, Object, ObjectKind, Scalar, Version, pointer,
};

/// What has been checked: a value, a schema and a direction. An example is often used for several media types.
type Seen = BTreeSet<(String, String, Option<Direction>)>;

/// Checks every example.
pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let mut seen = Seen::new();
    for object in checker.objects {
        if object.reference().is_some() {
            continue;
        }
        match object.kind {
            ObjectKind::Schema => of_schema(checker, object),
            ObjectKind::Parameter | ObjectKind::Header => of(checker, object, &mut seen),
            ObjectKind::MediaType if has_structure(object) => of(checker, object, &mut seen),
            _ => {}
        }
    }
}

/// Checks `example` of a schema, and `examples` if it is one of OpenAPI 3.1.
fn of_schema(checker: &mut Checker<'_, '_>, schema: &Object<'_>) {
    let mut values = Vec::new();
    let example = pointer::child(&schema.pointer, "example");
    // One that is written as the first of `examples` is among those.
    if has_example(schema.node) && checker.document.respelled(&example).is_none() {
        values.push(example);
    }
    if let Some(examples) = schema.node.get("examples").and_then(Node::as_sequence)
        && checker.document.version == Version::V31
    {
        let indices = 0..examples.len();
        values.extend(indices.map(|index| pointer::item(&schema.pointer, "examples", index)));
    }
    for value in values {
        let place = Place {
            schema: &schema.pointer,
            value: &value,
            direction: schema.direction,
            user: None,
        };
        value::check(checker, Code::InvalidExample, &place);
    }
}

/// Checks `example` and `examples` beside a `schema`.
fn of(checker: &mut Checker<'_, '_>, holder: &Object<'_>, seen: &mut Seen) {
    let Some(holder_at) = Cursor::at(checker.tree, &holder.pointer) else {
        return;
    };
    let Some(schema) = holder_at.child("schema").and_then(Cursor::resolved) else {
        return;
    };
    let mut values: Vec<(String, Option<Anchor>)> = Vec::new();
    if has_example(holder.node) {
        values.push((pointer::child(&holder.pointer, "example"), None));
    }
    let named = holder_at.child("examples").map(|named| named.entries());
    for entry in named.into_iter().flatten() {
        let user = entry.anchor();
        if let Some(example) = entry.resolved()
            && let Some(value) = example.child("value")
        {
            let user = (example.pointer != user.pointer).then_some(user);
            values.push((value.pointer, user));
        }
    }
    for (value, user) in values {
        let is_string = checker.tree.get(&value).is_some_and(is_string);
        if is_string && holder.kind != ObjectKind::MediaType && is_written_out(schema.node) {
            continue;
        }
        if seen.insert((value.clone(), schema.pointer.clone(), holder.direction)) {
            let place = Place {
                schema: &schema.pointer,
                value: &value,
                direction: holder.direction,
                user: user.as_ref(),
            };
            value::check(checker, Code::InvalidExample, &place);
        }
    }
}

/// Exporters write `example: null` where there is none.
fn has_example(holder: &Node) -> bool {
    let example = holder.get("example").map(|example| &example.kind);
    !matches!(example, None | Some(NodeKind::Scalar(Scalar::Null)))
}

/// The example of an array or an object may be the string that it becomes in a URL or a header: OpenAPI 3.0, Parameter Object,
/// "in the correct format as specified in the parameter encoding".
fn is_written_out(schema: &Node) -> bool {
    let name = schema.get("type").and_then(Node::as_str);
    matches!(name, Some("array" | "object"))
}

fn is_string(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::String(_)))
}

/// Whether examples of a media type are values, not the text of a body: XML and the like cannot be written in YAML.
fn has_structure(media_type: &Object<'_>) -> bool {
    match MediaKind::of(&pointer::last_key(&media_type.pointer)) {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => true,
        MediaKind::Text
        | MediaKind::Xml
        | MediaKind::Events
        | MediaKind::JsonLines
        | MediaKind::Binary => false,
    }
}
