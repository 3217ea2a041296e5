//! What is measured of a document: what the crate has of it, and which type decodes which example.

use xtask::corpus::{Measures, measure, typed_examples};
use xtask::diagnostic::Sources;
use xtask::pipeline::{self, Options, Outcome};

/// An operation that is generated, and one whose only body is XML.
const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Corpus, version: '1'}
servers: [{url: https://example.org}]
paths:
  /labels:
    get:
      operationId: labels_get
      tags: [labels]
      responses: {'200': {description: A label., content: {application/json: {schema: {$ref: '#/components/schemas/Label'}, examples: {whole: {value: {name: a, more: [1]}}, wrong: {value: {name: 1}}}}}}}
    put:
      operationId: labels_put
      tags: [labels]
      requestBody: {required: true, content: {application/xml: {schema: {type: object}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Label: {type: object, required: [name], properties: {name: {type: string, example: b}, more: {}}}
";

fn measured(text: &str) -> (Outcome, Measures) {
    let mut sources = Sources::new("corpus.yaml", text);
    let outcome = pipeline::generate(&mut sources, &Options::default());
    let measures = measure(&mut sources, &outcome);
    (outcome, measures)
}

#[test]
fn what_the_crate_lacks_is_named_with_its_reason() {
    let (_, measures) = measured(DOCUMENT);
    assert_eq!((measures.generated, measures.documented), (1, 2));
    let [(operation, Some(reason))] = measures.left_out.as_slice() else {
        panic!("{:?}", measures.left_out);
    };
    assert_eq!(operation, "PUT /labels");
    assert!(reason.contains("application/xml"), "{reason}");
    assert_eq!(measures.untyped, 1, "the property `more`");
    assert_eq!(measures.error, None);
}

#[test]
fn a_document_with_an_error_is_counted_too() {
    let (_, measures) = measured(&DOCUMENT.replace(
        "name: {type: string,",
        "name: {type: string, type: integer,",
    ));
    assert_eq!((measures.generated, measures.documented), (0, 2));
    assert!(
        measures
            .error
            .is_some_and(|error| error.contains("duplicate key"))
    );
}

#[test]
fn webhooks_count_and_their_examples_have_a_type() {
    let webhook = "{requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Label'}, example: {name: c}}}}, responses: {'200': {description: Done.}}}";
    let document = DOCUMENT.replace("3.0.3", "3.1.0")
        + &format!("webhooks: {{labelled: {{post: {webhook}}}}}\n");
    let (outcome, measures) = measured(&document);
    assert_eq!((measures.generated, measures.documented), (2, 3));
    let model = &outcome.generated.as_ref().expect("no errors").model;
    let examples = typed_examples(model);
    let example = examples
        .iter()
        .find(|it| it.of.starts_with("POST labelled"));
    let example = example.expect("the example of the webhook");
    assert_eq!(
        (example.ty.as_str(), example.value.to_string().as_str()),
        ("Box<types::Label>", r#"{"name":"c"}"#)
    );
    assert!(example.is_valid(&outcome.diagnostics));
}

#[test]
fn examples_have_their_type_and_those_that_are_wrong_are_known() {
    let (outcome, _) = measured(DOCUMENT);
    let model = &outcome.generated.as_ref().expect("no errors").model;
    let examples = typed_examples(model);
    let examples = examples.iter().map(|example| {
        let is_valid = example.is_valid(&outcome.diagnostics);
        (example.ty.as_str(), example.value.to_string(), is_valid)
    });
    let label = "types::Label";
    assert_eq!(
        examples.collect::<Vec<_>>(),
        [
            ("String", "\"b\"".to_owned(), true),
            (label, r#"{"name":"a","more":[1]}"#.to_owned(), true),
            (label, r#"{"name":1}"#.to_owned(), false),
        ]
    );
}
