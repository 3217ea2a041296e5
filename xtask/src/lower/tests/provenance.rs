//! How sure a document is: what does not say is as what it stands in.

use super::{document, lowered};
use crate::api::{Provenance, TypeKind};

const DOCUMENT: &str = "paths:
  /t/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {$ref: '#/components/parameters/page'}
    post:
      operationId: t
      tags: [T]
      x-provenance: observed
      requestBody:
        x-provenance: inferred
        content:
          application/json: {schema: {type: object, properties: {inner: {type: object, properties: {a: {type: string}}}}}}
          multipart/form-data: {x-provenance: documented, schema: {type: object, properties: {inner: {type: object, properties: {a: {type: string}}}}}}
      responses:
        '200': {description: Yes, content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}
        '404': {$ref: '#/components/responses/NotFound'}
        '409': {description: No, x-provenance: inferred}
components:
  parameters:
    page: {name: page, in: query, x-provenance: documented, schema: {type: integer}}
  responses:
    NotFound: {description: No, x-provenance: documented}
  schemas:
    Base: {type: object, x-provenance: observed, properties: {base: {type: string}, both: {type: string}}}
    T:
      x-provenance: documented
      allOf:
        - {$ref: '#/components/schemas/Base'}
        - type: object
          properties:
            own: {type: string}
            odd: {type: string, x-provenance: inferred}
            both: {type: string}
            in_place: {type: object, properties: {b: {type: string}}}
    Plain: {type: object}";

const DOCUMENTED: Option<Provenance> = Some(Provenance::Documented);
const OBSERVED: Option<Provenance> = Some(Provenance::Observed);
const INFERRED: Option<Provenance> = Some(Provenance::Inferred);

#[test]
fn operations_and_their_parts() {
    let (api, _) = lowered(&document(DOCUMENT));
    let operation = &api.operations[0];
    assert_eq!(operation.provenance, OBSERVED);
    assert!(!operation.is_inferred());
    let parameters = operation.parameters.iter().map(|it| it.provenance);
    assert_eq!(parameters.collect::<Vec<_>>(), [OBSERVED, DOCUMENTED]);
    let body = operation.body.as_ref().unwrap();
    assert_eq!(body.provenance, INFERRED);
    let media = body.media.iter().map(|it| it.provenance);
    assert_eq!(media.collect::<Vec<_>>(), [INFERRED, DOCUMENTED]);
    let responses = operation.responses.iter().map(|it| it.provenance);
    assert_eq!(
        responses.collect::<Vec<_>>(),
        [OBSERVED, DOCUMENTED, INFERRED]
    );
}

#[test]
fn schemas_and_their_fields() {
    let (api, _) = lowered(&document(DOCUMENT));
    let of = |end: &str| {
        let mut types = api.types.values();
        types.find(|def| def.id.pointer.ends_with(end)).unwrap()
    };
    let def = of("/schemas/T");
    assert_eq!(def.provenance, DOCUMENTED);
    let TypeKind::Struct(object) = &def.kind else {
        panic!("{def:?}")
    };
    let fields = object
        .fields
        .iter()
        .map(|it| (it.wire.as_str(), it.provenance));
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [
            ("base", OBSERVED),
            ("both", DOCUMENTED),
            ("own", DOCUMENTED),
            ("odd", INFERRED),
            ("in_place", DOCUMENTED),
        ]
    );
    assert_eq!(of("/in_place").provenance, DOCUMENTED);
    assert_eq!(of("/inner").provenance, INFERRED);
}

#[test]
fn a_document_need_not_say() {
    let silent = DOCUMENT.replace("x-provenance: observed", "");
    let (api, _) = lowered(&document(
        &silent.replace("{type: object, , ", "{type: object, "),
    ));
    assert_eq!(api.operations[0].provenance, None);
    assert_eq!(api.operations[0].parameters[0].provenance, None);
}
