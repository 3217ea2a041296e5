//! Tests of the spelling of 3.0: which schemas become which, and where findings then are.

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::Report;

/// A document with this schema as the component `A`, in the spelling of 3.0.
fn respelled(schema: &Value) -> (Tree, Respelled) {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {"A": schema}},
    });
    let mut tree = Tree::parse(&document.to_string(), &mut Report::default()).expect("JSON");
    let respelled = respell(&mut tree);
    (tree, respelled)
}

#[track_caller]
fn becomes(schema: Value, expected: Value) {
    let (tree, _) = respelled(&schema);
    let found = tree.get("/components/schemas/A").expect("the schema");
    assert_eq!(found.to_json(), expected, "{schema}");
}

#[test]
fn types() {
    becomes(json!({"type": "string"}), json!({"type": "string"}));
    becomes(json!({"type": ["string"]}), json!({"type": "string"}));
    becomes(
        json!({"type": ["string", "null"], "maxLength": 2}),
        json!({"type": "string", "nullable": true, "maxLength": 2}),
    );
    becomes(json!({"type": "null"}), json!({"enum": [null]}));
    becomes(
        json!({"type": ["integer", "number"]}),
        json!({"type": "number"}),
    );
    becomes(
        json!({"type": ["string", "integer", "null"], "maxLength": 2, "minimum": 3, "title": "t"}),
        json!({
            "title": "t",
            "anyOf": [
                {"type": "string", "maxLength": 2},
                {"type": "integer", "minimum": 3},
                {"enum": [null]},
            ],
        }),
    );
    becomes(
        json!({"type": ["string", "integer"], "anyOf": [{"minimum": 1}, {"maxLength": 2}]}),
        json!({
            "anyOf": [{"minimum": 1}, {"maxLength": 2}],
            "allOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}],
        }),
    );
    let all = ["string", "number", "boolean", "array", "object", "null"];
    becomes(
        json!({"type": all, "title": "t"}),
        json!({"title": "t", "nullable": true}),
    );
}

#[test]
fn values_and_bounds() {
    becomes(json!({"const": 1}), json!({"enum": [1]}));
    becomes(json!({"const": null}), json!({"enum": [null]}));
    becomes(json!({"const": 1, "enum": [1, 2]}), json!({"enum": [1]}));
    becomes(
        json!({"const": 3, "enum": [1, 2]}),
        json!({"enum": [1, 2], "allOf": [{"enum": [3]}]}),
    );
    becomes(
        json!({"type": "null", "const": 1}),
        json!({"enum": [1], "allOf": [{"enum": [null]}]}),
    );
    becomes(
        json!({"type": "null", "enum": ["a", null]}),
        json!({"enum": [null]}),
    );
    becomes(
        json!({"examples": [1, 2]}),
        json!({"examples": [1, 2], "example": 1}),
    );
    becomes(
        json!({"exclusiveMinimum": 1, "exclusiveMaximum": 5}),
        json!({"minimum": 1, "exclusiveMinimum": true, "maximum": 5, "exclusiveMaximum": true}),
    );
    becomes(
        json!({"minimum": 2, "exclusiveMinimum": 1, "maximum": 5, "exclusiveMaximum": 5}),
        json!({"minimum": 2, "maximum": 5, "exclusiveMaximum": true}),
    );
    // Left over.
    let old = json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "nullable": true});
    becomes(old.clone(), old);
}

#[test]
fn booleans() {
    becomes(json!(true), json!({}));
    becomes(json!(false), json!({"not": {}}));
    becomes(
        json!({"additionalProperties": false, "properties": {"a": true}}),
        json!({"additionalProperties": false, "properties": {"a": {}}}),
    );
    becomes(
        json!({"items": false, "prefixItems": [true]}),
        json!({"prefixItems": [{}], "maxItems": 1}),
    );
    becomes(json!({"items": true}), json!({"items": {}}));
    becomes(
        json!({"unevaluatedProperties": false}),
        json!({"additionalProperties": false}),
    );
    becomes(
        json!({"additionalProperties": {}, "unevaluatedProperties": false}),
        json!({"additionalProperties": {}}),
    );
    becomes(json!({"propertyNames": {"type": "string"}}), json!({}));
    becomes(
        json!({"prefixItems": [true], "unevaluatedItems": false}),
        json!({"prefixItems": [{}], "maxItems": 1}),
    );
    // What these are about depends on the value.
    for beside in ["allOf", "anyOf", "oneOf"] {
        becomes(
            json!({beside: [true], "unevaluatedItems": false}),
            json!({beside: [{}], "unevaluatedItems": {"not": {}}}),
        );
    }
    becomes(
        json!({"dependentSchemas": {}, "unevaluatedProperties": {}, "unevaluatedItems": {"type": "null"}}),
        json!({"unevaluatedItems": {"enum": [null]}}),
    );
}

#[test]
fn content() {
    let byte = json!({"type": "string", "format": "byte"});
    becomes(json!({"type": "string", "contentEncoding": "base64"}), byte);
    becomes(
        json!({"contentEncoding": "base64url"}),
        json!({"type": "string", "format": "base64url"}),
    );
    let binary = json!({"type": "string", "format": "binary"});
    becomes(json!({"contentMediaType": "image/png"}), binary);
    becomes(
        json!({"type": "string", "contentMediaType": "application/json", "contentSchema": true}),
        json!({"type": "string"}),
    );
}

#[test]
fn references() {
    let only = json!({"$ref": "#/components/schemas/B"});
    becomes(only.clone(), only);
    becomes(
        json!({"$ref": "#/components/schemas/B", "description": "d", "allOf": [true]}),
        json!({"description": "d", "allOf": [{}, {"$ref": "#/components/schemas/B"}]}),
    );
    becomes(
        json!({"$ref": "#b", "$defs": {"B": {"$anchor": "b"}}}),
        json!({"$defs": {"B": {}}, "allOf": [{"$ref": "#/components/schemas/A/$defs/B"}]}),
    );
    becomes(
        json!({"properties": {"a": {"$recursiveRef": "#"}}}),
        json!({"properties": {"a": {"$ref": "#/components/schemas/A"}}}),
    );
    becomes(
        json!({"$dynamicAnchor": "a", "items": {"$dynamicRef": "#a"}}),
        json!({"items": {"$ref": "#/components/schemas/A"}}),
    );
}

#[test]
fn conditions() {
    becomes(
        json!({"if": {"minimum": 1}, "then": {"maximum": 2}}),
        json!({"not": {"allOf": [{"minimum": 1}, {"not": {"maximum": 2}}]}}),
    );
    becomes(
        json!({"if": {"minimum": 1}, "else": {"maximum": 2}, "then": true}),
        json!({"not": {"allOf": [{"not": {"minimum": 1}}, {"not": {"maximum": 2}}]}}),
    );
    becomes(
        json!({"dependentRequired": {"a": ["b"]}, "not": {"type": "string"}}),
        json!({
            "not": {"type": "string"},
            "allOf": [{
                "not": {"type": "object", "required": ["a"], "not": {"required": ["b"]}},
            }],
        }),
    );
    becomes(json!({"then": {"minimum": 1}}), json!({}));
    // Those in others are not copied.
    let mut deep = json!({"minimum": 1});
    for _ in 0..40 {
        deep = json!({"if": deep, "then": {"maximum": 2}, "else": {"maximum": 3}});
    }
    let (tree, _) = respelled(&deep);
    let place = "/components/schemas/A/allOf/0/not/allOf/0/not";
    let reference = json!({"$ref": "#/components/schemas/A/not/allOf/0"});
    assert_eq!(tree.get(place).expect("the condition").to_json(), reference);
}

#[test]
fn findings_are_where_the_document_has_them() {
    let schema = json!({
        "type": ["string", "integer"],
        "maxLength": 2,
        "$ref": "#/components/schemas/B",
        "const": 1,
        "dependentRequired": {"a": ["b"]},
        "if": {"exclusiveMinimum": 1},
        "then": false,
    });
    let (tree, respelled) = respelled(&schema);
    for (here, there) in [
        ("/anyOf/0/maxLength", "/maxLength"),
        ("/anyOf/1/type", "/type/1"),
        ("/allOf/1/$ref", "/$ref"),
        ("/enum/0", "/const"),
        ("/not", "/then"),
        ("/not/allOf/0/minimum", "/if/exclusiveMinimum"),
        ("/allOf/0/not/not/required", "/dependentRequired/a/required"),
    ] {
        let pointer = |rest: &str| format!("/components/schemas/A{rest}");
        assert!(tree.get(&pointer(here)).is_some(), "{here}");
        assert_eq!(respelled.original(&pointer(here)), pointer(there));
    }
}

#[test]
fn findings_are_where_the_document_has_what_moved_twice() {
    let pointer = |rest: &str| format!("/components/schemas/A{rest}");
    let twice = json!({"type": ["string", "integer"], "exclusiveMinimum": 1});
    let beside = json!({
        "type": ["string", "integer", "null"],
        "exclusiveMinimum": 1,
        "anyOf": [{"maxLength": 2}],
    });
    for (schema, here, there) in [
        (&twice, "/anyOf/1/minimum", "/exclusiveMinimum"),
        (&beside, "/allOf/0/anyOf/1/minimum", "/exclusiveMinimum"),
        (&beside, "/allOf/0/anyOf/1/type", "/type/1"),
        (&beside, "/allOf/0/anyOf/2/enum", "/type"),
        (&beside, "/anyOf/0/maxLength", "/anyOf/0/maxLength"),
    ] {
        let (tree, respelled) = respelled(schema);
        assert!(tree.get(&pointer(here)).is_some(), "{here}");
        assert_eq!(respelled.original(&pointer(here)), pointer(there));
    }
    let named = json!({"properties": {"dependents": {"const": 1}}, "dependentRequired": {"a": []}});
    let (_, respelled) = respelled(&named);
    let keyword = |rest: &str| respelled.keyword(&pointer(rest));
    assert_eq!(
        keyword("/properties/dependents/enum").as_deref(),
        Some("const")
    );
    assert_eq!(keyword("/not").as_deref(), Some("dependentRequired"));
}

#[test]
fn references_to_what_moved_lead_there() {
    let schema = json!({
        "type": ["string", "object"],
        "properties": {"id": {"type": ["string", "array"], "items": true}},
        "if": {"minLength": 1},
        "then": {"maxLength": 2},
        "dependentSchemas": {"id": {"minProperties": 2}},
        "$defs": {
            "id": {"$ref": "#/components/schemas/A/properties/id"},
            "items": {"$ref": "#/components/schemas/A/properties/id/items"},
            "then": {"$ref": "#/components/schemas/A/then"},
            "if": {"$ref": "#/components/schemas/A/if"},
            "dependent": {"$ref": "#/components/schemas/A/dependentSchemas/id"},
            "none": {"$ref": "#/components/schemas/A/properties/none"},
            "list": {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/A/then"}]},
            "mapped": {"discriminator": {
                "propertyName": "id",
                "mapping": {"$ref": "#/components/schemas/A/then", "name": "A"},
            }},
        },
    });
    let (tree, _) = respelled(&schema);
    for (name, target) in [
        ("id", "anyOf/1/properties/id"),
        ("items", "anyOf/1/properties/id/anyOf/1/items"),
        ("then", "not/allOf/1/not"),
        ("if", "not/allOf/0"),
        ("dependent", "allOf/0/not/not"),
        ("none", "properties/none"),
        ("list/anyOf/1", "not/allOf/1/not"),
        ("mapped/discriminator/mapping", "not/allOf/1/not"),
    ] {
        let place = format!("/components/schemas/A/$defs/{name}/$ref");
        let found = tree.get(&place).and_then(Node::as_str);
        let target = format!("#/components/schemas/A/{target}");
        assert_eq!(found, Some(target.as_str()), "{name}");
    }
}

#[test]
fn path_items() {
    let document = "
openapi: 3.1.0
paths:
  /a: {$ref: '#/components/pathItems/A', summary: own}
  /b: {$ref: '#/components/pathItems/None'}
components:
  pathItems:
    A: {summary: theirs, get: {operationId: a}}
    B: {get: {operationId: b}}
    C: {get: {callbacks: {d: {'{$url}': {$ref: '#/components/pathItems/D'}}}}}
    D: {get: {callbacks: {c: {'{$url}': {$ref: '#/components/pathItems/C'}}}}}
";
    let mut tree = Tree::parse(document, &mut Report::default()).expect("YAML");
    let respelled = respell(&mut tree);
    let json = |pointer: &str| tree.get(pointer).expect("a node").to_json();
    assert_eq!(
        json("/paths/~1a"),
        json!({"summary": "own", "get": {"operationId": "a"}})
    );
    assert_eq!(
        json("/paths/~1b"),
        json!({"$ref": "#/components/pathItems/None"})
    );
    let mut left = json("/components/pathItems");
    // C and D refer to each other without end.
    let left_over = left.as_object_mut().expect("an object").remove("C");
    assert!(left_over.is_some());
    assert_eq!(left, json!({"B": {"get": {"operationId": "b"}}}));
    assert_eq!(
        respelled.original("/paths/~1a/get/operationId"),
        "/components/pathItems/A/get/operationId"
    );
}
