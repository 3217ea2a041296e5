//! Every example in `spec/openapi.yaml` fits its schema, as an independent JSON Schema validator sees it.

use codegen_tests::json_schema::{JsonSchema, resolved};
use codegen_tests::read;
use serde_json::{Value, json};

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

fn errors(document: &Value, schema: &Value, example: &Value, direction: Direction) -> Vec<String> {
    let schemas = JsonSchema {
        document,
        hidden: match direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        },
        is_closed: true,
    };
    let root = schemas.root(schema);
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
