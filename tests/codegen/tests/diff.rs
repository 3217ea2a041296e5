//! What differs between two documents on the wire, rule by rule: see `tests/diff/*.md`.

use std::collections::BTreeSet;

use codegen_tests::pairs::{Pair, changes, listed, pairs};
use serde_json::Value;
use xtask::diff::{Change, Level, Rule};
use xtask::source::Direction;

/// What only the two crates tell; nothing on the wire sets these off.
const OF_RUST: [Rule; 4] = [
    Rule::TypeRenamed,
    Rule::ArgumentsReordered,
    Rule::RustApiChanged,
    Rule::GeneratorChanged,
];

#[test]
fn every_rule_has_a_case_that_is_reported_and_one_that_is_not() {
    let pairs = pairs();
    let mut wrong = String::new();
    for rule in Rule::ALL.iter().filter(|rule| !OF_RUST.contains(rule)) {
        for case in ["reported", "not-reported"] {
            let name = rule.as_str();
            let Some(pair) = pairs
                .iter()
                .find(|pair| pair.rule == name && pair.case == case)
            else {
                wrong += &format!("tests/diff/{name}.md has no case `{case}`\n");
                continue;
            };
            assert_ne!(pair.before, pair.after, "{}", pair.name());
            let found = pair.changes();
            let is_reported = found.iter().any(|change| change.rule == *rule);
            if is_reported != (case == "reported") {
                wrong += &format!("{}:\n{}", pair.name(), listed(&found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_pair_is_of_a_rule() {
    let rules: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    for pair in pairs() {
        assert!(rules.contains(pair.rule.as_str()), "{}", pair.name());
    }
}

/// An edit of one thing is one cause; some are two by nature.
#[test]
fn a_reported_case_reports_little_else() {
    for pair in pairs().iter().filter(|pair| pair.case == "reported") {
        let found = pair.changes();
        assert!(found.len() <= 2, "{}:\n{}", pair.name(), listed(&found));
    }
}

#[test]
fn a_document_against_itself_differs_in_nothing() {
    for pair in pairs() {
        for text in [&pair.before, &pair.after] {
            let found = changes(text, text);
            assert!(found.is_empty(), "{}:\n{}", pair.name(), listed(&found));
        }
    }
}

/// Whoever reads or accepts a change needs all of this.
#[test]
fn every_change_is_complete() {
    for pair in pairs() {
        for change in pair.changes() {
            let why = format!("{}: {change:#?}", pair.name());
            assert!(change.level <= change.rule.level(), "{why}");
            assert_eq!(change.direction, change.rule.direction(), "{why}");
            assert!(!change.subject.is_empty(), "{why}");
            assert!(change.base.is_some() || change.head.is_some(), "{why}");
            assert!(change.rust.is_empty(), "{why}");
            for (side, text) in [(&change.base, &pair.before), (&change.head, &pair.after)] {
                if let Some(at) = side {
                    assert!(
                        text.get(at.span.clone())
                            .is_some_and(|text| !text.is_empty()),
                        "{why}"
                    );
                }
            }
        }
    }
}

/// The places of changes move with every edit above them; what a change is known by does not.
#[test]
fn facts_do_not_depend_on_where_things_stand() {
    let known = |changes: Vec<Change>| -> BTreeSet<String> {
        let known = changes.iter().map(|change| {
            let facts = serde_json::to_string(&change.facts).expect("facts are JSON");
            format!("{} {facts}", change.rule.as_str())
        });
        known.collect()
    };
    for pair in pairs() {
        let moved = |text: &str| format!("# A comment.\n\n# And another.\n{text}");
        assert_eq!(
            known(changes(&moved(&pair.before), &moved(&pair.after))),
            known(pair.changes()),
            "{}",
            pair.name()
        );
    }
}

#[test]
fn a_shared_schema_is_one_cause_with_all_that_it_reaches() {
    let document = |title: &str| {
        format!(
            "openapi: 3.0.3
info: {{title: Shop, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
  /a:
    get: {{operationId: a, tags: [a], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/User'}}}}}}}}}}}}
  /b:
    get: {{operationId: b, tags: [a], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/User'}}}}}}}}}}}}}}
    put:
      operationId: c
      tags: [a]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/User'}}}}}}}}
      responses: {{'204': {{description: d}}}}
components:
  schemas:
    User:
      type: object
      properties:
        title: {title}
        boss: {{allOf: [{{$ref: '#/components/schemas/User'}}], description: The boss}}
"
        )
    };
    let found = changes(
        &document("{type: string, maxLength: 20}"),
        &document("{type: string, maxLength: 30}"),
    );
    let told: Vec<(&str, Option<Direction>, &str, Vec<String>)> = found
        .iter()
        .map(|change| {
            let reach = change.reach.iter();
            let reach = reach.map(|reach| format!("{} {}", reach.operation, reach.part));
            (
                change.rule.as_str(),
                change.direction,
                change.subject.as_str(),
                reach.collect(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "request-length-loosened",
                Some(Direction::Request),
                "User.title",
                vec!["PUT /b request".to_owned()]
            ),
            (
                "response-length-loosened",
                Some(Direction::Response),
                "User.title",
                vec!["GET /a 200".to_owned(), "GET /b 200".to_owned()]
            ),
        ]
    );
    let witness = found[1]
        .witness
        .as_ref()
        .expect("a text is found that is too long");
    assert_eq!(witness.value["title"], Value::from("a".repeat(21)));
    assert_eq!(witness.pointer, "/title");
}

#[test]
fn levels_go_from_harmless_to_bad() {
    assert!(
        Level::Docs < Level::Safe && Level::Safe < Level::Risky && Level::Risky < Level::Breaking
    );
    let pair = |rule: &str| -> Pair {
        let mut all = pairs().into_iter();
        all.find(|pair| pair.rule == rule && pair.case == "reported")
            .expect("every rule has one")
    };
    let worst = |rule: &str| pair(rule).changes().iter().map(|change| change.level).max();
    assert_eq!(worst("description-changed"), Some(Level::Docs));
    assert_eq!(
        worst("request-property-became-required"),
        Some(Level::Breaking)
    );
}

/// A document with parameters and what else an operation has.
fn document(parameters: &str, rest: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Shop, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
  /a:
    post:
      operationId: a
      tags: [a]
      parameters: [{parameters}]
{rest}
"
    )
}

fn of_parameter(schema: &str) -> String {
    let parameter = format!("{{name: p, in: query, {schema}}}");
    document(&parameter, "      responses: {'204': {description: d}}")
}

fn of_request(schema: &str) -> String {
    let body = "      requestBody: {required: true, content: {application/json: {schema: ";
    document(
        "",
        &format!("{body}{schema}}}}}}}\n      responses: {{'204': {{description: d}}}}"),
    )
}

fn of_answer(schema: &str) -> String {
    let answer = "      responses: {'200': {description: d, content: {application/json: {schema: ";
    document("", &format!("{answer}{schema}}}}}}}}}"))
}

fn with_scheme(name: &str, scheme: &str) -> String {
    let security =
        format!("      security: [{{{name}: []}}]\n      responses: {{'204': {{description: d}}}}");
    let scheme = format!("components: {{securitySchemes: {{{name}: {{{scheme}}}}}}}");
    format!("{}{scheme}\n", document("", &security))
}

/// What is found, and whether a witness proves it.
fn found(before: &str, after: &str) -> Vec<(&'static str, Level, bool)> {
    changes(before, after)
        .iter()
        .map(|change| (change.rule.as_str(), change.level, change.witness.is_some()))
        .collect()
}

#[test]
fn what_is_the_same_on_the_wire_is_no_change() {
    let key = "type: apiKey, in: header, name: X-K";
    let enums = "{oneOf: [{type: string, enum: [a]}, {type: string, enum: [b]}]}";
    for (one, other) in [
        (
            of_parameter("schema: {type: string}"),
            of_parameter("explode: false, schema: {type: string}"),
        ),
        (
            of_request("{type: string, enum: [a, b]}"),
            of_request(enums),
        ),
        (of_answer("{type: string, enum: [a, b]}"), of_answer(enums)),
        (
            with_scheme("Key", key),
            with_scheme("Key", "type: apiKey, in: header, name: x-k"),
        ),
        (with_scheme("Key", key), with_scheme("Token", key)),
        (
            with_scheme("Key", "type: http, scheme: bearer"),
            with_scheme("Key", "type: http, scheme: Bearer"),
        ),
    ] {
        assert_eq!(found(&one, &other), [], "{one}{other}");
        assert_eq!(found(&other, &one), [], "{other}{one}");
    }
}

#[test]
fn values_that_are_of_one_side_alone_are_proof() {
    let of_format = |format: &str| format!("{{type: string, format: {format}}}");
    for (before, after, told) in [
        (
            of_answer(&of_format("date-time")),
            of_answer(&of_format("date")),
            ("response-format-changed", Level::Breaking, true),
        ),
        (
            of_request(&of_format("date")),
            of_request(&of_format("date-time")),
            ("request-format-changed", Level::Breaking, true),
        ),
        (
            of_request("{type: string, pattern: '^[a-zA-Z0-9#_-]*$'}"),
            of_request("{type: string, pattern: '^#[0-9A-F]{6}$'}"),
            ("request-pattern-narrowed", Level::Breaking, true),
        ),
        (
            of_request("{type: string, minLength: 7, maxLength: 7, pattern: '^[A-F#]*$'}"),
            of_request("{type: string, minLength: 7, maxLength: 7, pattern: '^#[0-9A-F]*$'}"),
            ("request-pattern-changed", Level::Risky, false),
        ),
        (
            of_request(
                "{type: object, required: [p], properties: {p: {type: string, readOnly: true}}}",
            ),
            of_request("{type: object, required: [p], properties: {p: {type: string}}}"),
            ("required-property-became-writable", Level::Breaking, true),
        ),
        (
            of_request("{type: string, enum: [a, b, c]}"),
            of_request("{oneOf: [{type: string, enum: [a]}, {type: string, enum: [b]}]}"),
            ("request-enum-value-removed", Level::Breaking, true),
        ),
        (
            of_answer("{type: string, enum: [a, b]}"),
            of_answer("{anyOf: [{type: string, enum: [a, b]}, {type: string}]}"),
            ("response-enum-lifted", Level::Risky, false),
        ),
        (
            of_parameter("schema: {type: boolean}"),
            of_parameter("schema: {type: string, enum: ['true', 'false']}"),
            ("request-type-widened", Level::Safe, false),
        ),
        (
            of_parameter("schema: {type: string, enum: ['true', 'false']}"),
            of_parameter("schema: {type: boolean}"),
            ("request-type-widened", Level::Safe, false),
        ),
        (
            of_parameter("schema: {type: string}"),
            of_parameter("schema: {type: array, items: {type: string}}"),
            ("request-type-widened", Level::Safe, false),
        ),
        (
            of_parameter("schema: {type: string}"),
            of_parameter("explode: false, schema: {type: array, items: {type: string}}"),
            ("request-type-changed", Level::Breaking, true),
        ),
        (
            with_scheme("Key", "type: apiKey, in: header, name: k"),
            with_scheme("Key", "type: apiKey, in: query, name: k"),
            ("security-scheme-changed", Level::Breaking, false),
        ),
        (
            with_scheme("Key", "type: apiKey, in: query, name: k"),
            with_scheme("Key", "type: apiKey, in: query, name: K"),
            ("security-scheme-changed", Level::Breaking, false),
        ),
    ] {
        assert_eq!(found(&before, &after), [told], "{before}{after}");
    }
}

/// An empty list sends nothing, which a text that need not be given is not refused for.
#[test]
fn a_list_that_became_a_text_is_proved_by_one_that_is_sent() {
    let found = changes(
        &of_parameter("schema: {type: array, items: {type: string}}"),
        &of_parameter("schema: {type: string}"),
    );
    assert_eq!(found.len(), 1, "{}", listed(&found));
    assert_eq!(found[0].level, Level::Breaking);
    let witness = found[0].witness.as_ref().expect("two texts are no text");
    assert_eq!(witness.value.as_array().map(Vec::len), Some(2));
}

/// A client has no part in callbacks; what they share with its own requests is still told once for those.
#[test]
fn what_is_in_callbacks_is_risky_at_most() {
    let of = |callbacks: &str, title: &str| {
        format!(
            "{}      callbacks: {{{callbacks}}}\n      responses: {{'204': {{description: d}}}}\n\
             components: {{schemas: {{Pet: {{type: object, properties: {{title: {title}}}}}}}}}\n",
            document("", &format!("      requestBody: {{{PET}}}"))
        )
    };
    const PET: &str = "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
    let callback = |name: &str, rest: &str| {
        format!(
            "{name}: {{'{{$request.query.url}}': {{post: {{{rest}requestBody: {{{PET}}}, responses: {{'204': {{description: d}}}}}}}}}}"
        )
    };
    let (text, longer) = (
        "{type: string, maxLength: 5}",
        "{type: string, maxLength: 6}",
    );
    let (one, none) = (callback("done", ""), String::new());
    let safe = ("request-length-loosened", Level::Safe, false);
    let risky = ("callback-changed", Level::Risky, false);
    let docs = ("description-changed", Level::Docs, false);
    for (before, after, told) in [
        (of(&one, text), of(&none, text), vec![risky]),
        (of(&none, text), of(&one, text), vec![risky]),
        (
            of(&one, text),
            of(&callback("gone", ""), text),
            vec![risky, risky],
        ),
        (of(&none, text), of(&none, longer), vec![safe]),
        (of(&one, text), of(&one, longer), vec![risky, safe]),
        (
            of(&one, text),
            of(&callback("done", "description: Why, "), text),
            vec![docs],
        ),
    ] {
        let mut found = found(&before, &after);
        found.sort();
        assert_eq!(found, told, "{before}{after}");
    }
    let both = format!("{one}, {}", callback("failed", ""));
    let found = changes(&of(&both, text), &of(&both, longer));
    let told = found
        .iter()
        .find(|change| change.rule == Rule::CallbackChanged);
    let told = told.expect("what callbacks hold differs");
    assert_eq!(told.subject, "Pet.title");
    let parts: Vec<&str> = told.reach.iter().map(|reach| reach.part.as_str()).collect();
    assert_eq!(parts, ["callback done", "callback failed"]);
}
