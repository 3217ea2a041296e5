//! Views: what requests and answers see of a schema.

use super::{answered, exchanged, plain, sent, types};

const LABEL: &str = "T: {type: object, required: [id, name, key], properties: {id: {type: string, readOnly: true}, name: {type: string}, key: {type: string, writeOnly: true}}}";

#[test]
fn in_one_direction_it_loses_the_fields_of_the_other() {
    assert_eq!(
        types(&answered(LABEL)),
        "T response\n  id: text read-only\n  name: text\n"
    );
    assert_eq!(
        types(&sent(LABEL)),
        "T request\n  name: text\n  key: text write-only\n"
    );
}

#[test]
fn in_both_directions_it_splits() {
    assert_eq!(
        types(&exchanged(LABEL)),
        plain(
            "
            T#Read response
              id: text read-only
              name: text
            T#Write request
              name: text
              key: text write-only
            "
        )
    );
}

#[test]
fn what_holds_a_split_type_splits_too() {
    let text = types(&exchanged(
        "T: {type: object, properties: {list: {type: array, items: {$ref: '#/components/schemas/U'}}, plain: {$ref: '#/components/schemas/P'}}}
U: {oneOf: [{type: string}, {$ref: '#/components/schemas/M'}]}
M: {type: object, additionalProperties: {$ref: '#/components/schemas/L'}}
L: {type: object, properties: {id: {type: string, readOnly: true}, x: {type: string}}}
P: {type: object, properties: {x: {type: string}}}",
    ));
    assert_eq!(
        text,
        plain(
            "
            L#Read response
              id?: text read-only
              x?: text
            L#Write request
              x?: text
            M#Read response = {L#Read}
            M#Write request = {L#Write}
            P both
              x?: text
            T#Read response
              list?: [U#Read]
              plain?: P
            T#Write request
              list?: [U#Write]
              plain?: P
            U#Read response by type
              | string: text
              | M: M#Read
            U#Write request by type
              | string: text
              | M: M#Write
            "
        )
    );
}

#[test]
fn types_that_hold_each_other_split_together() {
    let text = types(&exchanged(
        "T: {type: object, properties: {next: {$ref: '#/components/schemas/U'}}}
U: {type: object, properties: {back: {$ref: '#/components/schemas/T'}, id: {type: string, readOnly: true}}}",
    ));
    assert_eq!(
        text,
        plain(
            "
            T#Read response
              next?: U#Read
            T#Write request
              next?: U#Write
            U#Read response
              back?: T#Read
              id?: text read-only
            U#Write request
              back?: T#Write
            "
        )
    );
}

#[test]
fn a_type_behind_a_read_only_field_is_in_answers_only() {
    let text = types(&exchanged(
        "T: {type: object, properties: {by: {readOnly: true, allOf: [{$ref: '#/components/schemas/By'}]}}}
By: {type: object, properties: {id: {type: string, readOnly: true}}}",
    ));
    assert_eq!(
        text,
        "By response\n  id?: text read-only\nT#Read response\n  by?: By read-only\nT#Write request\n"
    );
}

#[test]
fn a_schema_that_is_read_only_itself_makes_its_fields_so() {
    let text = types(&sent(
        "T: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {type: string}}}\nA: {type: string, readOnly: true}",
    ));
    assert_eq!(text, "T request\n  b?: text\n");
}

#[test]
fn what_no_operation_reaches_is_left_out() {
    assert_eq!(
        types(&answered(
            "T: {type: object, properties: {a: {type: string}}}\nU: {type: object, properties: {b: {type: string}}}"
        )),
        "T response\n  a?: text\n"
    );
}
