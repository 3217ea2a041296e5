//! Witnesses are what they are said to be: an independent JSON Schema validator agrees.

mod edits;
mod samples;
mod validator;

use codegen_tests::chance::Chance;
use codegen_tests::pairs::{changes, listed, pairs};
use edits::{edit, settle};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use samples::sample;
use serde_json::{Value, json};
use validator::validator;
use xtask::diff::{Change, Level, Rule};
use xtask::source::Direction;

/// Rules of what no value of a schema can show: operations, media types, statuses, headers, and how things are written.
const WITHOUT_VALUES: [Rule; 21] = [
    Rule::AnonymousAccessRemoved,
    Rule::AuthPrefixChanged,
    Rule::OperationRemoved,
    Rule::ParameterBecameRequired,
    Rule::ParameterDefaultChanged,
    Rule::ParameterMediaTypeChanged,
    Rule::ParameterStyleChanged,
    Rule::RequestBodyBecameRequired,
    Rule::RequestBodyRemoved,
    Rule::RequestKnownValueRemoved,
    Rule::RequestMediaTypeRemoved,
    Rule::RequiredParameterAdded,
    Rule::RequiredParameterMoved,
    Rule::RequiredRequestBodyAdded,
    Rule::RequiredResponseHeaderRemoved,
    Rule::ResponseHeaderBecameOptional,
    Rule::ResponseHeaderMediaTypeChanged,
    Rule::ResponseMediaTypeRemoved,
    Rule::SecurityRequirementsChanged,
    Rule::SecuritySchemeChanged,
    Rule::SuccessStatusRemoved,
];

/// Checks the witness of a change against both documents; whether there is one.
fn agrees(before: &str, after: &str, change: &Change) -> bool {
    let Some(witness) = &change.witness else {
        return false;
    };
    let read = |text: &str| -> Value { serde_yaml::from_str(text).expect("the document is YAML") };
    let (before, after) = (read(before), read(after));
    let (giver, taker) = match change.direction {
        Some(Direction::Response) => (&after, &before),
        _ => (&before, &after),
    };
    let place = &witness.place;
    let is_taken = |document| {
        let validator = validator(document, &place.operation, &place.part);
        validator.is_valid(&witness.value)
    };
    assert!(is_taken(giver), "not of the one side: {change:#?}");
    assert!(!is_taken(taker), "of the other side too: {change:#?}");
    assert!(
        witness.value.pointer(&witness.pointer).is_some(),
        "no place in it: {change:#?}"
    );
    true
}

/// Documents that are read in several ways: a nullable enum that does not list null, `nullable` beside what is composed,
/// an array with the values of its items, and a `oneOf` of which several members take a value if formats are not checked.
const IN_DOUBT: [&str; 5] = [
    "tests/diff/response-null-added.md: listed in a nullable enum",
    "tests/diff/response-null-added.md: beside-all-of",
    "tests/diff/request-null-refused.md: beside-one-of",
    "tests/diff/request-enum-value-removed.md: of-items",
    "tests/diff/response-became-union.md: uri-or-blank",
];

#[test]
fn another_validator_agrees_with_every_witness() {
    let mut without = Vec::new();
    for pair in pairs() {
        // What only 3.1 says restricts only some properties or items, of which no values are made.
        let is_newer = pair.before.starts_with("openapi: 3.1");
        for change in pair.changes() {
            let is_proved = agrees(&pair.before, &pair.after, &change);
            if change.level == Level::Breaking
                && !is_proved
                && !is_newer
                && !WITHOUT_VALUES.contains(&change.rule)
                && !IN_DOUBT.contains(&pair.name().as_str())
            {
                without.push(format!("{}: {}", pair.name(), change.rule.as_str()));
            }
        }
    }
    assert!(without.is_empty(), "no witness: {without:#?}");
}

/// A document whose one body, sent or answered, is of a schema.
fn document(is_request: bool, schema: &Value) -> String {
    let body = json!({"content": {"application/json": {"schema": schema}}});
    let operation = match is_request {
        true => {
            json!({"operationId": "a", "tags": ["a"], "requestBody": body, "responses": {"204": {"description": "d"}}})
        }
        false => {
            json!({"operationId": "a", "tags": ["a"], "responses": {"200": {"description": "d", "content": body["content"]}}})
        }
    };
    json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "x-rust": {"version": "0.1.0"},
        "paths": {"/a": {"post": operation}},
    })
    .to_string()
}

/// What stands around a schema must be there in the witness, and right.
#[test]
fn witnesses_are_whole_bodies() {
    let around = |inner: Value| {
        json!({
            "type": "object",
            "required": ["id", "items"],
            "additionalProperties": false,
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "items": {
                    "type": "array",
                    "minItems": 2,
                    "uniqueItems": true,
                    "items": {
                        "oneOf": [
                            {"type": "integer", "minimum": 5},
                            {
                                "type": "object",
                                "required": ["kind", "value"],
                                "properties": {"kind": {"type": "string", "enum": ["a"]}, "value": inner},
                            },
                        ],
                    },
                },
            },
        })
    };
    let (before, after) = (
        around(json!({"type": "string", "minLength": 2, "maxLength": 5})),
        around(json!({"type": "string", "minLength": 2, "maxLength": 3})),
    );
    for (is_request, before, after) in [(true, &before, &after), (false, &after, &before)] {
        let (before, after) = (document(is_request, before), document(is_request, after));
        let found = changes(&before, &after);
        let [change] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(agrees(&before, &after, change), "{change:#?}");
        let witness = change.witness.as_ref().expect("there is one");
        assert_eq!(witness.pointer, "/items/0/value");
        assert_eq!(
            witness.value,
            json!({
                "id": "00000000-0000-0000-0000-000000000000",
                "items": [{"kind": "a", "value": "aaaa"}, 5],
            })
        );
    }
}

/// Schemas of all kinds, small enough to be read in a failure.
fn schemas() -> impl Strategy<Value = Value> {
    let count = || proptest::option::of(0..4_u64);
    let text = (count(), count()).prop_map(|(least, more)| {
        let mut schema = json!({"type": "string"});
        if let Some(least) = least {
            schema["minLength"] = least.into();
        }
        if let Some(more) = more {
            schema["maxLength"] = (least.unwrap_or(0) + more).into();
        }
        schema
    });
    let number = (
        any::<bool>(),
        proptest::option::of(-5..5_i64),
        proptest::option::of(0..9_i64),
        any::<bool>(),
    )
        .prop_map(|(is_whole, least, more, is_exclusive)| {
            let mut schema = json!({"type": if is_whole { "integer" } else { "number" }});
            if let Some(least) = least {
                schema["minimum"] = least.into();
            }
            if let Some(more) = more {
                schema["maximum"] = (least.unwrap_or(0) + more + 2).into();
                schema["exclusiveMaximum"] = is_exclusive.into();
            }
            schema
        });
    let words = prop_oneof![
        Just(json!({"type": "string", "enum": ["a", "b"]})),
        Just(json!({"type": "string", "enum": ["a"]})),
        Just(json!({"type": "string", "format": "date"})),
        Just(json!({"type": "boolean"})),
        Just(json!({"type": "string", "pattern": "^[a-c]{1,3}$"})),
    ];
    let leaf = prop_oneof![text, number, words].boxed();
    leaf.prop_recursive(3, 24, 3, move |inner| {
        let list = (inner.clone(), 0..3_u64, any::<bool>()).prop_map(|(items, least, is_unique)| {
            json!({"type": "array", "items": items, "minItems": least, "uniqueItems": is_unique})
        });
        let properties =
            proptest::collection::btree_map("[p-s]", (inner.clone(), any::<bool>(), 0..6_u8), 0..4);
        let object = (properties, any::<bool>()).prop_map(|(properties, is_closed)| {
            let mut object = json!({"type": "object", "properties": {}});
            let mut required = Vec::new();
            for (name, (mut schema, is_required, access)) in properties {
                match access {
                    0 => schema["readOnly"] = true.into(),
                    1 => schema["writeOnly"] = true.into(),
                    _ => {}
                }
                if is_required {
                    required.push(name.clone());
                }
                object["properties"][name] = schema;
            }
            if !required.is_empty() {
                object["required"] = required.into();
            }
            if is_closed {
                object["additionalProperties"] = false.into();
            }
            object
        });
        let nullable = inner.clone().prop_map(|mut schema| {
            schema["nullable"] = true.into();
            schema
        });
        let union =
            proptest::collection::vec(inner, 2..4).prop_map(|members| json!({"oneOf": members}));
        prop_oneof![list, object, nullable, union]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever two schemas are, no witness is wrong.
    #[test]
    fn no_witness_is_wrong(before in schemas(), after in schemas(), is_request in any::<bool>()) {
        let (before, after) = (document(is_request, &before), document(is_request, &after));
        for change in changes(&before, &after) {
            agrees(&before, &after, &change);
        }
    }
}

/// Rules of what documents do not decide: a value that one of them takes and the other does not is only risky.
const UNDECIDED: [Rule; 13] = [
    // What clients expect is not written anywhere.
    Rule::ResponseEnumValueAdded,
    Rule::ResponseEnumLifted,
    Rule::ResponseAnyOfAlternativeAdded,
    Rule::ResponsePropertyAddedToClosed,
    Rule::ResponseUnknownPropertiesAllowed,
    Rule::ResponsePatternChanged,
    Rule::FormatMayDiffer,
    // Who does not know a property neither sends nor reads it.
    Rule::OptionalRequestPropertyAdded,
    Rule::OptionalPropertyBecameWritable,
    Rule::PropertyBecameReadable,
    Rule::PropertyBecameReadOnly,
    Rule::ResponsePropertyAdded,
    Rule::OptionalResponsePropertyRemoved,
];

/// Rules of which a witness is not always found: JSON has few integers beyond 64 bits, strings are made of a pattern or of
/// a length, and a type may have too few values for an array of unique ones.
const UNPROVED: [Rule; 4] = [
    Rule::RequestFormatNarrowed,
    Rule::RequestPatternAdded,
    Rule::RequestItemCountTightened,
    Rule::ResponseItemCountLoosened,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    /// A value that breaks is reported, and what is reported to break has a value that shows it.
    #[test]
    fn no_break_is_silent_and_none_is_false(
        before in schemas(), other in schemas(), seed in any::<u64>(), is_request in any::<bool>(),
    ) {
        let mut chance = Chance::new(seed);
        let mut before = before;
        let mut after = before.clone();
        for _ in 0..1 + chance.below(2) {
            edit(&mut after, &other, &mut chance);
        }
        settle(&mut before);
        settle(&mut after);
        let texts = [&before, &after].map(|schema| document(is_request, schema));
        let found = changes(&texts[0], &texts[1]);
        let told = || format!("{before}\n{after}\n{}", listed(&found));
        let part = if is_request { "request" } else { "200" };
        let [old, new] = texts.clone().map(|text| {
            validator(&serde_json::from_str(&text).expect("it is JSON"), "POST /a", part)
        });
        let (giver, taker) = if is_request { (&old, &new) } else { (&new, &old) };
        // What usually breaks and is found to be made up for is risky.
        let is_reported = found.iter().any(|change| {
            let is_bad = change.level >= Level::Risky && change.rule.level() == Level::Breaking;
            is_bad || UNDECIDED.contains(&change.rule)
        });
        for _ in 0..12 {
            let schema = if chance.once_in(2) { &before } else { &after };
            let value = sample(schema, &mut chance);
            let is_broken = giver.is_valid(&value) && !taker.is_valid(&value);
            prop_assert!(!is_broken || is_reported, "{value}\n{}", told());
        }
        // What is of one member of a union may be of another one as well.
        let has_unions = told().contains("anyOf");
        for change in found.iter().filter(|change| change.level == Level::Breaking) {
            let is_proved = agrees(&texts[0], &texts[1], change);
            let may_lack_proof = has_unions || UNPROVED.contains(&change.rule);
            prop_assert!(is_proved || may_lack_proof, "{:?}\n{}", change.rule, told());
        }
    }
}
