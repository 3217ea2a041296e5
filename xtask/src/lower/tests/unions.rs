//! `oneOf` and `anyOf`.

use super::{answered, exchanged, plain, types};

#[test]
fn null_is_no_member() {
    let text = types(&answered(
        "T: {type: object, properties: {a: {oneOf: [{$ref: '#/components/schemas/U'}, {enum: [null]}]}, b: {anyOf: [{type: string}, {$ref: '#/components/schemas/NullEnum'}]}}}
U: {type: object, properties: {x: {type: string}}}
NullEnum: {enum: [null]}",
    ));
    assert_eq!(
        text,
        "T response\n  a?: U or null\n  b?: text or null\nU response\n  x?: text\n"
    );
}

#[test]
fn an_enum_with_empty_and_null_is_that_enum() {
    // How DRF's generator describes a choice that may be blank or null.
    let text = types(&answered(
        "T: {type: object, properties: {title: {nullable: true, oneOf: [{$ref: '#/components/schemas/TitleEnum'}, {$ref: '#/components/schemas/BlankEnum'}, {$ref: '#/components/schemas/NullEnum'}]}}}
TitleEnum: {type: string, enum: [dev, manager]}
BlankEnum: {enum: ['']}
NullEnum: {enum: [null]}",
    ));
    assert_eq!(
        text,
        "T response\n  title?: TitleEnum or null\nTitleEnum response enum \"dev\" \"manager\" \"\"\n"
    );
}

#[test]
fn enums_and_strings_are_one_enum() {
    let text = types(&answered(
        "T: {type: object, properties: {a: {anyOf: [{type: string, enum: [x]}, {type: string, enum: [x, y]}]}, b: {anyOf: [{type: string, enum: [x]}, {type: string}]}, c: {anyOf: [{type: string, format: ipv4}, {type: string, format: ipv6}]}}}",
    ));
    assert_eq!(
        text,
        plain(
            r#"
            T response
              a?: T/properties/a
              b?: T/properties/b
              c?: text
            T/properties/a response (T a) enum "x" "y"
            T/properties/b response (T b) enum "x"
            "#
        )
    );
}

#[test]
fn members_of_different_json_types_are_decoded_by_them() {
    let text = types(&answered(
        "T: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/T'}}, {type: object, properties: {a: {type: string}}}, {type: integer}]}",
    ));
    assert_eq!(
        text,
        plain(
            "
            T response by type
              | string: text
              | T list: [T]
              | a: T/oneOf/2
              | integer: int64
            T/oneOf/2 response (T a)
              a?: text
            "
        )
    );
}

#[test]
fn a_member_that_is_a_union_is_decoded_by_all_of_its_types() {
    let text = types(&answered(
        "T: {oneOf: [{$ref: '#/components/schemas/O'}, {$ref: '#/components/schemas/Id'}]}
O: {type: object, required: [id], properties: {id: {type: string}}}
Id: {oneOf: [{type: string}, {type: integer}]}",
    ));
    assert!(
        text.contains("T response by type [Object] 0, [Number, String] 1"),
        "{text}"
    );
}

#[test]
fn a_discriminator_comes_first() {
    let text = types(&answered(
        "T:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Fish'}]
  discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', kitten: Cat}}
Cat: {type: object, required: [kind, meow], properties: {kind: {type: string}, meow: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog]}}}
Fish: {type: object, required: [kind], properties: {kind: {type: string}}}",
    ));
    assert!(
        text.contains("T response by kind cat=0 kitten=0 dog=1 Fish=2\n"),
        "{text}"
    );
}

#[test]
fn required_keys_decide_and_one_member_may_have_none() {
    let union = |schemas: &str| {
        types(&answered(&format!(
            "T: {{oneOf: [{{$ref: '#/components/schemas/A'}}, {{$ref: '#/components/schemas/B'}}]}}\n{schemas}"
        )))
    };
    let both = union(
        "A: {type: object, required: [a, n], properties: {a: {type: string}, n: {type: string}}}\nB: {type: object, required: [b], properties: {b: {type: string}, n: {type: string}}}",
    );
    assert!(
        both.contains("T response by keys [[\"a\"], [\"b\"]]\n"),
        "{both}"
    );
    let one = union(
        "A: {type: object, properties: {n: {type: string}}}\nB: {type: object, required: [b], properties: {b: {type: string}, n: {type: string}}}",
    );
    assert!(one.contains("T response by keys [[], [\"b\"]]\n"), "{one}");
}

#[test]
fn read_only_keys_count_in_answers() {
    let text = types(&exchanged(
        "T: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
A: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, n: {type: string}}}
B: {type: object, required: [b], properties: {b: {type: string, readOnly: true}, n: {type: string}}}",
    ));
    assert!(
        text.contains("T#Read response by keys [[\"id\"], [\"b\"]]\n"),
        "{text}"
    );
    assert!(text.contains("T#Write request best fit [0, 1]\n"), "{text}");
}

#[test]
fn a_property_with_another_constant_in_each_member_decides() {
    let text = types(&answered(
        "T:
  oneOf:
    - {type: object, required: [type], properties: {type: {type: string, enum: [on]}, x: {type: string}}}
    - {type: object, required: [type], properties: {type: {type: string, enum: ['off']}}}",
    ));
    assert!(
        text.starts_with("T response by type on=0 off=1\n  | on: T/oneOf/0\n  | off: T/oneOf/1\n"),
        "{text}"
    );
}

#[test]
fn properties_beside_it_are_in_every_member() {
    let text = types(&answered(
        "T:
  type: object
  required: [id]
  properties: {id: {type: string}}
  oneOf:
    - {required: [a], properties: {a: {type: string}}}
    - {required: [b], properties: {b: {type: string}}}",
    ));
    assert!(
        text.starts_with("T response by keys [[\"a\"], [\"b\"]]\n"),
        "{text}"
    );
    assert!(
        text.contains("T/oneOf/1 response (T b)\n  id: text\n  b: text\n"),
        "{text}"
    );
}

#[test]
fn a_nullable_object_without_properties_is_null() {
    let property = |schema: &str| {
        types(&answered(&format!(
            "T: {{type: object, properties: {{a: {schema}}}}}"
        )))
    };
    let null = "{type: object, nullable: true, additionalProperties: false}";
    assert_eq!(
        property(&format!("{{anyOf: [{{type: string}}, {null}]}}")),
        property("{type: string, nullable: true}")
    );
}
