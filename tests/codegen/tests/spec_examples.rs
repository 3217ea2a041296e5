//! Every example in `spec/openapi.yaml` fits its schema, as an independent JSON Schema validator sees it.

use codegen_tests::read;
use serde_json::{Map, Value, json};

/// Which side of a schema counts: `readOnly` properties are not in requests, nor required there.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Request,
    Response,
}

#[test]
fn every_example_fits_its_schema() {
    let document: Value = serde_yaml::from_str(&read("spec/openapi.yaml")).unwrap();
    let mut checked = 0;
    for (operation, place, direction, holder, examples) in holders(&document) {
        assert!(!examples.is_empty(), "{operation}: {place} has no example");
        for (name, example) in examples {
            let errors = errors(&document, &holder["schema"], &example, direction);
            assert!(
                errors.is_empty(),
                "{operation}: example {name:?} of {place} does not fit: {errors:#?}"
            );
            checked += 1;
        }
    }
    assert!(checked >= 600, "only {checked} examples were found");
}

#[test]
fn an_example_that_does_not_fit_is_noticed() {
    let document: Value = serde_yaml::from_str(&read("spec/openapi.yaml")).unwrap();
    let label = json!({"$ref": "#/components/schemas/Label"});
    let whole = json!({
        "id": "1", "name": "a", "changed_by": {"id": "2", "name": "b"}, "changed": "2025-01-01T00:00:00Z"
    });
    assert!(errors(&document, &label, &whole, Direction::Response).is_empty());
    assert!(
        !errors(
            &document,
            &label,
            &json!({"name": "a"}),
            Direction::Response
        )
        .is_empty()
    );
    assert!(errors(&document, &label, &json!({"name": "a"}), Direction::Request).is_empty());
    assert!(
        !errors(&document, &label, &whole, Direction::Request).is_empty(),
        "read-only in a request"
    );
    assert!(
        !errors(
            &document,
            &label,
            &json!({"name": "a", "colour": "red"}),
            Direction::Request
        )
        .is_empty()
    );
    assert!(
        !errors(
            &document,
            &label,
            &json!({"name": "x".repeat(256)}),
            Direction::Request
        )
        .is_empty()
    );
    let page = json!({"$ref": "#/components/schemas/LabelPage"});
    let in_page = |page_key: &str, label: Value| {
        let example = json!({page_key: 1, "results": [label]});
        errors(&document, &page, &example, Direction::Response).is_empty()
    };
    assert!(in_page("count", whole.clone()));
    assert!(!in_page("counts", whole), "in one member of an `allOf`");
    assert!(!in_page("count", json!({"name": "a"})), "in the other");
    for (time, expected) in [("2025-01-01T00:00:00", true), ("2025-01-01", false)] {
        let label = json!({
            "id": "1", "name": "a", "changed_by": {"id": "2", "name": "b"}, "changed": time
        });
        assert_eq!(in_page("count", label), expected, "{time}");
    }
}

/// A media type of a request or a response: operation, where in it, direction, media type object, examples.
type Holder<'a> = (String, String, Direction, &'a Value, Vec<(String, Value)>);

/// All of them. A form without examples has those of JSON.
fn holders(document: &Value) -> Vec<Holder<'_>> {
    let mut holders = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item
            .as_object()
            .unwrap()
            .iter()
            .filter(|(key, _)| *key != "parameters" && !key.starts_with("x-"))
        {
            let name = format!("{method} {path}");
            let body = resolved(document, &operation["requestBody"]);
            let json = examples(document, &body["content"]["application/json"]);
            for (media, holder) in body["content"].as_object().into_iter().flatten() {
                let own = Some(examples(document, holder)).filter(|own| !own.is_empty());
                holders.push((
                    name.clone(),
                    format!("the {media} request"),
                    Direction::Request,
                    holder,
                    own.unwrap_or_else(|| json.clone()),
                ));
            }
            for (status, response) in operation["responses"].as_object().unwrap() {
                let response = resolved(document, response);
                for (media, holder) in response["content"].as_object().into_iter().flatten() {
                    holders.push((
                        name.clone(),
                        format!("the {status} answer ({media})"),
                        Direction::Response,
                        holder,
                        examples(document, holder),
                    ));
                }
            }
        }
    }
    holders
}

fn examples(document: &Value, holder: &Value) -> Vec<(String, Value)> {
    let single = holder
        .get("example")
        .map(|value| (String::new(), value.clone()));
    let named = holder["examples"].as_object().into_iter().flatten();
    let named =
        named.map(|(name, example)| (name.clone(), resolved(document, example)["value"].clone()));
    single.into_iter().chain(named).collect()
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn errors(document: &Value, schema: &Value, example: &Value, direction: Direction) -> Vec<String> {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let schemas: Map<String, Value> = schemas
        .iter()
        .map(|(name, schema)| (name.clone(), json_schema(document, schema, direction)))
        .collect();
    let root = json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "allOf": [json_schema(document, schema, direction)],
        "components": {"schemas": schemas},
    });
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .with_format("date-time", is_time)
        .build(&root)
        .unwrap();
    validator
        .iter_errors(example)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// Whether a text is a time as the document means it: the vendor's own sample has no zone.
fn is_time(text: &str) -> bool {
    let rfc3339 = jsonschema::options()
        .should_validate_formats(true)
        .build(
            &json!({"$schema": "http://json-schema.org/draft-04/schema#", "format": "date-time"}),
        )
        .unwrap();
    rfc3339.is_valid(&json!(text)) || rfc3339.is_valid(&json!(format!("{text}Z")))
}

/// An OpenAPI 3.0 schema as JSON Schema (draft 4): with `nullable` and the direction of properties spelled out, and
/// closed, so that a misspelt key in an example is found.
fn json_schema(document: &Value, schema: &Value, direction: Direction) -> Value {
    let Value::Object(keywords) = schema else {
        return schema.clone();
    };
    let mut result = Map::new();
    for (keyword, value) in keywords {
        let value = match keyword.as_str() {
            "properties" => properties(document, value, direction),
            "allOf" if value.as_array().unwrap().len() > 1 => {
                let (members, names) = open_members(document, value, direction);
                result.insert("properties".to_owned(), names);
                members
            }
            "allOf" | "oneOf" | "anyOf" => value
                .as_array()
                .unwrap()
                .iter()
                .map(|member| json_schema(document, member, direction))
                .collect(),
            "items" | "additionalProperties" | "not" => json_schema(document, value, direction),
            "required" => {
                let names = value.as_array().unwrap().iter();
                names
                    .filter(|name| {
                        exists(&keywords["properties"][name.as_str().unwrap()], direction)
                    })
                    .cloned()
                    .collect()
            }
            "example" | "default" | "nullable" | "discriminator" | "xml" | "externalDocs" => {
                continue;
            }
            _ => value.clone(),
        };
        result.insert(keyword.clone(), value);
    }
    // Draft 4 wants at least one name.
    result.retain(|keyword, value| keyword != "required" || value != &json!([]));
    if result.contains_key("properties") && !result.contains_key("additionalProperties") {
        result.insert("additionalProperties".to_owned(), json!(false));
    }
    match keywords.get("nullable") {
        Some(Value::Bool(true)) => json!({"anyOf": [result, {"type": "null"}]}),
        _ => Value::Object(result),
    }
}

/// The members of an `allOf`, with what they refer to in place and not closed, since each would refuse what the others
/// have; and the names of all their properties, to close the whole by.
fn open_members(document: &Value, members: &Value, direction: Direction) -> (Value, Value) {
    let mut names = Map::new();
    let mut open = Vec::new();
    for member in members.as_array().unwrap() {
        let mut member = json_schema(document, resolved(document, member), direction);
        let member_keys = member.as_object_mut().unwrap();
        member_keys.remove("additionalProperties");
        let properties = member_keys["properties"].as_object().unwrap();
        names.extend(properties.keys().map(|name| (name.clone(), json!({}))));
        open.push(member);
    }
    (open.into(), names.into())
}

fn properties(document: &Value, properties: &Value, direction: Direction) -> Value {
    let properties = properties.as_object().unwrap().iter();
    properties
        .filter(|(_, schema)| exists(schema, direction))
        .map(|(name, schema)| (name.clone(), json_schema(document, schema, direction)))
        .collect::<Map<String, Value>>()
        .into()
}

fn exists(schema: &Value, direction: Direction) -> bool {
    let other = match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    };
    schema.get(other) != Some(&json!(true))
}
