//! `$ref`.

use super::{answered, document, findings, lowered, outline, plain, types};

#[test]
fn a_reference_into_a_schema_is_the_type_there() {
    let text = types(&answered(
        "T: {type: object, properties: {o: {$ref: '#/components/schemas/X/properties/o'}, s: {$ref: '#/components/schemas/X/properties/s'}, i: {$ref: '#/components/schemas/X/properties/l/items'}}}
X: {type: object, properties: {z: {type: string}, o: {type: object, properties: {b: {type: string}, a: {type: string}}}, s: {type: string, maxLength: 3}, l: {type: array, items: {type: object, properties: {a: {type: string}}}}}}",
    ));
    assert_eq!(
        text,
        plain(
            "
            T response
              o?: X/properties/o
              s?: text maxLength=3
              i?: X/properties/l/items
            X/properties/l/items response (X l)
              a?: text
            X/properties/o response (X o)
              b?: text
              a?: text
            "
        )
    );
}

#[test]
fn a_reference_into_a_path_is_the_type_there() {
    let (api, found) = lowered(&document(
        "paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: a, tags: [A], responses: {'200': {description: Yes, content: {application/json: {schema: {type: object, properties: {x: {type: string}}}}}}}}
  /b:
    get: {operationId: b, tags: [A], responses: {'200': {description: Yes, content: {application/json: {schema: {type: array, items: {$ref: '#/paths/~1a~1%7Bid%7D/get/responses/200/content/application~1json/schema'}}}}}}}
",
    ));
    assert_eq!(found, []);
    let pointer = "/paths/~1a~1{id}/get/responses/200/content/application~1json/schema";
    assert_eq!(
        outline::types(&api),
        format!("{pointer} response (a 200)\n  x?: text\n")
    );
    assert!(outline::operations(&api).contains(&format!("Json [{pointer}]")));
}

#[test]
fn what_a_reference_cannot_lead_to_is_an_error() {
    let cases = [
        (
            "#/components/schemas/Usre",
            "`#/components/schemas/Usre` does not exist; something similar: /components/schemas/User; did you mean `#/components/schemas/User`?",
        ),
        (
            "#/components/schemas/Zzzzzz",
            "`#/components/schemas/Zzzzzz` does not exist; define it, or refer to one that exists: `T`, `User`",
        ),
        (
            "#/components/examples/Zzzzzz",
            "`#/components/examples/Zzzzzz` does not exist; define it: there is no `#/components/examples` at all",
        ),
        (
            "#/components/responses/Bad",
            "`#/components/responses/Bad` is not a schema; this is what it refers to: /components/responses/Bad; refer to a schema, or write it here",
        ),
        (
            "#/info",
            "`#/info` is not a schema; this is what it refers to: /info; refer to a schema, or write it here",
        ),
        (
            "other.yaml#/User",
            "`other.yaml#/User` is in another document; copy what it refers to into this document, as under `components/schemas`",
        ),
        (
            "#User",
            "`#User` is no JSON pointer; write `#/` and the keys that lead there, as in `#/components/schemas/…`",
        ),
    ];
    for (reference, expected) in cases {
        let text = format!(
            "{}  responses:\n    Bad: {{description: Bad}}\n",
            answered(&format!(
                "T: {{type: object, properties: {{a: {{$ref: '{reference}'}}}}}}\nUser: {{type: string}}"
            ))
        );
        assert_eq!(
            findings(&text),
            format!("error[invalid-ref] /components/schemas/T/properties/a/$ref: {expected}\n")
        );
    }
}

#[test]
fn names_for_each_other_and_nothing_else_are_an_error() {
    let text = findings(&answered(
        "T: {$ref: '#/components/schemas/U'}\nU: {allOf: [{$ref: '#/components/schemas/T'}]}",
    ));
    assert_eq!(
        text,
        plain(
            "
            error[invalid-ref] /components/schemas/T/$ref: this schema is only another name for itself; this leads back to it: /components/schemas/U; say in one of the places what the value is
            error[invalid-ref] /components/schemas/U/allOf/0/$ref: this schema is only another name for itself; this leads back to it: /components/schemas/T; say in one of the places what the value is
            "
        )
    );
    let text = findings(&answered(
        "T: {type: array, items: {$ref: '#/components/schemas/T'}}",
    ));
    assert!(
        text.starts_with("error[invalid-ref] /components/schemas/T/items/$ref"),
        "{text}"
    );
}

#[test]
fn a_list_in_place_that_holds_itself_is_an_error() {
    let text = findings(&answered(
        "T: {type: object, properties: {a: {type: array, items: {$ref: '#/components/schemas/T/properties/a'}}}}",
    ));
    assert!(text.starts_with("error[invalid-ref] /components/schemas/T/properties/a/items/$ref: this reference leads back to itself"), "{text}");
}

#[test]
fn a_type_may_hold_itself() {
    let text = types(&answered(
        "T: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/T'}}, inner: {type: object, properties: {more: {$ref: '#/components/schemas/T/properties/inner'}}}}}",
    ));
    assert_eq!(
        text,
        plain(
            "
            T response
              children?: [T]
              inner?: T/properties/inner
            T/properties/inner response (T inner)
              more?: T/properties/inner
            "
        )
    );
}

#[test]
fn parameters_bodies_responses_and_examples_are_found() {
    let (api, found) = lowered(&document(
        "paths:
  /t:
    post:
      operationId: t
      tags: [T]
      parameters: [{$ref: '#/components/parameters/Page'}]
      requestBody: {$ref: '#/components/requestBodies/Body'}
      responses: {'200': {$ref: '#/components/responses/Indirect'}}
components:
  parameters: {Page: {name: page, in: query, schema: {type: integer}}}
  requestBodies: {Body: {required: true, content: {application/json: {schema: {type: string}, examples: {one: {$ref: '#/components/examples/One'}}}}}}
  responses:
    Indirect: {$ref: '#/components/responses/Direct'}
    Direct: {description: Yes, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
  examples: {One: {value: text}}
",
    ));
    assert_eq!(found, []);
    assert_eq!(
        outline::operations(&api),
        plain(
            "
            t POST /t
              Query page?: int64 Repeated
              body Json: text
              Code(200) Json /components/responses/Direct/content/application~1json/schema
            "
        )
    );
    assert!(
        outline::types(&api).contains("(Direct)"),
        "{}",
        outline::types(&api)
    );
    let examples = &api.operations[0].body.as_ref().expect("a body").media[0].examples;
    assert_eq!(examples.as_slice(), [("one".to_owned(), "text".into())]);
}

#[test]
fn a_ring_of_responses_is_an_error() {
    let text = findings(&document(
        "paths:
  /t:
    get: {operationId: t, tags: [T], responses: {'200': {$ref: '#/components/responses/A'}}}
components: {responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: '#/components/responses/A'}}}
",
    ));
    assert!(
        text.contains(
            "error[invalid-ref] /components/responses/A/$ref: this reference leads back to itself"
        ),
        "{text}"
    );
}
