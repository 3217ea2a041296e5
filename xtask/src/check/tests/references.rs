//! References that lowering does not follow.

use super::{NONE, document, found};
use crate::diagnostic::{Code, Report};
use crate::pipeline::{Options, model};

const OPERATION: &str = "paths: {/a: {get: {responses: {'200': {description: Yes, headers: {h: {$ref: '#/components/headers/H'}}}}}}}";

#[test]
fn what_is_wrong_with_them() {
    for (target, expected) in [
        (
            "'#/components/headers/Headr'",
            "3:23 `#/components/headers/Headr` does not exist (something similar 3:54) | did you mean `#/components/headers/Header`?",
        ),
        (
            "'#/components/headers/Other'",
            "3:23 `#/components/headers/Other` does not exist (nothing refers to this: is that its name now? 3:54) | write `#/components/headers/Header` if it was renamed; else define it",
        ),
        (
            "'#/info'",
            "3:23 `#/info` is not a header (this is what it refers to 5:1) | refer to a header, or write it here",
        ),
        (
            "other.yaml",
            "3:23 `other.yaml` is in another document | copy what it refers to into this document, as under `components/headers`",
        ),
        (
            "'#H'",
            "3:23 `#H` is not a valid JSON pointer | write `#/` and the keys that lead there, as in `#/components/headers/…`",
        ),
        (
            "'#/components/headers/H'",
            "3:23 this reference leads back to itself | break the cycle: write a header in one of these places",
        ),
    ] {
        let text = document(&format!(
            "{OPERATION}\ncomponents:\n  headers: {{H: {{$ref: {target}}}, Header: {{schema: {{}}}}}}"
        ));
        let found: Vec<String> = found(&text)
            .into_iter()
            .filter(|line| line.contains("invalid-ref"))
            .collect();
        assert_eq!(found, [format!("warning[invalid-ref] {expected}")]);
    }
}

#[test]
fn a_ring_is_one_finding() {
    let text = document(&format!(
        "{OPERATION}\ncomponents:\n  headers:\n    H: {{$ref: '#/components/headers/I'}}\n    I: {{$ref: '#/components/headers/J'}}\n    J: {{$ref: '#/components/headers/H'}}"
    ));
    assert_eq!(
        found(&text),
        [
            "warning[invalid-ref] 4:15 this reference leads back to itself (by way of this one 5:15) | break the cycle: write a header in one of these places"
        ]
    );
}

#[test]
fn what_lowering_has_reported_is_not_said_again() {
    let text = document(
        "paths: {/a: {get: {operationId: a, tags: [A], responses: {'200': {description: Yes, content: {application/json: {schema: {$ref: '#/nothing'}}}}}}}}",
    );
    let mut report = Report::default();
    model("test.yaml", &text, &Options::default(), &mut report);
    let codes: Vec<Code> = report.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes
            .iter()
            .filter(|code| **code == Code::InvalidRef)
            .count(),
        1,
        "{codes:?}"
    );
}

#[test]
fn references_to_any_place_of_the_right_kind() {
    let text = document(
        "paths:
  /a:
    get:
      responses: {'200': {description: Yes, headers: {h: {schema: {type: string}}, i: {$ref: '#/paths/~1a/get/responses/200/headers/h'}}}}
      callbacks: {c: {$ref: '#/components/callbacks/C'}}
  /b: {$ref: '#/paths/~1a'}
components: {callbacks: {C: {x-a: 1, '{$url}': {post: {responses: {'200': {description: Yes}}}}}}}",
    );
    assert_eq!(found(&text), NONE);
}
