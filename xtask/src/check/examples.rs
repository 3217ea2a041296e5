//! Examples: of schemas, parameters, headers and bodies.

use std::collections::BTreeSet;

use super::value::{Mismatch, Validator};
use super::{Checker, follow};
use crate::api::MediaKind;
use crate::diagnostic::{Anchor, Code, Diagnostic};
use crate::source::{Direction, Node, NodeKind, Object, ObjectKind, Scalar, pointer};

/// What has been checked: a value, a schema and a direction. An example is often used for several media types.
type Seen = BTreeSet<(String, String, Option<Direction>)>;

/// Checks every example.
pub(super) fn check<'a>(checker: &mut Checker<'a, '_>, validator: &mut Validator<'a>) {
    let mut seen = Seen::new();
    for object in checker.objects {
        if object.reference().is_some() {
            continue;
        }
        match object.kind {
            ObjectKind::Schema if has_example(object.node) => {
                let value = pointer::child(&object.pointer, "example");
                let schema = (object.pointer.as_str(), object.node);
                let found = validator.check("the example", schema, &value, object.direction);
                report(checker, Code::InvalidExample, found, None);
            }
            ObjectKind::Parameter | ObjectKind::Header => of(checker, validator, object, &mut seen),
            ObjectKind::MediaType if has_structure(object) => {
                of(checker, validator, object, &mut seen);
            }
            _ => {}
        }
    }
}

/// Checks `example` and `examples` beside a `schema`.
fn of<'a>(
    checker: &mut Checker<'a, '_>,
    validator: &mut Validator<'a>,
    holder: &Object<'a>,
    seen: &mut Seen,
) {
    let Some(schema) = holder.node.get("schema") else {
        return;
    };
    let schema_pointer = pointer::child(&holder.pointer, "schema");
    let Some((schema_pointer, schema)) = follow(checker.tree, &schema_pointer, schema) else {
        return;
    };
    let mut values: Vec<(String, Option<Anchor>)> = Vec::new();
    if has_example(holder.node) {
        values.push((pointer::child(&holder.pointer, "example"), None));
    }
    let named = holder.node.get("examples").and_then(Node::as_mapping);
    for entry in named.into_iter().flatten() {
        let place = pointer::join(&holder.pointer, &["examples", &entry.key]);
        let Some((at, example)) = follow(checker.tree, &place, &entry.value) else {
            continue;
        };
        if example.get("value").is_some() {
            let user = (at != place).then(|| checker.tree.key(&place));
            values.push((pointer::child(&at, "value"), user));
        }
    }
    for (value, user) in values {
        let is_text = checker.tree.get(&value).is_some_and(is_text);
        if is_text && holder.kind != ObjectKind::MediaType && is_written_out(schema) {
            continue;
        }
        if seen.insert((value.clone(), schema_pointer.clone(), holder.direction)) {
            let schema = (schema_pointer.as_str(), schema);
            let found = validator.check("the example", schema, &value, holder.direction);
            report(checker, Code::InvalidExample, found, user.as_ref());
        }
    }
}

/// Exporters write `example: null` where there is none.
fn has_example(holder: &Node) -> bool {
    let example = holder.get("example").map(|example| &example.kind);
    !matches!(example, None | Some(NodeKind::Scalar(Scalar::Null)))
}

/// The example of a list or an object may be the text that it becomes in a URL or a header: OpenAPI 3.0, Parameter Object,
/// "in the correct format as specified in the parameter encoding".
fn is_written_out(schema: &Node) -> bool {
    let name = schema.get("type").and_then(Node::as_str);
    matches!(name, Some("array" | "object"))
}

fn is_text(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar(Scalar::String(_)))
}

/// Whether examples of a media type are values, not the text of a body: XML and the like cannot be written in YAML.
fn has_structure(media_type: &Object<'_>) -> bool {
    let name = pointer::keys(&media_type.pointer).pop();
    name.is_some_and(|name| match MediaKind::of(&name) {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => true,
        MediaKind::Text | MediaKind::Binary => false,
    })
}

/// Reports what does not fit, once for each place. `user` is where an example is referred to that stands elsewhere.
pub(super) fn report(
    checker: &mut Checker<'_, '_>,
    code: Code,
    found: Vec<Mismatch>,
    user: Option<&Anchor>,
) {
    for mismatch in found {
        let mut finding = Diagnostic::new(code, mismatch.at, mismatch.message)
            .related(mismatch.keyword, "the schema says so here");
        if let Some(user) = user {
            finding = finding.related(user.clone(), "where the example is used");
        }
        let what = match code {
            Code::InvalidDefault => "correct the default, or the schema",
            Code::InvalidEnumValue => "correct the value, or the schema",
            _ => "correct the example, or the schema",
        };
        let finding = finding.help(mismatch.help.unwrap_or_else(|| what.to_owned()));
        let said = (finding.at.span.start, finding.message.clone());
        if checker.said.insert(said) {
            checker.add(finding);
        }
    }
}
