//! What a public suite of schemas says of values, and what is said here.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::diagnostic::{Report, Sources};
use crate::{contract, source};

#[path = "../../../tests/json-schema/groups.rs"]
#[expect(dead_code, reason = "a build script reads more of it")]
mod groups;

/// Schemas that are read as another one, with the reason: by their draft, file and number.
const READ_OTHERWISE: [(&str, &str); 9] = [
    ("additional_properties_5", MERGED),
    (
        "content_1 content_2 content_3",
        "what is encoded is a string",
    ),
    (
        "defs_0 dynamic_ref_13 dynamic_ref_14 dynamic_ref_15 dynamic_ref_16 dynamic_ref_17 ref_6",
        "the schema is elsewhere: the reference is reported, and any value is accepted",
    ),
    (
        "dynamic_ref_3 dynamic_ref_5 dynamic_ref_9 dynamic_ref_11 dynamic_ref_12 dynamic_ref_19",
        "each value finds another schema: the reference is reported, and any value is accepted",
    ),
    (
        "ref_28 ref_29 ref_30",
        "nothing depends on the condition that is referred to",
    ),
    (
        "ref_13 unevaluated_properties_22 unevaluated_properties_23",
        MERGED,
    ),
    (
        "unevaluated_properties_26 unevaluated_properties_28 unevaluated_properties_30 \
         unevaluated_properties_31 unevaluated_properties_32",
        MERGED,
    ),
    (
        "unevaluated_properties_9 unevaluated_properties_10 unevaluated_properties_24 \
         unevaluated_properties_25 unevaluated_properties_35",
        "what an inner schema allows by `true`, the outer one excludes",
    ),
    (
        "unevaluated_properties_11 unevaluated_properties_21",
        "a member of a union excludes the properties of the others",
    ),
];

const MERGED: &str = "an `allOf` is one schema, which has the properties of all";

#[test]
fn the_suite_agrees() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/json-schema/suite");
    let mut wrong = BTreeSet::new();
    for group in groups::groups(&suite) {
        let mut sources = Sources::new("suite.json", group.document.to_string());
        let document = source::load(&mut sources, &mut Report::default()).expect("a document");
        let contract = contract::read(&document, &source::objects(&document.tree));
        let id = contract.schema_at("/components/schemas/Value");
        for (description, value, is_valid) in &group.values {
            let fit = |reading| {
                let validator = Validator {
                    contract: &contract,
                    direction: None,
                    reading,
                };
                let mut budget = Budget::new(MAX_STEPS, Patterns::default());
                validator.fit(id.expect("the schema"), value, &mut budget)
            };
            // In the suite, formats exclude nothing. What is lenient accepts more.
            let is_refused =
                *is_valid && fit(Reading::Lenient) == Fit::No && !group.name.contains("_format_");
            if is_refused || fit(Reading::WithoutFormats) == Fit::of(!is_valid) {
                println!("{}: {description}", group.name);
                wrong.insert(group.name.clone());
            }
        }
    }
    let known = READ_OTHERWISE.iter();
    let known = known.flat_map(|(names, _)| names.split_whitespace());
    let known: BTreeSet<String> = known.map(|name| format!("draft2020_12_{name}")).collect();
    assert_eq!(wrong, known);
}
