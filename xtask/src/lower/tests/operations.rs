//! Operations: parameters, bodies, answers, security.

use super::{document, lowered, outline, plain};
use crate::api::{AuthLocation, AuthSchemeKind, Segment, alternatives};
use crate::diagnostic::Diagnostic;

fn operation(path: &str, rest: &str) -> String {
    document(&format!(
        "paths:\n  {path}:\n    get: {{operationId: t, tags: [T], {rest}}}\n"
    ))
}

const DONE: &str = "responses: {'204': {description: Done}}";

fn parameters(list: &str) -> (String, Vec<Diagnostic>) {
    let text = operation("/t", &format!("parameters: [{list}], {DONE}"));
    let (api, found) = lowered(&text);
    let lines: Vec<String> = outline::operations(&api)
        .lines()
        .filter(|line| line.starts_with("  Query") || line.starts_with("  Header"))
        .map(str::to_owned)
        .collect();
    (lines.join("\n"), found)
}

#[test]
fn styles() {
    let list = "schema: {type: array, items: {type: string}}";
    for (style, expected) in [
        ("", "Form exploded"),
        ("style: form, explode: true, ", "Form exploded"),
        ("explode: false, ", "Form"),
        ("style: spaceDelimited, ", "SpaceDelimited"),
        ("style: pipeDelimited, explode: false, ", "PipeDelimited"),
        ("style: pipeDelimited, explode: true, ", "Form exploded"),
        (
            "allowReserved: true, ",
            "Form exploded with reserved characters",
        ),
        ("allowEmptyValue: true, ", "Form exploded maybe empty"),
    ] {
        let (lines, found) = parameters(&format!("{{name: a, in: query, {style}{list}}}"));
        assert_eq!(lines, format!("  Query a?: [text] {expected}"), "{style}");
        assert_eq!(found, [], "{style}");
    }
}

#[test]
fn an_operation_overrides_the_parameters_of_its_path() {
    let (api, found) = lowered(&document(
        "paths:
  /a/{id}/{sub}.json:
    parameters:
      - {name: sub, in: path, required: true, schema: {type: string}}
      - {name: page, in: query, schema: {type: string}}
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      operationId: t
      tags: [T]
      parameters: [{name: page, in: query, schema: {type: integer}}, {name: id, in: query, schema: {type: string}}]
      responses: {'204': {description: Done}}
",
    ));
    assert_eq!(found, []);
    assert_eq!(
        outline::operations(&api),
        plain(
            "
            t GET /a/{id}/{sub}.json
              Path id: text Simple
              Path sub: text Simple
              Query page?: int64 Form exploded
              Query id?: text Form exploded
              Code(204)
            "
        )
    );
    assert_eq!(
        api.operations[0].segments,
        [
            Segment::Literal("a".to_owned()),
            Segment::Parameter("id".to_owned()),
            Segment::Mixed(vec![
                Segment::Parameter("sub".to_owned()),
                Segment::Literal(".json".to_owned())
            ]),
        ]
    );
}

#[test]
fn a_trailing_slash_is_an_empty_segment() {
    let (api, _) = lowered(&operation("/users/", DONE));
    assert_eq!(
        api.operations[0].segments,
        [
            Segment::Literal("users".to_owned()),
            Segment::Literal(String::new())
        ]
    );
}

/// What is left out is reported: see `tests/diagnostics/unsupported.md`.
#[test]
fn only_what_cannot_be_written_is_left_out() {
    let (lines, _) = parameters(
        "{name: a, in: query, style: deepObject, schema: {type: object}},
         {name: b, in: query, content: {application/json: {schema: {type: object}}}},
         {name: c, in: query, content: {application/xml: {schema: {type: string}}}},
         {name: Content-Type, in: header, schema: {type: string}},
         {name: X-Id, in: header, content: {text/plain: {schema: {type: string}}}}",
    );
    assert_eq!(
        lines,
        "  Query a?: {any} DeepObject\n  Query b?: {any} Form exploded of JSON\n  Header X-Id?: text Simple"
    );
}

#[test]
fn a_missing_id_and_required_are_added() {
    let (api, _) = lowered(&document(
        "paths:\n  /users/{id}/roles:\n    parameters: [{name: id, in: path, schema: {type: string}}]\n    get: {tags: [T], responses: {'204': {description: Done.}}}\n",
    ));
    assert_eq!(api.operations[0].id, "get_users_by_id_roles");
    assert!(api.operations[0].parameters[0].required);
}

#[test]
fn media_types_and_statuses_keep_their_order() {
    let (api, found) = lowered(&document(
        "paths:
  /t:
    post:
      operationId: t
      tags: [T]
      requestBody:
        content:
          multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}}
          application/json: {schema: {type: object, properties: {a: {type: string}}}}
          application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}
      responses:
        default: {description: Else, content: {application/problem+json: {schema: {type: string}}}}
        '4XX': {description: Wrong}
        '200': {description: Yes, content: {text/csv: {schema: {type: string}}, application/pdf: {schema: {type: string, format: binary}}}}
",
    ));
    assert!(
        found
            .iter()
            .all(|it| it.code == crate::diagnostic::Code::Unsupported),
        "{found:?}"
    );
    let schema = "/paths/~1t/post/requestBody/content/multipart~1form-data/schema";
    assert_eq!(
        outline::operations(&api),
        plain(&format!(
            "
            t POST /t
              body? Multipart: {schema}
              body? Json: {schema}
              body? Form: {schema}
              Default Json text
              Class(4)
              Code(200) Text text, Binary binary
            "
        ))
    );
    let types = outline::types(&api);
    assert!(types.contains("request (t body)\n"), "{types}");
}

const SCHEMES: &str = "components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: Authorization, x-auth-prefix: JWT}
    Query: {type: apiKey, in: query, name: key}
    Token: {type: http, scheme: Bearer}
    Login: {type: http, scheme: basic}
    Digest: {type: http, scheme: Digest}
    Signed: {type: http, scheme: SharedAccessKey}
    OAuth: {type: oauth2, flows: {password: {tokenUrl: 'https://example.com/token', scopes: {read: Read all.}}}}
";

fn secured(root: &str, own: &str) -> String {
    let (api, _) = lowered(&document(&format!(
        "{root}paths:\n  /t:\n    get: {{operationId: t, tags: [T], {own}{DONE}}}\n{SCHEMES}"
    )));
    alternatives(&api.operations[0].auth)
}

#[test]
fn an_operation_has_its_own_security_or_that_of_the_document() {
    for (root, own, expected) in [
        ("", "", ""),
        ("security: [{Key: []}]\n", "", "Key"),
        ("security: [{Key: []}]\n", "security: [], ", ""),
        (
            "security: [{Key: []}]\n",
            "security: [{Token: []}, {Login: []}, {}], ",
            "Token or Login or nothing",
        ),
        ("security: [{}]\n", "", "nothing"),
        (
            "",
            "security: [{Query: [], Token: []}, {Login: []}], ",
            "Query and Token or Login",
        ),
        // Both are sent in one header.
        ("", "security: [{Key: [], Token: []}], ", "Key"),
        // Unknown ones and those that cannot be sent are left out.
        ("", "security: [{Tokne: []}, {Digest: []}], ", ""),
        ("", "security: [{Digest: [], Query: []}], ", "Query"),
    ] {
        assert_eq!(secured(root, own), expected, "{root}{own}");
    }
}

#[test]
fn security_schemes() {
    let (api, _) = lowered(&document(&format!("paths: {{}}\n{SCHEMES}")));
    let kinds: Vec<_> = api
        .auth
        .iter()
        .map(|(name, scheme)| (name.as_str(), scheme.kind.clone()))
        .collect();
    let key = |location, name: &str, prefix: Option<&str>| AuthSchemeKind::Key {
        location,
        name: name.to_owned(),
        prefix: prefix.map(str::to_owned),
    };
    let authorization = |prefix| key(AuthLocation::Header, "Authorization", Some(prefix));
    assert_eq!(
        kinds,
        [
            ("Digest", AuthSchemeKind::Unsupported),
            ("Key", authorization("JWT")),
            ("Login", AuthSchemeKind::Basic),
            ("OAuth", authorization("Bearer")),
            ("Query", key(AuthLocation::Query, "key", None)),
            ("Signed", authorization("SharedAccessKey")),
            ("Token", authorization("Bearer")),
        ]
    );
    let oauth = &api.auth["OAuth"];
    let urls: Vec<_> = oauth.urls.iter().collect();
    let url = "https://example.com/token".to_owned();
    assert_eq!(urls, [(&"password tokenUrl".to_owned(), &url)]);
    let scopes: Vec<_> = oauth.scopes.iter().collect();
    assert_eq!(scopes, [(&"read".to_owned(), &"Read all.".to_owned())]);
}
