//! `allOf`.

use super::{answered, exchanged, lowered, plain, types};
use crate::api::TypeKind;

#[test]
fn a_reference_with_annotations_stays_the_type_that_it_refers_to() {
    // How DRF's generator describes a field of another serializer.
    let text = types(&exchanged(
        "T:
  type: object
  properties:
    a: {description: A., allOf: [{$ref: '#/components/schemas/U'}]}
    b: {nullable: true, allOf: [{$ref: '#/components/schemas/U'}]}
    c: {type: object, nullable: true, allOf: [{$ref: '#/components/schemas/U'}, {description: more}]}
    d: {default: x, allOf: [{$ref: '#/components/schemas/E'}]}
    e: {readOnly: true, allOf: [{$ref: '#/components/schemas/U'}]}
U: {type: object, properties: {x: {type: string}}}
E: {type: string, enum: [x]}",
    ));
    assert_eq!(
        text,
        plain(
            r#"
            E both enum "x"
            T#Read response
              a?: U
              b?: U or null
              c?: U or null
              d?: E
              e?: U read-only
            T#Write request
              a?: U
              b?: U or null
              c?: U or null
              d?: E
            U both
              x?: text
            "#
        )
    );
}

#[test]
fn members_and_siblings_merge() {
    let text = types(&answered(
        "T:
  allOf:
    - $ref: '#/components/schemas/Base'
    - {type: object, required: [b, id], properties: {b: {type: string}, name: {type: string, maxLength: 5}}}
  required: [name]
  properties: {c: {type: integer}}
Base: {type: object, required: [id], properties: {id: {type: string}, name: {type: string, minLength: 1}}}",
    ));
    assert_eq!(
        text,
        "T response\n  id: text\n  name: text minLength=1 maxLength=5\n  b: text\n  c?: int64\n"
    );
}

#[test]
fn merged_fields_know_where_they_come_from() {
    let (api, _) = lowered(&answered(
        "T: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {b: {type: string}}}]}\nBase: {type: object, properties: {a: {type: string}}}",
    ));
    let places: Vec<_> = api
        .types
        .values()
        .filter_map(|definition| match &definition.kind {
            TypeKind::Struct(object) => Some(
                object
                    .fields
                    .iter()
                    .map(|field| field.at.pointer.as_str())
                    .collect::<Vec<_>>(),
            ),
            _ => None,
        })
        .collect();
    assert_eq!(
        places,
        [[
            "/components/schemas/Base/properties/a",
            "/components/schemas/T/allOf/1/properties/b"
        ]]
    );
}

#[test]
fn a_diamond_merges_once() {
    let text = types(&answered(
        "T: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
A: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {a: {type: string}}}]}
B: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {b: {type: string}}}]}
Base: {type: object, properties: {id: {type: string}}}",
    ));
    assert_eq!(text, "T response\n  id?: text\n  a?: text\n  b?: text\n");
}

#[test]
fn objects_in_properties_merge_too() {
    let text = types(&answered(
        "T: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
A: {type: object, properties: {o: {type: object, properties: {a: {type: string}}}, l: {type: array, items: {type: object, properties: {a: {type: string}}}}, again: {$ref: '#/components/schemas/A'}}}
B: {type: object, properties: {o: {type: object, properties: {b: {type: string}}}, l: {type: array, items: {type: object, properties: {b: {type: string}}}}, again: {$ref: '#/components/schemas/B'}}}",
    ));
    assert_eq!(
        text,
        plain(
            "
            T response
              o?: T/properties/o
              l?: [T/properties/l/items]
              again?: T
            T/properties/l/items response (T l)
              a?: text
              b?: text
            T/properties/o response (T o)
              a?: text
              b?: text
            "
        )
    );
}

#[test]
fn strings_merge_and_enums_intersect() {
    let text = types(&answered(
        "T: {type: object, properties: {a: {allOf: [{type: string, minLength: 1}, {type: string, format: email, maxLength: 9}]}, b: {allOf: [{type: string, enum: [x, y]}, {enum: [y, z]}]}}}",
    ));
    assert_eq!(
        text,
        "T response\n  a?: email minLength=1 maxLength=9\n  b?: T/properties/b\nT/properties/b response (T b) enum \"y\"\n"
    );
}

#[test]
fn constraints_without_a_type_are_about_the_type_beside_them() {
    let text = types(&answered(
        "T: {type: object, properties: {a: {allOf: [{type: string}, {maxLength: 5}, {description: A.}]}}}",
    ));
    assert_eq!(text, "T response\n  a?: text maxLength=5\n");
}

#[test]
fn a_union_in_it_gets_the_other_properties() {
    let text = types(&answered(
        "T: {allOf: [{type: object, required: [id], properties: {id: {type: string}}}, {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}]}
A: {type: object, required: [a], properties: {a: {type: string}}}
B: {type: object, required: [b], properties: {b: {type: string}}}",
    ));
    assert_eq!(
        text,
        plain(
            r#"
            T response by keys [["a"], ["b"]]
              | A: T/oneOf/0
              | B: T/oneOf/1
            T/oneOf/0 response (T A)
              id: text
              a: text
            T/oneOf/1 response (T B)
              id: text
              b: text
            "#
        )
    );
}
