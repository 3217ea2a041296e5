//! Documents that nobody writes: each ends, and nothing panics.

use super::super::check_within;
use super::{document, exchanging, findings};
use crate::diagnostic::{Code, Report, Sources};
use crate::{contract, source};

/// Schemas each of which refers to the next one several times, and the last to the first.
fn branching(keyword: &str, count: usize) -> String {
    let mut schemas =
        format!("T: {{example: {{a: 1}}, {keyword}: [{{$ref: '#/components/schemas/S0'}}]}}\n");
    for index in 0..count {
        let next = (index + 1) % count;
        let reference = format!("{{$ref: '#/components/schemas/S{next}'}}");
        schemas +=
            &format!("S{index}: {{{keyword}: [{reference}, {reference}, {{type: string}}]}}\n");
    }
    schemas
}

#[test]
fn references_that_branch_without_end_are_followed_once() {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        findings(&exchanging(&branching(keyword, 30)));
    }
    let excluded: String = (0..30)
        .map(|index| {
            format!(
                "S{index}: {{not: {{$ref: '#/components/schemas/S{}'}}}}\n",
                (index + 1) % 30
            )
        })
        .collect();
    findings(&exchanging(&format!(
        "T: {{example: 1, not: {{$ref: '#/components/schemas/S0'}}}}\n{excluded}"
    )));
}

#[test]
fn a_schema_of_itself_checks_examples_of_any_depth() {
    let example = format!("{}{{v: x}}{}", "{t: ".repeat(40), "}".repeat(40));
    let text = exchanging(&format!(
        "T: {{example: {example}, properties: {{v: {{type: integer}}, t: {{$ref: '#/components/schemas/T'}}}}}}"
    ));
    let found = findings(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].message,
        "`v` must be an integer, not the string `x`"
    );
}

#[test]
fn long_chains_end() {
    let mut schemas = "T: {example: 1, $ref: '#/components/schemas/S0'}\n".to_owned();
    for index in 0..1000 {
        schemas += &format!(
            "S{index}: {{example: 1, allOf: [{{$ref: '#/components/schemas/S{}'}}]}}\n",
            index + 1
        );
    }
    schemas += "S1000: {type: string}";
    findings(&exchanging(&schemas));
}

#[test]
fn too_entangled_schemas_are_reported() {
    // Every item is tried against every schema, each of which tries every other.
    let members: String = (0..40)
        .map(|index| format!("{{$ref: '#/components/schemas/S{index}'}}, "))
        .collect();
    let schemas: String = (0..40)
        .map(|index| format!("S{index}: {{anyOf: [{members}]}}\n"))
        .collect();
    let items = "{a: 1}, ".repeat(20);
    let text = exchanging(&format!(
        "T: {{example: [{items}], type: array, items: {{anyOf: [{members}]}}}}\n{schemas}"
    ));
    let is_reported = |steps| {
        let mut report = Report::default();
        let document = source::load(&mut Sources::new("test.yaml", text.as_str()), &mut report)
            .expect("a document");
        let objects = source::objects(&document.tree);
        let contract = contract::read(&document, &objects);
        check_within(&document, &objects, &contract, &mut report, steps);
        report.iter().any(|finding| {
            finding.code == Code::TooDeep && finding.at.pointer.ends_with("/T/example")
        })
    };
    assert!(is_reported(300));
    assert!(!is_reported(100_000));
}

#[test]
fn numbers_beyond_all_bounds() {
    findings(&exchanging(
        "T: {type: integer, minLength: 18446744073709551615, example: -9223372036854775808, multipleOf: 18446744073709551615}",
    ));
}

#[test]
fn odd_shapes() {
    for rest in [
        "paths: {}\nservers: []\ntags: []\ncomponents: {}",
        "paths: {x-a: [1]}\nservers: [{url: '{', variables: {'': {default: ''}}}]",
        "paths: {/: {}}\ncomponents: {schemas: {A: {enum: []}, B: {allOf: []}, C: {oneOf: []}}}",
        "paths: {'/{}{': {}, '/{}}': {}}",
        "paths: {}\ncomponents: {schemas: {A: {discriminator: {propertyName: ''}, required: [''], properties: {'': {}}}}}",
    ] {
        findings(&document(rest));
    }
}
