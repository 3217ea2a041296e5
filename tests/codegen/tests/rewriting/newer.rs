//! A document of OpenAPI 3.0 in the spelling of 3.1.

use serde_json::{Map, Value, json};

/// Writes a document as OpenAPI 3.1.
pub(crate) fn newer(document: &mut Value) {
    document["openapi"] = json!("3.1.1");
    visit("", document, false);
}

/// What a key holds.
fn visit(key: &str, value: &mut Value, has_free_keys: bool) {
    const DATA: [&str; 5] = ["example", "examples", "default", "enum", "discriminator"];
    match value {
        Value::Object(object) => {
            let is_schema_map = !has_free_keys && matches!(key, "properties" | "schemas");
            for (inner, value) in object.iter_mut() {
                if !is_schema_map && (DATA.contains(&inner.as_str()) || inner.starts_with("x-")) {
                    continue;
                }
                visit(inner, value, is_schema_map);
                let holds_schema = matches!(
                    inner.as_str(),
                    "schema" | "items" | "not" | "additionalProperties"
                );
                if is_schema_map || holds_schema {
                    schema(value);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                visit("", item, false);
                if matches!(key, "allOf" | "oneOf" | "anyOf") {
                    schema(item);
                }
            }
        }
        _ => {}
    }
}

fn schema(schema: &mut Value) {
    let Value::Object(object) = schema else {
        return;
    };
    if object.contains_key("$ref") {
        // OpenAPI 3.0 ignores the rest.
        object.retain(|key, _| key == "$ref" || key.starts_with("x-"));
        return;
    }
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if object.remove(exclusive) == Some(json!(true))
            && let Some(number) = object.remove(bound)
        {
            object.insert(exclusive.to_owned(), number);
        }
    }
    match object.get("format").and_then(Value::as_str) {
        Some("byte") => {
            object.remove("format");
            object.insert("contentEncoding".to_owned(), json!("base64"));
        }
        Some("binary") => {
            object.remove("format");
            let media_type = json!("application/octet-stream");
            object.insert("contentMediaType".to_owned(), media_type);
        }
        _ => {}
    }
    if let Some(example) = object.remove("example") {
        object.insert("examples".to_owned(), json!([example]));
    }
    if let Some(Value::Array(values)) = object.get("enum")
        && let [only] = values.as_slice()
        && !object.keys().any(|key| key.starts_with("x-enum"))
    {
        let only = only.clone();
        object.remove("enum");
        object.insert("const".to_owned(), only);
    }
    if object.get("nullable") == Some(&json!(true)) {
        nullable(object);
    } else {
        object.remove("nullable");
    }
    beside_reference(object);
}

/// Null as a type, or as a member of a union.
fn nullable(object: &mut Map<String, Value>) {
    let nothing = json!({"type": "null"});
    if let Some(ty) = object.get("type").cloned() {
        object.remove("nullable");
        object.insert("type".to_owned(), json!([ty, "null"]));
    } else if let Some(Value::Array(members)) = object.get_mut("oneOf") {
        members.push(nothing);
        object.remove("nullable");
    } else if let Some(Value::Array(members)) = object.get("allOf")
        && let [only] = members.as_slice()
        && !object.contains_key("anyOf")
    {
        let union = json!([only, nothing]);
        object.remove("nullable");
        object.remove("allOf");
        object.insert("anyOf".to_owned(), union);
    }
    // Elsewhere it is left over.
}

/// A reference in an `allOf` of its own as one with siblings.
fn beside_reference(object: &mut Map<String, Value>) {
    // Alone, it is another name for a schema, and no subtype of it.
    if object.len() > 1
        && let Some(Value::Array(members)) = object.get("allOf")
        && let [Value::Object(only)] = members.as_slice()
        && only.len() == 1
        && let Some(reference) = only.get("$ref").cloned()
    {
        object.remove("allOf");
        object.insert("$ref".to_owned(), reference);
    }
}
