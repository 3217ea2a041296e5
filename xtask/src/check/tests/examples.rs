//! Examples against their schemas.

use super::{NONE, document, exchanging, findings, found, in_schema};

/// What is wrong with an example of a schema: the messages.
fn wrong(schema: &str, example: &str) -> Vec<String> {
    let text = exchanging(&format!("T: {{example: {example}, {schema}}}"));
    let messages = findings(&text).into_iter();
    messages
        .map(|finding| {
            assert_eq!(finding.code.as_str(), "invalid-example", "{finding:?}");
            finding.message
        })
        .collect()
}

#[test]
fn of_every_type() {
    for (schema, example, expected) in [
        (
            "type: string",
            "5",
            "the example must be a text, not the number 5",
        ),
        (
            "type: integer",
            "1.5",
            "the example must be a whole number, not the number 1.5",
        ),
        (
            "type: boolean",
            "'true'",
            "the example must be `true` or `false`, not the text `true`",
        ),
        (
            "type: array, items: {}",
            "{}",
            "the example must be a list, not an object",
        ),
        (
            "type: object",
            "[]",
            "the example must be an object, not a list",
        ),
        (
            "type: string, enum: [a, b]",
            "c",
            "the example is the text `c`, which is not one of the values of this `enum`",
        ),
        (
            "enum: [1, 2]",
            "3",
            "the example is the number 3, which is not one of the values of this `enum`",
        ),
        (
            "type: string, minLength: 2",
            "ä",
            "the example has 1 character, which is fewer than 2",
        ),
        (
            "type: string, maxLength: 1",
            "äö",
            "the example has 2 characters, which is more than 1",
        ),
        (
            "type: string, pattern: '^[a-z]+$'",
            "A",
            "the example is `A`, which the pattern does not match",
        ),
        (
            "type: string, pattern: '^\\d+-\\d+$'",
            "1-a",
            "the example is `1-a`, which the pattern does not match",
        ),
        (
            "type: string, format: date-time",
            "'2024-01-01'",
            "the example is `2024-01-01`, which is not a date and time such as `2024-07-29T15:51:28Z`",
        ),
        (
            "type: integer, format: int32",
            "2147483648",
            "the example is 2147483648, which is not a 32-bit integer",
        ),
        (
            "type: integer, minimum: 3",
            "2",
            "the example is 2, which is less than 3",
        ),
        (
            "type: number, maximum: 3, exclusiveMaximum: true",
            "3",
            "the example is 3, which is not less than 3",
        ),
        (
            "type: number, multipleOf: 0.1",
            "0.25",
            "the example is 0.25, which is not a multiple of 0.1",
        ),
        (
            "type: array, items: {type: string}, minItems: 1",
            "[]",
            "the example has 0 items, which is fewer than 1",
        ),
        (
            "type: array, items: {type: string}",
            "[a, 1]",
            "an item of the example must be a text, not the number 1",
        ),
        (
            "type: array, items: {type: array, items: {type: string}}",
            "[[a], [1]]",
            "an item of an item of the example must be a text, not the number 1",
        ),
        (
            "type: array, items: {}, uniqueItems: true",
            "[a, b, a]",
            "this item is the same as item 1 of this list",
        ),
        (
            "type: object, maxProperties: 1",
            "{a: 1, b: 2}",
            "the example has 2 properties, which is more than 1",
        ),
        (
            "type: object, additionalProperties: {type: string}",
            "{a: 1}",
            "`a` must be a text, not the number 1",
        ),
        (
            "type: object, properties: {a: {}}, additionalProperties: false",
            "{b: 1}",
            "there is no property `b`",
        ),
        (
            "type: object, properties: {colour: {}}",
            "{color: 1}",
            "there is no property `color`",
        ),
        (
            "type: object, required: [a], properties: {a: {}}",
            "{}",
            "the example lacks `a`, which is required",
        ),
        (
            "type: object, required: [a, b, c]",
            "{b: 1}",
            "the example lacks `a` and `c`, which are required",
        ),
        (
            "not: {type: string}",
            "a",
            "the example is what `not` excludes",
        ),
        (
            "oneOf: [{type: string}, {type: string, maxLength: 1}]",
            "1",
            "the example fits none of the 2 members of `oneOf`",
        ),
        (
            "anyOf: [{type: string}, {type: object, properties: {a: {type: string}}}]",
            "{a: 1}",
            "`a` must be a text, not the number 1",
        ),
        (
            "allOf: [{type: string}, {maxLength: 1}]",
            "ab",
            "the example has 2 characters, which is more than 1",
        ),
    ] {
        assert_eq!(wrong(schema, example), [expected], "{schema} {example}");
    }
}

#[test]
fn what_fits() {
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
        let found: Vec<_> = wrong_of_examples(schema, example);
        assert_eq!(found, NONE, "{schema} {example}");
    }
}

/// Without what is wrong with the schema itself.
fn wrong_of_examples(schema: &str, example: &str) -> Vec<String> {
    in_schema(&format!("{{example: {example}, {schema}}}"))
        .into_iter()
        .filter(|line| line.starts_with("[invalid-example]"))
        .collect()
}

#[test]
fn the_place_is_the_line_of_the_value() {
    let text = exchanging(
        "T:
  type: object
  properties:
    labels: {type: array, items: {$ref: '#/components/schemas/L'}}
  example:
    labels:
    - name: a
    - name: 5
    - nam: c
    -
      name: d
L:
  type: object
  required: [name]
  properties:
    name: {type: string}",
    );
    assert_eq!(
        found(&text),
        [
            "warning[invalid-example] 10:17 `name` must be a text, not the number 5 (the schema says so here 18:16) | write it in quotes",
            "warning[invalid-example] 11:11 an item of `labels` lacks `name`, which is required (the schema says so here 16:7) | rename `nam` to `name`",
        ]
    );
    let pointers: Vec<String> = findings(&text)
        .into_iter()
        .map(|finding| finding.at.pointer)
        .collect();
    assert_eq!(
        pointers,
        [
            "/components/schemas/T/example/labels/1/name",
            "/components/schemas/T/example/labels/2/nam"
        ]
    );
}

#[test]
fn a_discriminator_says_which_member_is_meant() {
    let text = exchanging(
        "T:
  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
  discriminator: {propertyName: kind, mapping: {a: A, b: '#/components/schemas/B'}}
  example:
    kind: b
    size: large
A: {type: object, required: [kind], properties: {kind: {type: string}}}
B: {type: object, required: [kind], properties: {kind: {type: string}, size: {type: integer}}}",
    );
    assert_eq!(
        found(&text),
        [
            "warning[invalid-example] 8:15 `size` must be a whole number, not the text `large` (the schema says so here 10:83) | correct the example, or the schema"
        ]
    );
}

#[test]
fn directions() {
    let text = document(
        "paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/A'}
            example: {id: 1, secret: s}
      responses:
        '200':
          description: Yes
          content:
            application/json:
              schema: {$ref: '#/components/schemas/A'}
              example: {id: 1, secret: s}
        '201':
          description: Yes
          content:
            application/json:
              schema: {$ref: '#/components/schemas/A'}
              example: {}
components:
  schemas:
    A:
      type: object
      required: [id, secret]
      properties:
        id: {type: integer, readOnly: true}
        secret: {type: string, writeOnly: true}",
    );
    assert_eq!(
        found(&text),
        [
            "warning[invalid-example] 8:23 `id` is `readOnly`: a request does not have it (the schema says so here 28:29) | remove it from the example, or correct the schema",
            "warning[invalid-example] 15:32 `secret` is `writeOnly`: an answer does not have it (the schema says so here 29:32) | remove it from the example, or correct the schema",
            "warning[invalid-example] 21:15 the example lacks `id`, which is required (the schema says so here 26:7) | add `id`, or correct the `required` list",
        ]
    );
}

#[test]
fn examples_elsewhere_are_checked_where_they_are_used_and_reported_once() {
    let text = document(
        "paths:
  /a:
    post:
      parameters:
      - {name: p, in: query, schema: {type: integer}, examples: {e: {$ref: '#/components/examples/E'}}}
      - {name: q, in: query, schema: {type: array, items: {type: string}}, example: 'a,b'}
      - {name: r, in: query, schema: {type: array, items: {type: string}}, example: [1]}
      requestBody:
        content:
          application/json: {schema: {type: integer}, examples: {e: {$ref: '#/components/examples/E'}}}
          multipart/form-data: {schema: {type: integer}, examples: {e: {$ref: '#/components/examples/E'}}}
          application/xml: {schema: {type: object}, example: <a/>}
      responses: {'200': {description: Yes, headers: {h: {schema: {type: integer}, example: a}}}}
components:
  examples:
    E:
      value: text",
    );
    assert_eq!(
        found(&text),
        [
            "warning[invalid-example] 7:86 an item of the example must be a text, not the number 1 (the schema says so here 7:60) | write it in quotes",
            "warning[invalid-example] 13:93 the example must be a whole number, not the text `a` (the schema says so here 13:68) | correct the example, or the schema",
            "warning[invalid-example] 17:14 the example must be a whole number, not the text `text` (the schema says so here 5:39) (where the example is used 5:66) | correct the example, or the schema",
        ]
    );
}
