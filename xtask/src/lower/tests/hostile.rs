//! Documents that nobody writes: each ends, and says what is wrong.

use super::{answered, findings, lowered, types};
use crate::diagnostic::Code;

#[test]
fn references_that_branch_without_end_are_followed_once() {
    let members = |keyword: &str| {
        let mut schemas = format!("T: {{{keyword}: [{{$ref: '#/components/schemas/S0'}}]}}\n");
        for index in 0..40 {
            let next = (index + 1) % 40;
            schemas += &format!(
                "S{index}: {{{keyword}: [{{$ref: '#/components/schemas/S{next}'}}, {{$ref: '#/components/schemas/S{next}'}}, {{$ref: '#/components/schemas/S{index}'}}]}}\n"
            );
        }
        schemas
    };
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let (_, found) = lowered(&answered(&members(keyword)));
        assert!(
            found.iter().any(|finding| finding.code == Code::InvalidRef),
            "{keyword}: {found:?}"
        );
    }
}

#[test]
fn a_long_chain_of_all_of_is_too_deep() {
    let mut schemas = "T: {allOf: [{$ref: '#/components/schemas/S0'}, {type: object, properties: {t: {type: string}}}]}\n".to_owned();
    for index in 0..2000 {
        let next = index + 1;
        schemas += &format!(
            "S{index}: {{allOf: [{{$ref: '#/components/schemas/S{next}'}}, {{type: object, properties: {{p{index}: {{type: string}}}}}}]}}\n"
        );
    }
    schemas += "S2000: {type: object, properties: {last: {type: string}}}";
    let (_, found) = lowered(&answered(&schemas));
    assert!(
        found.iter().any(|finding| finding.code == Code::TooDeep),
        "{found:?}"
    );
}

#[test]
fn a_long_chain_of_references_ends() {
    let mut schemas = String::new();
    for index in 0..300 {
        let name = if index == 0 {
            "T".to_owned()
        } else {
            format!("S{index}")
        };
        schemas += &format!("{name}: {{$ref: '#/components/schemas/S{}'}}\n", index + 1);
    }
    schemas += "S300: {type: string, nullable: true}";
    assert_eq!(findings(&answered(&schemas)), []);

    let mut schemas = "T: {type: object, properties:\n".to_owned();
    schemas += "    {p0: {type: string}";
    for index in 1..500 {
        schemas += &format!(
            ", p{index}: {{$ref: '#/components/schemas/T/properties/p{}'}}",
            index - 1
        );
    }
    schemas += "}}";
    let (_, found) = lowered(&answered(&schemas));
    assert!(
        found.iter().all(|finding| finding.code == Code::TooDeep),
        "{found:?}"
    );
}

#[test]
fn lists_and_objects_of_themselves_merge() {
    let schemas = "T: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
A: {type: object, properties: {l: {$ref: '#/components/schemas/LA'}, o: {$ref: '#/components/schemas/A'}}}
B: {type: object, properties: {l: {$ref: '#/components/schemas/LB'}, o: {$ref: '#/components/schemas/B'}}}
LA: {type: array, items: {$ref: '#/components/schemas/LA'}}
LB: {type: array, items: {$ref: '#/components/schemas/LB'}}";
    let found = findings(&answered(schemas));
    assert!(
        found.iter().any(|it| it.code == Code::InvalidRef),
        "{found:?}"
    );
}

#[test]
fn the_deepest_document_fits_the_stack() {
    let mut schema = "{type: string}".to_owned();
    for level in 0..20 {
        schema = match level % 4 {
            0 => format!("{{type: object, properties: {{a: {schema}}}}}"),
            1 => format!("{{type: array, items: {schema}}}"),
            2 => format!(
                "{{allOf: [{schema}, {{type: object, properties: {{b: {{type: string}}}}}}]}}"
            ),
            _ => format!("{{oneOf: [{schema}, {{type: string}}]}}"),
        };
    }
    lowered(&answered(&format!("T: {schema}")));
}

#[test]
fn a_property_that_merges_what_holds_it_ends() {
    let text = types(&answered(
        "T: {type: object, properties: {t: {description: Itself., allOf: [{allOf: [{$ref: '#/components/schemas/T'}, {oneOf: [{$ref: '#/components/schemas/T'}, {$ref: '#/components/schemas/U'}]}]}]}}}
U: {type: object, required: [u], properties: {u: {type: string}}}",
    ));
    assert!(
        text.contains("T response\n  t?: T/properties/t\n"),
        "{text}"
    );
}
