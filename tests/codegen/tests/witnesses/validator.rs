//! What an independent JSON Schema validator says of a value at a place of a document.

use serde_json::{Map, Value, json};

/// Whether the schema at a place takes a value. `part` is `request`, a status, or the location of a parameter.
pub(crate) fn takes(document: &Value, operation: &str, part: &str, value: &Value) -> bool {
    let (method, path) = operation.split_once(' ').expect("a method and a path");
    let item = &document["paths"][path];
    let operation = &item[method.to_lowercase()];
    let is_request = !part.starts_with(|first: char| first.is_ascii_digit()) && part != "default";
    let schema = match part {
        "request" => of_body(resolved(document, &operation["requestBody"])),
        "query" | "header" | "path" | "cookie" => {
            let parameters = operation["parameters"].as_array().expect("parameters");
            let parameter = parameters.iter().find(|parameter| parameter["in"] == part);
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
    let direction = if is_request { "readOnly" } else { "writeOnly" };
    let schemas = document["components"]["schemas"].as_object();
    let schemas: Map<String, Value> = schemas
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.clone(), json_schema(schema, direction)))
        .collect();
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [json_schema(schema, direction)],
        "components": {"schemas": schemas},
    });
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&root)
        .unwrap_or_else(|error| panic!("{error}: {root}"));
    validator.is_valid(value)
}

fn of_body(body: &Value) -> &Value {
    let content = body["content"].as_object().expect("a body");
    let first = content.values().next().expect("a media type");
    &first["schema"]
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document
            .pointer(reference.trim_start_matches('#'))
            .expect("references lead somewhere"),
        None => value,
    }
}

/// A schema of OpenAPI 3.0 as one of JSON Schema, 2020-12: with null, directions, exclusive bounds and numeric formats
/// spelled out.
fn json_schema(schema: &Value, hidden: &str) -> Value {
    let Value::Object(keywords) = schema else {
        return schema.clone();
    };
    if keywords.contains_key("$ref") {
        return schema.clone();
    }
    let exists = |name: &str| {
        keywords
            .get("properties")
            .is_none_or(|all| all[name][hidden] != true)
    };
    let mut result = Map::new();
    for (keyword, value) in keywords {
        let value = match keyword.as_str() {
            "properties" => {
                let properties = value.as_object().expect("properties").iter();
                properties
                    .filter(|(_, schema)| schema[hidden] != true)
                    .map(|(name, schema)| (name.clone(), json_schema(schema, hidden)))
                    .collect::<Map<String, Value>>()
                    .into()
            }
            "allOf" | "oneOf" | "anyOf" => {
                let members = value.as_array().expect("members").iter();
                members.map(|member| json_schema(member, hidden)).collect()
            }
            "items" | "additionalProperties" | "not" => json_schema(value, hidden),
            "required" => {
                let names = value.as_array().expect("names").iter();
                names
                    .filter(|name| exists(name.as_str().expect("a name")))
                    .cloned()
                    .collect()
            }
            "minimum" if keywords.get("exclusiveMinimum") == Some(&json!(true)) => {
                result.insert("exclusiveMinimum".to_owned(), value.clone());
                continue;
            }
            "maximum" if keywords.get("exclusiveMaximum") == Some(&json!(true)) => {
                result.insert("exclusiveMaximum".to_owned(), value.clone());
                continue;
            }
            "exclusiveMinimum" | "exclusiveMaximum" | "example" | "default" | "nullable"
            | "discriminator" | "xml" | "externalDocs" => {
                continue;
            }
            _ => value.clone(),
        };
        result.insert(keyword.clone(), value);
    }
    let range = match keywords.get("format").and_then(Value::as_str) {
        Some("int32") => json!({"minimum": i32::MIN, "maximum": i32::MAX}),
        Some("int64") => json!({"minimum": i64::MIN, "maximum": i64::MAX}),
        _ => json!({}),
    };
    let whole = json!({"allOf": [result, range]});
    match keywords.get("nullable") {
        Some(Value::Bool(true)) => json!({"anyOf": [whole, {"type": "null"}]}),
        _ => whole,
    }
}
