//! `$ref`.

use super::{answered, document, lowered, outline, plain, types};

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
              Query page?: int64 Form exploded
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
fn a_description_beside_a_reference_counts_in_3_1() {
    let text = document(
        "paths:
  /t:
    post:
      operationId: t
      tags: [T]
      parameters: [{$ref: '#/components/parameters/P', description: own p}, {$ref: '#/components/parameters/Q'}]
      requestBody: {$ref: '#/components/requestBodies/B', description: own b}
      responses: {'204': {$ref: '#/components/responses/R', description: own r}}
components:
  parameters:
    P: {name: p, in: query, schema: {type: string}, description: p}
    Q: {name: q, in: query, schema: {type: string}, description: q}
  requestBodies: {B: {description: b, content: {application/json: {schema: {type: string}}}}}
  responses: {R: {description: r, headers: {X-H: {$ref: '#/components/headers/H', description: own h}}}}
  headers: {H: {description: h, schema: {type: string}}}
",
    );
    let (api, found) = lowered(&text.replace("3.0.3", "3.1.0"));
    assert_eq!(found, []);
    let operation = &api.operations[0];
    let docs = operation.parameters.iter().map(|it| it.docs.as_deref());
    let mut docs: Vec<_> = docs.collect();
    docs.push(operation.body.as_ref().and_then(|it| it.docs.as_deref()));
    docs.push(Some(&operation.responses[0].docs));
    for def in api.types.values() {
        if let crate::api::TypeKind::Struct(object) = &def.kind {
            docs.extend(object.fields.iter().map(|it| it.docs.as_deref()));
        }
    }
    assert_eq!(docs, ["own p", "q", "own b", "own r", "own h"].map(Some));
}

#[test]
fn an_example_of_a_webhook_is_followed() {
    let text = document(
        "webhooks:
  newThing:
    post:
      requestBody:
        content: {application/json: {schema: {type: string}, examples: {one: {$ref: '#/components/examples/One'}}}}
      responses: {'204': {description: Done.}}
components:
  examples: {One: {value: text}}
",
    );
    let (api, _) = lowered(&text.replace("3.0.3", "3.1.0"));
    let body = api.webhooks[0].body.as_ref().expect("a body");
    assert_eq!(
        body.examples.as_slice(),
        [("one".to_owned(), "text".into())]
    );
}
