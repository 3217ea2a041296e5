//! Scalars, enums, lists, maps and objects.

use super::{answered, exchanged, lowered, plain, types};
use crate::api::{Extra, TypeKind};
use crate::diagnostic::Code;

#[test]
fn scalars_have_their_formats_and_constraints() {
    let cases = [
        ("type: boolean", "boolean"),
        ("type: integer", "int64"),
        ("{type: integer, format: int32}", "int32"),
        (
            "{type: integer, format: uint64, maximum: 18446744073709551615}",
            "uint64 <=18446744073709551615",
        ),
        (
            "{type: integer, minimum: 1, maximum: 9, exclusiveMaximum: true}",
            "uint64 >=1 <9",
        ),
        ("{type: integer, minimum: 0}", "uint64 >=0"),
        ("{type: integer, format: int64, minimum: 0}", "uint64 >=0"),
        ("{type: integer, format: int32, minimum: 1}", "uint32 >=1"),
        (
            "{type: integer, minimum: -1, exclusiveMinimum: true}",
            "uint64 >-1",
        ),
        ("{type: integer, minimum: -0.5}", "uint64 >=-0.5"),
        ("{type: integer, minimum: -1}", "int64 >=-1"),
        ("{type: number, minimum: 0}", "double >=0"),
        (
            "{allOf: [{type: integer, format: int32}, {minimum: 0}]}",
            "uint32 >=0",
        ),
        (
            "{allOf: [{type: integer, minimum: -5}, {type: integer, minimum: 0}]}",
            "uint64 >=0",
        ),
        (
            "{type: integer, minimum: 0, maximum: 9223372036854775807}",
            "uint64 >=0 <=9223372036854775807",
        ),
        (
            "{type: integer, maximum: 18446744073709551615}",
            "int128 <=18446744073709551615",
        ),
        (
            "{type: integer, format: int64, minimum: 0, maximum: 18446744073709551615}",
            "uint64 >=0 <=18446744073709551615",
        ),
        ("type: number", "double"),
        (
            "{type: number, format: float, multipleOf: 0.5}",
            "float multipleOf=0.5",
        ),
        (
            "{type: string, minLength: 1, maxLength: 60}",
            "text minLength=1 maxLength=60",
        ),
        ("{type: string, pattern: '^a$'}", "text /^a$/"),
        ("{type: string, format: email}", "email"),
        ("{type: string, format: date-time}", "datetime"),
        ("{type: string, format: binary}", "binary"),
        (
            "{type: string, format: byte, maxLength: 8}",
            "base64 maxLength=8",
        ),
        ("{type: string, format: base64url}", "base64url"),
        ("{type: integer, minimum: 0, example: 1e19}", "uint64 >=0"),
        ("{type: integer, example: 1e19}", "int128"),
        ("{type: string, format: password}", "text secret"),
        ("{type: string, x-sensitive: true}", "text secret"),
        ("{type: string, nullable: true}", "text or null"),
        ("{}", "any"),
        ("{type: object}", "{any}"),
        (
            "{type: object, additionalProperties: {type: integer}, maxProperties: 3}",
            "{int64} maxProperties=3",
        ),
        (
            "{type: array, items: {type: string, maxLength: 5}, minItems: 1, uniqueItems: true}",
            "[text maxLength=5] minItems=1 unique",
        ),
        ("{items: {type: string}}", "[text]"),
        ("{type: array, items: {}}", "[any]"),
    ];
    for (schema, expected) in cases {
        let schema = if schema.starts_with('{') {
            schema.to_owned()
        } else {
            format!("{{{schema}}}")
        };
        let text = types(&answered(&format!(
            "T: {{type: object, properties: {{a: {schema}}}}}"
        )));
        assert_eq!(text, format!("T response\n  a?: {expected}\n"), "{schema}");
    }
}

#[test]
fn a_field_is_required_or_not_and_nullable_or_not() {
    let text = types(&exchanged(
        "T:
  type: object
  required: [b, a]
  properties:
    a: {type: string}
    b: {type: string, nullable: true}
    c: {type: string}
    d: {type: string, nullable: true}",
    ));
    assert_eq!(
        text,
        "T both\n  a: text\n  b: text or null\n  c?: text\n  d?: text or null\n"
    );
}

#[test]
fn required_fields_keep_the_order_of_the_list() {
    let (api, _) = lowered(&answered(
        "T: {type: object, required: [b, a], properties: {a: {type: string}, b: {type: string}}}",
    ));
    let required = api
        .types
        .values()
        .find_map(|definition| match &definition.kind {
            TypeKind::Struct(object) => Some(object.required.clone()),
            _ => None,
        });
    assert_eq!(required, Some(vec!["b".to_owned(), "a".to_owned()]));
}

#[test]
fn an_enum_may_have_an_empty_value_and_null() {
    let text = types(&answered(
        "T: {type: object, properties: {a: {type: string, nullable: true, enum: [x, '', null]}, b: {$ref: '#/components/schemas/E'}}}\nE: {enum: [x, y]}",
    ));
    assert_eq!(
        text,
        plain(
            r#"
            E response enum "x" "y"
            T response
              a?: T/properties/a or null
              b?: E
            T/properties/a response (T a) enum "x" ""
            "#
        )
    );
}

#[test]
fn an_enum_that_is_not_of_strings_is_its_type_with_a_warning() {
    let (api, found) = lowered(&answered(
        "T: {type: object, properties: {a: {type: integer, enum: [1, 2]}, b: {enum: [true]}, c: {enum: [1, x]}}}",
    ));
    assert_eq!(
        super::outline::types(&api),
        "T response\n  a?: int64\n  b?: boolean\n  c?: any\n"
    );
    assert_eq!(
        found.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        [Code::Unsupported; 2]
    );
}

#[test]
fn enum_values_have_descriptions() {
    let (api, _) = lowered(&answered(
        "T: {type: string, enum: [a, b], x-enumDescriptions: {a: First., b: Second.}}",
    ));
    let docs = api
        .types
        .values()
        .find_map(|definition| match &definition.kind {
            TypeKind::Enum(texts) => Some(
                texts
                    .values
                    .iter()
                    .map(|value| value.docs.clone())
                    .collect::<Vec<_>>(),
            ),
            _ => None,
        });
    assert_eq!(
        docs,
        Some(vec![Some("First.".to_owned()), Some("Second.".to_owned())])
    );
}

#[test]
fn a_component_that_needs_no_type_of_its_own_is_an_alias_and_keeps_its_constraints() {
    let text = types(&answered(
        "T: {type: object, properties: {id: {$ref: '#/components/schemas/Id'}, ids: {$ref: '#/components/schemas/Ids'}}}
Id: {type: string, maxLength: 12, nullable: true}
Ids: {type: array, items: {$ref: '#/components/schemas/Id'}}",
    ));
    assert_eq!(
        text,
        plain(
            "
            Id response = text maxLength=12
            Ids response = [Id or null]
            T response
              id?: Id or null
              ids?: Ids
            "
        )
    );
}

#[test]
fn additional_properties_are_extra_fields() {
    let extra = |schema: &str| {
        let (api, _) = lowered(&answered(&format!(
            "T: {{type: object, properties: {{a: {{type: string}}}}{schema}}}"
        )));
        api.types
            .values()
            .find_map(|definition| match &definition.kind {
                TypeKind::Struct(object) => Some(object.extra.clone()),
                _ => None,
            })
    };
    assert_eq!(extra(""), Some(Extra::Any));
    assert_eq!(extra(", additionalProperties: {}"), Some(Extra::Any));
    assert_eq!(extra(", additionalProperties: false"), Some(Extra::Any));
    assert!(matches!(
        extra(", additionalProperties: {type: integer}"),
        Some(Extra::Typed(_))
    ));
}

#[test]
fn inline_objects_are_named_after_what_holds_them() {
    let text = types(&answered(
        "T:
  type: object
  properties:
    one: {type: object, properties: {deep: {type: object, properties: {x: {type: string}}}}}
    many: {type: array, items: {type: object, properties: {x: {type: string}}}}
    any: {type: object, additionalProperties: {type: object, properties: {x: {type: string}}}}
    called: {type: object, x-rust-name: other, properties: {x: {type: string}}}
    list: {$ref: '#/components/schemas/L'}
    list2: {$ref: '#/components/schemas/L2'}
L2: {type: array, items: {type: object, x-rust-name: Element, properties: {x: {type: string}}}}
L: {type: array, items: {type: object, properties: {x: {type: string}}}}",
    ));
    for name in [
        "T/properties/one response (T one)\n",
        "T/properties/one/properties/deep response (T one deep)\n",
        "T/properties/many/items response (T many)\n",
        "T/properties/any/additionalProperties response (T any)\n",
        "T/properties/called response (T other)\n",
        "L2/items response as Element\n",
        "L/items response (L item)\n",
    ] {
        assert!(text.contains(name), "{name}{text}");
    }
}

#[test]
fn field_errors_are_a_type() {
    let text = types(&answered(
        "T: {x-field-errors: true, oneOf: [{type: object}, {type: array, items: {type: string}}]}",
    ));
    assert_eq!(text, "T response field errors\n");
}

#[test]
fn defaults_examples_and_deprecation_are_kept() {
    let (api, _) = lowered(&answered(
        "T: {type: object, properties: {a: {type: boolean, default: true, example: false, deprecated: true, description: An a., x-rust-name: alpha}}}",
    ));
    let fields = api
        .types
        .values()
        .find_map(|definition| match &definition.kind {
            TypeKind::Struct(object) => object.fields.first(),
            _ => None,
        });
    let field = fields.expect("T has a field");
    assert_eq!(field.default, Some(true.into()));
    assert_eq!(field.example, Some(false.into()));
    assert!(field.deprecated);
    assert_eq!(field.docs.as_deref(), Some("An a."));
    assert_eq!(field.rust_name.as_deref(), Some("alpha"));
}
