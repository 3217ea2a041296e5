//! Lists in pages, and the views of sparse answers.

use super::{document, lowered, outline, plain};

const PARAMETERS: &str = "[{name: page, in: query, schema: {$ref: '#/components/schemas/Number'}},
        {name: exclude, in: query, x-sparse: true, schema: {type: string}}]";

/// A list of `T`s, of which a request holds one too.
fn list(extension: &str) -> String {
    document(&format!(
        "paths:
  /t:
    get:
      operationId: t
      tags: [T]
      {extension}
      parameters: {PARAMETERS}
      responses: {{'200': {{description: Yes, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Answer'}}}}}}}}}}
    post:
      operationId: u
      tags: [T]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}
      responses: {{'204': {{description: Yes}}}}
components:
  schemas:
    Number: {{type: integer, format: uint32}}
    Answer: {{$ref: '#/components/schemas/Page'}}
    Page:
      type: object
      required: [rest, all, last]
      properties:
        rest: {{type: string}}
        all: {{$ref: '#/components/schemas/Items'}}
        last: {{$ref: '#/components/schemas/Number'}}
    Items: {{type: array, items: {{$ref: '#/components/schemas/Other'}}}}
    Other: {{$ref: '#/components/schemas/T'}}
    T:
      type: object
      required: [id, secret, inner]
      properties:
        id: {{type: string, readOnly: true}}
        secret: {{type: string, writeOnly: true}}
        inner: {{$ref: '#/components/schemas/Inner'}}
    Inner: {{type: object, required: [a], properties: {{a: {{type: string}}}}}}
"
    ))
}

#[test]
fn a_page_keeps_its_fields_and_its_items_lose_theirs() {
    let (api, found) = lowered(&list("x-paging: {page: page, items: all, pages: last}"));
    assert_eq!(found, []);
    let operations = outline::operations(&api);
    assert!(
        operations.contains("  pages by page: all, last\n  sparse Page#SparsePage\n"),
        "{operations}"
    );
    let types = outline::types(&api);
    for expected in [
        "
        Page#SparsePage response
          rest: text
          all: [T#Sparse]
          last: Number
        ",
        "
        T#Sparse response
          id?: text read-only
          inner?: Inner
        ",
        "
        T#Read response
          id: text read-only
          inner: Inner
        ",
    ] {
        let expected = plain(expected);
        assert!(types.contains(expected.trim()), "{expected}\nin\n{types}");
    }
}

#[test]
fn without_pages_the_answer_itself_is_sparse() {
    let (api, found) = lowered(&list("description: One."));
    assert_eq!(found, []);
    let operations = outline::operations(&api);
    assert!(
        operations.contains("  sparse Page#Sparse\n"),
        "{operations}"
    );
    let types = outline::types(&api);
    let expected = plain(
        "
        Page#Sparse response
          rest?: text
          all?: Items
          last?: Number
        ",
    );
    assert!(types.contains(expected.trim()), "{types}");
    assert!(!types.contains("T#Sparse"), "{types}");
}
