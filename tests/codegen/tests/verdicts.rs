//! How bad a change is, schema by schema and both ways: what is narrower is refused in requests, what is wider cannot be
//! read in answers, and what is only written in another way is no change.

use codegen_tests::pairs::{changes, listed};
use serde_json::{Value, json};
use xtask::diff::Level;

fn document(operation: &Value, security: &Value) -> String {
    let path = json!({"post": operation});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {"/t": path},
        "components": {
            "securitySchemes": security,
            "schemas": {"A": tagged("a"), "B": tagged("b"), "C": tagged("c")},
        },
    })
    .to_string()
}

fn tagged(kind: &str) -> Value {
    json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string", "enum": [kind]}}})
}

fn operation(more: &Value) -> Value {
    let mut operation = json!({"operationId": "t", "responses": {"200": {"description": "d"}}});
    let all = operation.as_object_mut().expect("it is an object");
    all.extend(more.as_object().expect("it is an object").clone());
    operation
}

fn request(media_type: &str, schema: &Value) -> String {
    let body = json!({"required": true, "content": {media_type: {"schema": schema}}});
    document(&operation(&json!({"requestBody": body})), &json!({}))
}

fn answer(status: &str, media_type: &str, schema: &Value) -> String {
    let content = json!({media_type: {"schema": schema}});
    let responses = json!({status: {"description": "d", "content": content}});
    document(&operation(&json!({"responses": responses})), &json!({}))
}

/// The places that a schema may be at in a body.
fn places(schema: &Value) -> [Value; 4] {
    [
        schema.clone(),
        json!({"type": "object", "properties": {"p": schema}}),
        json!({"type": "array", "items": schema}),
        json!({"allOf": [{"type": "object", "properties": {"z": {}}}, {"type": "object", "properties": {"p": schema}}]}),
    ]
}

fn worst(before: &str, after: &str) -> (Option<Level>, String) {
    let found = changes(before, after);
    let told = format!("{before}\n{after}\n{}", listed(&found));
    (found.iter().map(|change| change.level).max(), told)
}

fn level_of(schemas: [&Value; 2], is_request: bool) -> Vec<(Option<Level>, String)> {
    let [before, after] = schemas.map(places);
    before
        .iter()
        .zip(&after)
        .map(|(before, after)| match is_request {
            true => worst(
                &request("application/json", before),
                &request("application/json", after),
            ),
            false => worst(
                &answer("200", "application/json", before),
                &answer("200", "application/json", after),
            ),
        })
        .collect()
}

#[test]
fn what_is_written_otherwise_is_no_change() {
    let text = json!({"type": "string"});
    let whole = json!({"type": "integer"});
    let tags = |kind: &str| json!({kind: [tagged("a"), tagged("b")]});
    let same = [
        // Between two whole numbers there is none.
        (
            json!({"type": "integer", "minimum": 0, "exclusiveMinimum": true}),
            json!({"type": "integer", "minimum": 1}),
        ),
        (
            json!({"type": "integer", "maximum": 10, "exclusiveMaximum": true}),
            json!({"type": "integer", "maximum": 9.5}),
        ),
        (
            json!({"type": "integer", "format": "int32"}),
            json!({"type": "integer", "format": "int32", "minimum": -2_147_483_648_i64, "maximum": 2_147_483_647}),
        ),
        // A count of what must be there, or of all that can be.
        (
            json!({"type": "object", "required": ["a"], "properties": {"a": {}}}),
            json!({"type": "object", "required": ["a"], "properties": {"a": {}}, "minProperties": 1}),
        ),
        (
            json!({"type": "object", "properties": {"a": {}}, "additionalProperties": false}),
            json!({"type": "object", "properties": {"a": {}}, "additionalProperties": false, "maxProperties": 1}),
        ),
        // Values that are listed say everything.
        (
            json!({"type": "number", "enum": [1, 2]}),
            json!({"type": "number", "enum": [2.0, 1.0]}),
        ),
        (
            json!({"type": "string", "enum": ["a"]}),
            json!({"enum": ["a"]}),
        ),
        (
            json!({"type": "string", "enum": ["a"]}),
            json!({"type": "string", "enum": ["a"], "maxLength": 9, "pattern": "^a"}),
        ),
        (
            json!({"type": "string", "enum": ["a"], "maxLength": 3}),
            json!({"type": "string", "enum": ["a", "long"], "maxLength": 3}),
        ),
        (
            json!({"type": "boolean"}),
            json!({"type": "boolean", "enum": [true, false]}),
        ),
        // Unions in unions, and those whose members have nothing in common.
        (
            json!({"oneOf": [text, whole, {"type": "boolean"}]}),
            json!({"oneOf": [text, {"oneOf": [whole, {"type": "boolean"}]}]}),
        ),
        (
            json!({"anyOf": [text, whole]}),
            json!({"oneOf": [whole, text]}),
        ),
        (tags("anyOf"), tags("oneOf")),
    ];
    for (one, other) in &same {
        for schemas in [[one, other], [other, one]] {
            for is_request in [true, false] {
                for (level, why) in level_of(schemas, is_request) {
                    assert_eq!(level, None, "{why}");
                }
            }
        }
    }
}

#[test]
fn fewer_values_break_requests_and_more_values_break_responses() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let union = |kind: &str, names: &[&str]| {
        let members: Vec<Value> = names.iter().map(|name| reference(name)).collect();
        json!({kind: members})
    };
    let text = json!({"type": "string"});
    // The narrower, the wider, and what the wider is to clients that know the narrower.
    let pairs = [
        (
            union("oneOf", &["A", "B"]),
            union("oneOf", &["A", "B", "C"]),
            Level::Breaking,
        ),
        (
            union("anyOf", &["A", "B"]),
            union("anyOf", &["A", "B", "C"]),
            Level::Risky,
        ),
        (
            json!({"anyOf": [text, {"type": "integer"}]}),
            json!({}),
            Level::Breaking,
        ),
        (
            json!({"type": "string", "enum": ["a"]}),
            json!({"type": "string", "maxLength": 9}),
            Level::Risky,
        ),
        (
            json!({"type": "string", "enum": ["ab"]}),
            json!({"type": "string", "pattern": "^[a-z]+$"}),
            Level::Risky,
        ),
        (
            json!({"type": "string", "enum": ["a", "b"]}),
            json!({"oneOf": [{"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["b"]}, {"type": "integer"}]}),
            Level::Breaking,
        ),
        // The type is wrong, the values are not.
        (
            json!({"type": "string", "enum": [1]}),
            json!({"type": "string", "enum": [1, 2]}),
            Level::Risky,
        ),
        (
            json!({"type": "integer", "minimum": 2}),
            json!({"type": "integer", "minimum": 0.5}),
            Level::Breaking,
        ),
    ];
    for (narrow, wide, answers) in &pairs {
        for (level, why) in level_of([wide, narrow], true) {
            assert_eq!(level, Some(Level::Breaking), "{why}");
        }
        for (level, why) in level_of([narrow, wide], true) {
            assert_eq!(level, Some(Level::Safe), "{why}");
        }
        for (level, why) in level_of([narrow, wide], false) {
            assert_eq!(level, Some(*answers), "{why}");
        }
        for (level, why) in level_of([wide, narrow], false) {
            assert_eq!(level, Some(Level::Safe), "{why}");
        }
    }
    // A pattern that a value of an enum does not match.
    let listed = json!({"type": "string", "enum": ["a"]});
    let matched = json!({"type": "string", "enum": ["a"], "pattern": "^b$"});
    for (level, why) in level_of([&listed, &matched], true) {
        assert_eq!(level, Some(Level::Breaking), "{why}");
    }
    let [before, after] = [&listed, &matched].map(|schema| request("application/json", schema));
    let found = changes(&before, &after);
    let witness = found.iter().find_map(|change| change.witness.as_ref());
    assert_eq!(witness.map(|witness| &witness.value), Some(&json!("a")));
    // An enum of values that were not right before.
    let (text, listed) = (
        json!({"type": "string", "maxLength": 3}),
        json!({"type": "string", "enum": ["long"]}),
    );
    for (level, why) in level_of([&text, &listed], false) {
        assert_eq!(level, Some(Level::Breaking), "{why}");
    }
}

/// One schema became one of several, of which a request may be of more than one.
#[test]
fn a_request_that_is_of_several_of_one_of_is_refused() {
    let object = |name: &str, is_open: bool| json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}, "additionalProperties": is_open});
    for (is_open, expected) in [(true, Level::Breaking), (false, Level::Safe)] {
        let (one, other) = (object("a", is_open), object("b", is_open));
        for (level, why) in level_of([&one, &json!({"oneOf": [one, other]})], true) {
            assert_eq!(level, Some(expected), "{why}");
        }
    }
}

#[test]
fn media_types_are_sets_as_well() {
    let schema = json!({"type": "object"});
    let (any, json) = ("application/*", "application/json");
    let (problem, patch) = ("application/problem+json", "application/merge-patch+json");
    let (breaking, risky, safe) = (Some(Level::Breaking), Some(Level::Risky), Some(Level::Safe));
    for (before, after, in_requests, in_answers) in [
        (json, any, safe, breaking),
        (any, json, breaking, safe),
        (json, "*/*", safe, breaking),
        (json, problem, breaking, risky),
        (problem, json, safe, breaking),
        (problem, patch, breaking, breaking),
        ("application/xml", "application/atom+xml", breaking, risky),
        (
            "application/json; v=1",
            "application/json; v=2",
            breaking,
            risky,
        ),
        (json, "Application/JSON; charset=utf-8", None, None),
    ] {
        let (level, why) = worst(&request(before, &schema), &request(after, &schema));
        assert_eq!(level, in_requests, "{why}");
        let (level, why) = worst(
            &answer("200", before, &schema),
            &answer("200", after, &schema),
        );
        assert_eq!(level, in_answers, "{why}");
    }
}

#[test]
fn a_range_of_statuses_may_be_named() {
    let open = json!({"type": "object", "properties": {"a": {}}});
    let strict = json!({"type": "object", "properties": {"a": {}}, "required": ["a"]});
    let of = |status: &str, schema: &Value| answer(status, "application/json", schema);
    let (level, why) = worst(&of("2XX", &open), &of("200", &open));
    assert_eq!(level, None, "{why}");
    let (level, why) = worst(&of("2XX", &strict), &of("200", &open));
    assert_eq!(level, Some(Level::Breaking), "{why}");
}

#[test]
fn a_default_is_for_parameters_that_may_be_absent() {
    let of = |is_required: bool, schema: &Value| {
        let parameter =
            json!({"name": "q", "in": "query", "required": is_required, "schema": schema});
        document(&operation(&json!({"parameters": [parameter]})), &json!({}))
    };
    let (none, one, two) = (
        json!({"type": "integer"}),
        json!({"type": "integer", "default": 1}),
        json!({"type": "integer", "default": 2}),
    );
    for (before, after) in [(&one, &two), (&none, &one), (&one, &none)] {
        let (level, why) = worst(&of(false, before), &of(false, after));
        assert_eq!(level, Some(Level::Breaking), "{why}");
        let (level, why) = worst(&of(true, before), &of(true, after));
        assert_eq!(level, Some(Level::Docs), "{why}");
    }
}

/// What the generator cannot do still is on the wire.
#[test]
fn what_cannot_be_generated_can_be_compared() {
    let of =
        |parameter: Value| document(&operation(&json!({"parameters": [parameter]})), &json!({}));
    let cookie = |is_required: bool| {
        of(
            json!({"name": "c", "in": "cookie", "required": is_required, "schema": {"type": "string"}}),
        )
    };
    let (level, why) = worst(&cookie(false), &cookie(true));
    assert_eq!(level, Some(Level::Breaking), "{why}");
}

#[test]
fn a_credential_that_no_operation_asks_for_breaks_nothing() {
    let of = |name: &str, security: Value| {
        let schemes = json!({"k": {"type": "apiKey", "in": "header", "name": name}});
        document(&operation(&json!({"security": security})), &schemes)
    };
    for (security, expected) in [
        (json!([]), Level::Safe),
        (json!([{"k": []}]), Level::Breaking),
    ] {
        let (level, why) = worst(&of("X-A", security.clone()), &of("X-B", security));
        assert_eq!(level, Some(expected), "{why}");
    }
}

#[test]
fn a_header_may_be_deprecated_and_a_server_described() {
    let header = |is_deprecated: bool| {
        let headers = json!({"X-A": {"deprecated": is_deprecated, "schema": {"type": "string"}}});
        let responses = json!({"200": {"description": "d", "headers": headers}});
        document(&operation(&json!({"responses": responses})), &json!({}))
    };
    let (level, why) = worst(&header(false), &header(true));
    assert_eq!(level, Some(Level::Safe), "{why}");
    let server = |servers: Value| {
        let mut document: Value = serde_json::from_str(&header(false)).expect("it is JSON");
        document["servers"] = servers;
        document.to_string()
    };
    let (level, why) = worst(&server(json!([])), &server(json!([{"url": "/"}])));
    assert_eq!(level, None, "{why}");
}
