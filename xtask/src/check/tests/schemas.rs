//! What schemas say: bounds, patterns, values, `allOf`, discriminators.

use super::{NONE, exchanging, found, in_schema};

#[test]
fn bounds_that_exclude_each_other() {
    for (schema, expected) in [
        (
            "{type: integer, minimum: 5, maximum: 4}",
            "no number has both `minimum: 5` and `maximum: 4`",
        ),
        (
            "{type: number, minimum: 1, maximum: 1.0, exclusiveMaximum: true}",
            "no number has both `minimum: 1` and `maximum: 1.0` (exclusive)",
        ),
        (
            "{type: integer, minimum: 9007199254740993, maximum: 9007199254740992}",
            "no number has both `minimum: 9007199254740993` and `maximum: 9007199254740992`",
        ),
        (
            "{type: string, minLength: 2, maxLength: 1}",
            "no text has both `minLength: 2` and `maxLength: 1`",
        ),
        (
            "{type: array, items: {}, minItems: 2, maxItems: 1}",
            "no list has both `minItems: 2` and `maxItems: 1`",
        ),
        (
            "{type: object, minProperties: 2, maxProperties: 1}",
            "no object has both `minProperties: 2` and `maxProperties: 1`",
        ),
    ] {
        let expected = format!("[impossible-bounds] {expected}");
        assert_eq!(in_schema(schema), [expected], "{schema}");
    }
    for schema in [
        "{type: integer, minimum: 5, maximum: 5}",
        "{type: string, minLength: 1, maxLength: 1}",
        "{type: number, minimum: -1.5, exclusiveMinimum: true, maximum: -1, exclusiveMaximum: true}",
    ] {
        assert_eq!(in_schema(schema), NONE, "{schema}");
    }
    assert_eq!(
        found(&exchanging("T:\n  maximum: 4\n  minimum: 5")),
        [
            "error[impossible-bounds] 4:16 no number has both `minimum: 5` and `maximum: 4` (the other bound 5:16) | correct one of the two"
        ]
    );
    for number in ["0", "-2", "-0.5"] {
        assert_eq!(
            in_schema(&format!("{{type: number, multipleOf: {number}}}")),
            ["[invalid-value] `multipleOf` must be greater than 0"]
        );
    }
}

#[test]
fn patterns_that_are_none() {
    for (pattern, expected) in [
        ("(a", "(a"),
        ("[z-a]", "[z-a]"),
        ("a{2,1}", "a{2,1}"),
        ("*", "*"),
        ("(?P<year>.)", "a named group is written `(?<name>…)`"),
        (
            "(?i)a",
            "there are no flags inside a pattern: write `[Aa]` for both cases",
        ),
        (
            "a++",
            "there are no atomic groups and no possessive repetitions: write `(?:…)`, `+` or `*`",
        ),
    ] {
        let lines = found(&exchanging(&format!(
            "T: {{type: string, pattern: '{pattern}'}}"
        )));
        let [line] = &lines[..] else {
            panic!("{pattern}: {lines:?}")
        };
        assert!(
            line.starts_with(
                "warning[invalid-pattern] 3:32 the pattern is not a regular expression: "
            ),
            "{line}"
        );
        assert!(line.ends_with(expected) || expected == pattern, "{line}");
    }
    assert_eq!(
        found(&exchanging("T: {type: string, pattern: '\\A\\w\\Z'}")),
        [
            "warning[invalid-pattern] 3:32 `\\A` means a letter in this dialect, not a place | write `^`"
        ]
    );
    for pattern in [r"^[-\w.]+$", r"(?<=a)b", r"^\/(?!\/)", r"\\Z", r"^\p{L}"] {
        assert_eq!(
            in_schema(&format!("{{type: string, pattern: '{pattern}'}}")),
            NONE
        );
    }
}

#[test]
fn values_of_an_enum() {
    assert_eq!(
        found(&exchanging(
            "T:\n  type: string\n  maxLength: 2\n  enum: [a, abc, 1, a, null]"
        )),
        [
            "warning[invalid-enum-value] 6:17 the value has 3 characters, which is more than 2 (the schema says so here 5:7) | correct the value, or the schema",
            "warning[invalid-enum-value] 6:22 the value must be a text, not the number 1 (the schema says so here 4:7) | write it in quotes",
            "warning[invalid-enum-value] 6:25 the text `a` is twice in this `enum` (it is here already 6:14) | remove one of the two",
        ]
    );
    assert_eq!(
        in_schema("{type: string, pattern: '^[a-z]+$', enum: [abc, ABC]}"),
        ["[invalid-enum-value] the value is `ABC`, which the pattern does not match"]
    );
    assert_eq!(in_schema("{enum: [a, 1, true, null, {b: 1}]}"), NONE);
}

#[test]
fn defaults() {
    assert_eq!(
        found(&exchanging(
            "T:\n  type: object\n  properties:\n    a: {type: string, enum: [one, two], default: tow}\n    b: {type: integer, default: '1'}"
        )),
        [
            "warning[invalid-default] 6:54 the default is the text `tow`, which is not one of the values of this `enum` (the schema says so here 6:27) | did you mean `two`?",
            "warning[invalid-default] 7:37 the default must be a whole number, not the text `1` (the schema says so here 7:13) | write it without quotes",
        ]
    );
    assert_eq!(
        in_schema("{type: string, default: null}"),
        ["[invalid-default] the default must be a text, not null"]
    );
    for schema in [
        "{type: string, nullable: true, default: null}",
        "{type: integer, default: 1.0}",
        "{type: array, items: {type: string}, default: []}",
        "{default: {a: [1, b]}}",
    ] {
        assert_eq!(in_schema(schema), NONE, "{schema}");
    }
}

#[test]
fn all_of_that_no_value_fits() {
    assert_eq!(
        found(&exchanging(
            "T: {allOf: [{$ref: '#/components/schemas/U'}, {minimum: 5}]}\nU: {type: integer, maximum: 4}"
        )),
        [
            "error[impossible-bounds] 4:33 no number has both `minimum: 5` and `maximum: 4` (the other bound 3:61) | these hold at once by `allOf`: correct one of the two"
        ]
    );
    assert_eq!(
        found(&exchanging(
            "T: {allOf: [{$ref: '#/components/schemas/U'}, {$ref: '#/components/schemas/V'}]}\nU: {type: string, enum: [a, b]}\nV: {type: string, enum: [c]}"
        )),
        [
            "error[all-of-conflict] 5:23 the enums that this `allOf` brings together have no value in common (the other one is here 4:23) | give both the same values, or use `oneOf` if a value is of either"
        ]
    );
    // A property of both.
    assert_eq!(
        in_schema(
            "{allOf: [{properties: {a: {properties: {b: {minLength: 3}}}}}, {properties: {a: {properties: {b: {maxLength: 2}}}}}]}"
        ),
        ["[impossible-bounds] no text has both `minLength: 3` and `maxLength: 2`"]
    );
    for schema in [
        "{allOf: [{enum: [a, b]}, {enum: [b, c]}]}",
        "{allOf: [{minimum: 1}, {maximum: 1}]}",
        "{allOf: [{properties: {a: {maxLength: 2}}}, {properties: {b: {minLength: 3}}}]}",
        "{oneOf: [{enum: [a]}, {enum: [b]}]}",
    ] {
        assert_eq!(in_schema(schema), NONE, "{schema}");
    }
}

#[test]
fn discriminators_whose_property_may_be_absent() {
    let cat = "C: {type: object, required: [kind], properties: {kind: {type: string}}}";
    let union = "T: {oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}], discriminator: {propertyName: kind}}";
    assert_eq!(
        found(&exchanging(&format!(
            "{union}\n{cat}\nD: {{type: object, properties: {{kind: {{type: string}}}}}}"
        ))),
        [
            "warning[discriminator-property] 3:116 `D` does not require `kind`, which tells the members apart (`D` 5:5) | describe `kind` under `properties` of each member, and list it in `required`"
        ]
    );
    for member in [
        "{allOf: [{$ref: '#/components/schemas/C'}]}",
        "{allOf: [{required: [kind]}, {properties: {kind: {type: string}}}]}",
        "{oneOf: [{$ref: '#/components/schemas/C'}]}",
    ] {
        let schemas = format!("{union}\n{cat}\nD: {member}");
        assert_eq!(found(&exchanging(&schemas)), NONE, "{member}");
    }
    // A parent that stands for its children.
    assert_eq!(
        in_schema("{type: object, discriminator: {propertyName: kind}}"),
        [
            "[unsupported] `discriminator` without `oneOf` has no effect here",
            "[discriminator-property] `T` does not require `kind`, which tells the members apart"
        ]
    );
    assert_eq!(
        in_schema(
            "{type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}"
        ),
        ["[unsupported] `discriminator` without `oneOf` has no effect here"]
    );
}

#[test]
fn formats_that_are_misspelt_or_of_another_type() {
    for (format, meant) in [
        ("datetime", "date-time"),
        ("Date-Time", "date-time"),
        ("date-tme", "date-time"),
        ("emial", "email"),
        ("UUID", "uuid"),
        ("pasword", "password"),
    ] {
        assert_eq!(
            found(&exchanging(&format!(
                "T: {{type: string, format: {format}}}"
            ))),
            [format!(
                "warning[unsupported] 3:31 unknown format `{format}`; it is ignored | did you mean `{meant}`?"
            )]
        );
    }
    for (schema, expected) in [
        (
            "{type: integer, format: int46}",
            "unknown format `int46`; it is ignored",
        ),
        (
            "{type: number, format: flaot}",
            "unknown format `flaot`; it is ignored",
        ),
        (
            "{type: integer, format: date-time}",
            "`date-time` has no effect on an integer",
        ),
        (
            "{type: object, format: date-time}",
            "`date-time` has no effect on an object",
        ),
        (
            "{type: string, format: int32}",
            "`int32` has no effect on a string",
        ),
        (
            "{type: number, format: int64}",
            "`int64` has no effect on a number",
        ),
    ] {
        assert_eq!(
            in_schema(schema),
            [format!("[unsupported] {expected}")],
            "{schema}"
        );
    }
    for schema in [
        "{type: string, format: ulid}",
        "{type: string, format: url}",
        "{type: string, format: rate}",
        "{type: string, format: unix-time}",
        "{type: string, format: phone-number}",
        "{type: integer, format: uint32}",
        "{type: string, format: decimal}",
        "{format: date-time}",
    ] {
        assert_eq!(in_schema(schema), NONE, "{schema}");
    }
}

#[test]
fn keywords_of_objects_and_lists_on_other_types() {
    for (schema, expected) in [
        (
            "{type: string, items: {}}",
            "`items` has no effect on a string",
        ),
        (
            "{type: object, items: {}}",
            "`items` has no effect on an object",
        ),
        (
            "{type: array, items: {}, properties: {a: {}}}",
            "`properties` has no effect on an array",
        ),
        (
            "{type: integer, additionalProperties: false}",
            "`additionalProperties` has no effect on an integer",
        ),
    ] {
        assert_eq!(
            in_schema(schema),
            [format!("[unsupported] {expected}")],
            "{schema}"
        );
    }
}

#[test]
fn enums_of_nothing_and_names_required_twice() {
    for (schema, expected) in [
        (
            "{type: string, enum: []}",
            "[invalid-enum-value] this `enum` has no values, and so has no effect",
        ),
        (
            "{type: object, required: [a, a], properties: {a: {}}}",
            "[invalid-value] `a` is twice in `required`",
        ),
    ] {
        assert_eq!(in_schema(schema), [expected], "{schema}");
    }
    let null = in_schema("{type: string, enum: [null]}");
    assert!(
        null.contains(&"[invalid-enum-value] null is the only value of this `enum`, and the schema does not allow it".to_owned()),
        "{null:?}"
    );
    for schema in [
        "{enum: [null]}",
        "{type: string, nullable: true, enum: [null]}",
    ] {
        assert_eq!(in_schema(schema), NONE, "{schema}");
    }
}

#[test]
fn discriminators_that_tell_nothing_apart() {
    let inherited = "T: {type: object, required: [k], discriminator: {propertyName: k}, properties: {k: {type: string}}}
L: {allOf: [{$ref: '#/components/schemas/T'}, {type: object}]}";
    assert_eq!(
        found(&exchanging(inherited)),
        [
            "warning[unsupported] 3:38 `discriminator` without `oneOf` has no effect here | write `oneOf: [{$ref: '#/components/schemas/L'}]` where either may come, with the `discriminator` beside it"
        ]
    );
    let numbers = "T: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: k}}
A: {type: object, required: [k], properties: {k: {type: string}}}
B: {type: object, required: [k], properties: {k: {type: integer}}}";
    let lines = in_lines(numbers);
    assert_eq!(
        lines,
        [
            "[discriminator-property] `k` is `type: integer` in `B`, and only a text tells members apart"
        ]
    );
}

fn in_lines(schemas: &str) -> Vec<String> {
    super::findings(&exchanging(schemas))
        .iter()
        .map(|it| format!("[{}] {}", it.code.as_str(), it.message))
        .collect()
}
