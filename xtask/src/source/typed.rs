//! [`typed`]: what openapiv3 reads of a document: everything but its schemas and callbacks.

use serde_yaml::{Mapping, Value};

use super::keywords::tables::{
    Kind, OPENAPI, OPERATION, Object, PATH_ITEM, RESPONSE, SCHEMA, SECURITY_SCHEME,
};
use super::tree::{Node, NodeKind, Scalar, Tree};
use super::version::Version;

/// The typed reading of a document whose keywords have been checked. Every schema in it is empty: the contract has them
/// all, and openapiv3 loses some of what they say. There are no callbacks: openapiv3 has no references to them, nor
/// extensions in them.
pub(super) fn typed(tree: &Tree) -> Result<openapiv3::OpenAPI, String> {
    let document = without_schemas(Kind::Object(&OPENAPI), &tree.root);
    serde_yaml::from_value(document).map_err(|error| error.to_string())
}

fn without_schemas(kind: Kind, node: &Node) -> Value {
    let values = |kind: Kind, is_extensible: bool| {
        let entries = node.as_mapping().into_iter().flatten().map(|entry| {
            let value = match is_extensible && entry.key.starts_with("x-") {
                true => plain(&entry.value),
                false => without_schemas(kind, &entry.value),
            };
            (entry.key.as_str().into(), value)
        });
        Value::Mapping(entries.collect())
    };
    match (kind, &node.kind) {
        (Kind::Object(object) | Kind::OrRef(object), _) if std::ptr::eq(object, &SCHEMA) => {
            Value::Mapping(Mapping::new())
        }
        (Kind::Object(object) | Kind::OrRef(object), NodeKind::Mapping(_)) => fields(object, node),
        (Kind::List(item), NodeKind::Sequence(items)) => {
            let items = items.iter().map(|node| without_schemas(*item, node));
            Value::Sequence(items.collect())
        }
        (Kind::Map(value), NodeKind::Mapping(_)) => values(*value, false),
        (Kind::Paths, NodeKind::Mapping(_)) => values(Kind::Object(&PATH_ITEM), true),
        (Kind::Responses, NodeKind::Mapping(_)) => values(Kind::OrRef(&RESPONSE), true),
        _ => plain(node),
    }
}

fn fields(object: &Object, node: &Node) -> Value {
    let mut fields = Mapping::new();
    for entry in node.as_mapping().into_iter().flatten() {
        let value = match object.keyword(&entry.key, Version::V30) {
            Some(Kind::Map(Kind::Callback)) => continue,
            Some(kind) => without_schemas(kind, &entry.value),
            // What only 3.1 has is unknown to it.
            None if object.keyword(&entry.key, Version::V31).is_some() => continue,
            None => plain(&entry.value),
        };
        fields.insert(entry.key.as_str().into(), value);
    }
    if std::ptr::eq(object, &RESPONSE) && !fields.contains_key("$ref") {
        // A blank one has been removed.
        fields
            .entry("description".into())
            .or_insert_with(|| "".into());
    }
    // Of 3.1: what is optional there, and what it has not.
    for (owner, key) in [(&OPENAPI, "paths"), (&OPERATION, "responses")] {
        if std::ptr::eq(object, owner) {
            let none = || Value::Mapping(Mapping::new());
            fields.entry(key.into()).or_insert_with(none);
        }
    }
    if std::ptr::eq(object, &SECURITY_SCHEME) && fields.get("type") == Some(&MUTUAL_TLS.into()) {
        fields.insert("type".into(), "http".into());
        fields.insert("scheme".into(), MUTUAL_TLS.into());
    }
    Value::Mapping(fields)
}

/// A type of security schemes that openapiv3 does not know: it gets an HTTP scheme of this name.
pub(crate) const MUTUAL_TLS: &str = "mutualTLS";

/// A node with strings as keys.
fn plain(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Mapping(mapping) => {
            let entries = mapping.iter();
            let entries = entries.map(|it| (it.key.as_str().into(), plain(&it.value)));
            Value::Mapping(entries.collect())
        }
        NodeKind::Sequence(items) => Value::Sequence(items.iter().map(plain).collect()),
        NodeKind::Scalar(Scalar::Null) => Value::Null,
        NodeKind::Scalar(Scalar::Bool(value)) => Value::Bool(*value),
        NodeKind::Scalar(Scalar::String(text)) => Value::String(text.clone()),
        NodeKind::Scalar(Scalar::Number(number)) => {
            match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => number.into(),
                (_, Some(number), _) => number.into(),
                (_, _, Some(number)) => number.into(),
                _ => Value::Null,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Report;

    #[test]
    fn schemas_are_empty_and_callbacks_gone() {
        let text = "
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get:
      parameters: [{name: a, in: query, x-sparse: true, schema: {type: string, default: {a: [1]}}}]
      responses:
        200:
          description: ok
          x-names: {1: one}
          content: {a/b: {schema: {$ref: '#/components/schemas/A'}, example: {schema: {a: 1.5}}}}
      callbacks: {done: {$ref: '#/components/callbacks/done'}}
components:
  callbacks: {done: {x-internal: true}}
  schemas: {A: {type: object, properties: {+1: {type: integer}}}}
";
        let mut report = Report::default();
        let tree = Tree::parse(text, &mut report).expect("YAML");
        let read = typed(&tree).expect("OpenAPI");
        let (_, _, operation) = read.operations().next().expect("an operation");
        assert!(operation.callbacks.is_empty());
        let empty = |schema: String| !schema.contains("String") && !schema.contains("A\"");
        let parameter = operation.parameters[0].as_item().expect("a parameter");
        assert!(empty(format!(
            "{:?}",
            parameter.parameter_data_ref().format
        )));
        assert_eq!(parameter.parameter_data_ref().extensions["x-sparse"], true);
        let response = &operation.responses.responses[0];
        let content = &response.as_item().expect("a response").content["a/b"];
        assert!(empty(format!("{:?}", content.schema)), "{content:?}");
        let example = content.example.as_ref().expect("an example");
        assert_eq!(example["schema"]["a"], 1.5);
    }
}
