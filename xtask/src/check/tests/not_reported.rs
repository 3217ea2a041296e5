//! Right documents that look like wrong ones.

use super::{document, exchanging, findings};

#[test]
fn documents() {
    let item = "{get: {responses: {'204': {description: d}}}}";
    for rest in [
        "paths: {}".to_owned(),
        format!("paths: {{/a: {item}, /b: {item}}}"),
        format!("paths: {{/: {item}, /a/: {item}, /b/: {item}, '/{{b}}.{{c}}/': {item}, /a/b:do/: {item}}}"),
        format!("paths: {{'/{{b}}:do/': {item}, /.well-known/x..y: {item}, x-note: 1}}"),
        "paths: {/a: {get: {tags: [Undescribed], responses: {'200': {description: Yes}}}}}".to_owned(),
        "paths:
  /a:
    get:
      responses: {'200': {description: Yes, headers: {h: {schema: {type: string}}, i: {$ref: '#/paths/~1a/get/responses/200/headers/h'}}}}
      callbacks: {c: {$ref: '#/components/callbacks/C'}}
  /b: {$ref: '#/paths/~1a'}
components: {callbacks: {C: {x-a: 1, '{$url}': {post: {responses: {'200': {description: Yes}}}}}}}".to_owned(),
    ] {
        let text = document(&rest);
        assert_eq!(findings(&text), [], "{text}");
        let text = text.replace("version: 0.1.0", "version: 0.1.0, provenance: optional");
        assert_eq!(findings(&text), [], "{text}");
    }
}

#[test]
fn schemas() {
    for schema in [
        "{type: integer, minimum: 5, maximum: 5}",
        "{type: string, minLength: 1, maxLength: 1}",
        "{type: number, minimum: -1.5, exclusiveMinimum: true, maximum: -1, exclusiveMaximum: true}",
        "{allOf: [{minimum: 1}, {maximum: 1}]}",
        "{allOf: [{properties: {a: {maxLength: 2}}}, {properties: {b: {minLength: 3}}}]}",
        "{oneOf: [{enum: [a]}, {enum: [b]}]}",
        "{type: string, enum: [a, b], not: {enum: [c]}}",
        "{type: string, nullable: true, default: null}",
    ] {
        let found = findings(&exchanging(&format!("T: {schema}")));
        assert_eq!(found, [], "{schema}");
    }
}

#[test]
fn examples() {
    for (schema, example) in [
        ("type: string, nullable: true, enum: [a]", "null"),
        ("type: string, enum: [a, null]", "null"),
        ("nullable: true, allOf: [{type: object}]", "{}"),
        ("type: integer", "1.0"),
        ("type: number", "1"),
        ("enum: [1]", "1.0"),
        ("enum: [{a: 1, b: 2}]", "{b: 2, a: 1}"),
        (
            "type: string, format: date-time",
            "'2024-07-29 15:51:28.1234567'",
        ),
        ("type: string, format: binary, maxLength: 1", "abc"),
        (
            "type: string, pattern: '^(a+)+$'",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
        ),
        ("type: string, pattern: '('", "a"),
        (
            "not: {type: string, pattern: '^(a+)+$'}",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
        ),
        ("oneOf: [{type: string}, {type: string}]", "a"),
        ("type: object, properties: {a: {}}", "{other: 1}"),
        (
            "type: object, properties: {colour: {}, color: {}}",
            "{color: 1}",
        ),
        (
            "type: object, properties: {colour: {}}, additionalProperties: true",
            "{color: 1}",
        ),
        (
            "allOf: [{properties: {colour: {}}}, {properties: {color: {}}, additionalProperties: false}]",
            "{color: 1, colour: 2}",
        ),
        (
            "properties: {colour: {}}, oneOf: [{properties: {color: {}}}]",
            "{color: 1}",
        ),
        ("required: [id], properties: {id: {readOnly: true}}", "{}"),
        (
            "required: [id], properties: {id: {readOnly: true}}",
            "{id: 1}",
        ),
        (
            "required: [id], allOf: [{properties: {id: {writeOnly: true}}}]",
            "{}",
        ),
    ] {
        let mut found = findings(&exchanging(&format!("T: {{example: {example}, {schema}}}")));
        found.retain(|finding| finding.code.as_str() == "invalid-example");
        assert_eq!(found, [], "{schema} {example}");
    }
}
