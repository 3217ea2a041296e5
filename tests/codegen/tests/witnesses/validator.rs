//! What an independent JSON Schema validator says of a value at a place of a document.

use codegen_tests::json_schema::{JsonSchema, resolved};
use serde_json::Value;

/// A validator for the schema at a place. `part` is `request`, `webhook`, a status, or the
/// location of a parameter.
pub(crate) fn validator(document: &Value, operation: &str, part: &str) -> jsonschema::Validator {
    let document = &strict(document);
    let (method, path) = operation.split_once(' ').expect("a method and a path");
    let is_webhook = part == "webhook";
    let item = &document[if is_webhook { "webhooks" } else { "paths" }][path];
    let operation = &item[method.to_lowercase()];
    let is_status = part.starts_with(|first: char| first.is_ascii_digit()) || part == "default";
    let is_request = !is_status && !is_webhook;
    let schema = match part {
        "request" | "webhook" => of_body(resolved(document, &operation["requestBody"])),
        "query" | "header" | "path" | "cookie" => {
            let parameters = operation["parameters"].as_array().expect("parameters");
            let mut parameters = parameters.iter().map(|it| resolved(document, it));
            let parameter = parameters.find(|parameter| parameter["in"] == part);
            &parameter.expect("the parameter is there")["schema"]
        }
        status => {
            let answer = resolved(document, &operation["responses"][status]);
            match answer["headers"].as_object() {
                // An answer without a body is all in its header.
                Some(headers) if answer.get("content").is_none() => {
                    let header = headers.values().next().expect("a header");
                    header.get("schema").unwrap_or_else(|| of_body(header))
                }
                _ => of_body(answer),
            }
        }
    };
    let schemas = JsonSchema {
        document,
        hidden: if is_request { "readOnly" } else { "writeOnly" },
        is_closed: false,
    };
    let root = schemas.root(schema);
    jsonschema::options()
        .should_validate_formats(true)
        .build(&root)
        .unwrap_or_else(|error| panic!("{error}: {root}"))
}

fn of_body(body: &Value) -> &Value {
    let content = body["content"].as_object().expect("a body");
    let first = content.values().next().expect("a media type");
    &first["schema"]
}

/// A document without each `nullable` that has no effect by the standard: without a type beside it, or where what is
/// composed excludes null.
fn strict(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let is_composed = ["allOf", "oneOf", "anyOf"]
                .iter()
                .any(|keyword| entries.contains_key(*keyword));
            let has_effect = entries.contains_key("type") && !is_composed;
            entries
                .iter()
                .filter(|(key, value)| has_effect || *key != "nullable" || **value != true)
                .map(|(key, value)| (key.clone(), strict(value)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        Value::Array(items) => items.iter().map(strict).collect(),
        value => value.clone(),
    }
}
