//! Operations: parameters, bodies, answers, security.

use super::{document, findings, lowered, outline, plain};
use crate::api::{AuthLocation, AuthSchemeKind, Segment};

fn operation(path: &str, rest: &str) -> String {
    document(&format!(
        "paths:\n  {path}:\n    get: {{operationId: t, tags: [T], {rest}}}\n"
    ))
}

const DONE: &str = "responses: {'204': {description: Done}}";

fn parameters(list: &str) -> (String, String) {
    let text = operation("/t", &format!("parameters: [{list}], {DONE}"));
    let (api, found) = lowered(&text);
    let lines: Vec<String> = outline::operations(&api)
        .lines()
        .filter(|line| line.starts_with("  Query") || line.starts_with("  Header"))
        .map(str::to_owned)
        .collect();
    (lines.join("\n"), found.iter().map(super::line).collect())
}

#[test]
fn styles() {
    let list = "schema: {type: array, items: {type: string}}";
    for (style, expected) in [
        ("", "Repeated"),
        ("style: form, explode: true, ", "Repeated"),
        ("explode: false, ", "Comma"),
        ("style: spaceDelimited, ", "Space"),
        ("style: pipeDelimited, explode: false, ", "Pipe"),
        ("style: pipeDelimited, explode: true, ", "Repeated"),
    ] {
        let (lines, found) = parameters(&format!("{{name: a, in: query, {style}{list}}}"));
        assert_eq!(
            (lines.as_str(), found.as_str()),
            (format!("  Query a?: [text] {expected}").as_str(), ""),
            "{style}"
        );
    }
}

#[test]
fn what_cannot_be_sent_is_left_out_with_a_warning_or_is_an_error() {
    let cases = [
        (
            "name: a, in: query, style: deepObject, schema: {type: object}",
            "has a style that is not supported",
        ),
        (
            "name: a, in: query, content: {application/json: {schema: {type: object}}}",
            "is described by a media type",
        ),
        (
            "name: a, in: query, schema: {type: object, properties: {x: {type: string}}}",
            "is an object",
        ),
        (
            "name: a, in: query, schema: {type: array, items: {type: array, items: {type: string}}}",
            "is a list of lists or objects",
        ),
        ("name: a, in: cookie, schema: {type: string}", "is a cookie"),
    ];
    for (parameter, why) in cases {
        let (lines, found) = parameters(&format!("{{{parameter}}}"));
        assert_eq!(lines, "");
        assert!(
            found.starts_with("warning[unsupported] /paths/~1t/get/parameters/0"),
            "{found}"
        );
        assert!(
            found.contains(&format!("the parameter `a` {why}: it is left out")),
            "{found}"
        );
        let (_, found) = parameters(&format!("{{required: true, {parameter}}}"));
        assert!(found.starts_with("error[unsupported]"), "{found}");
    }
}

#[test]
fn a_header_that_openapi_ignores_is_reported() {
    let (lines, found) = parameters(
        "{name: Content-Type, in: header, schema: {type: string}}, {name: X-Id, in: header, schema: {type: string}}",
    );
    assert_eq!(lines, "  Header X-Id?: text Comma");
    assert!(
        found.starts_with("warning[unsupported] /paths/~1t/get/parameters/0"),
        "{found}"
    );
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
              Path id: text Comma
              Path sub: text Comma
              Query page?: int64 Repeated
              Query id?: text Repeated
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

#[test]
fn path_and_parameters_must_match() {
    let text = findings(&operation(
        "'/a/{id}'",
        &format!(
            "parameters: [{{name: idd, in: path, required: true, schema: {{type: string}}}}], {DONE}"
        ),
    ));
    assert_eq!(
        text,
        plain(
            "
            error[path-parameter] /paths/~1a~1{id}/get/parameters/0/name: the path has `{id}`, and this parameter is called `idd`; the path: /paths/~1a~1{id}; write `name: id` here, or `{idd}` in the path
            "
        )
    );
}

#[test]
fn a_path_parameter_is_required_all_the_same() {
    let text = operation(
        "'/a/{id}'",
        &format!("parameters: [{{name: id, in: path, schema: {{type: string}}}}], {DONE}"),
    );
    let (api, found) = lowered(&text);
    assert!(api.operations[0].parameters[0].required);
    assert_eq!(
        found.iter().map(super::line).collect::<String>(),
        "warning[missing-keyword] /paths/~1a~1{id}/get/parameters/0: the path parameter `id` is not marked as required, \
         but a path cannot do without it; add `required: true`\n"
    );
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

#[test]
fn an_operation_without_id_is_called_by_method_and_path() {
    let text = document(
        "paths:\n  /users/{id}/roles:\n    parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n    get: {tags: [T], responses: {'204': {description: Done}}}\n",
    );
    let (api, found) = lowered(&text);
    assert_eq!(api.operations[0].id, "get_users_by_id_roles");
    assert_eq!(
        found.iter().map(super::line).collect::<String>(),
        "warning[missing-operation-id] /paths/~1users~1{id}~1roles/get: `GET /users/{id}/roles` has no `operationId`: \
         it is called `get_users_by_id_roles`; add `operationId: get_users_by_id_roles`, or a better name\n"
    );
}

#[test]
fn two_operations_with_one_id_are_an_error_with_both_places() {
    let text = findings(&document(
        "paths:\n  /a:\n    get: {operationId: t, tags: [T], responses: {'204': {description: Done}}}\n    put: {operationId: t, tags: [T], responses: {'204': {description: Done}}}\n",
    ));
    assert_eq!(
        text,
        "error[duplicate-operation-id] /paths/~1a/put/operationId: two operations are called `t`; the other one: /paths/~1a/get/operationId; give each an `operationId` of its own\n"
    );
}

#[test]
fn what_an_operation_should_have_is_missed() {
    let text = findings(&document(
        "paths:\n  /a:\n    get: {operationId: t, responses: {'404': {description: No}}}\n",
    ));
    assert!(
        text.contains("warning[missing-tag] /paths/~1a/get: "),
        "{text}"
    );
    assert!(
        text.contains("warning[missing-success] /paths/~1a/get/responses: "),
        "{text}"
    );
}

#[test]
fn what_is_not_acted_upon_is_reported() {
    let text = findings(&operation(
        "/t",
        "servers: [{url: 'https://other.test'}], callbacks: {done: {'{$request.body#/url}': {post: {responses: {'204': {description: Ok}}}}}}, responses: {'204': {description: Done}}",
    ));
    assert!(
        text.contains("warning[unsupported] /paths/~1t/get/servers: "),
        "{text}"
    );
    assert!(
        text.contains("warning[unsupported] /paths/~1t/get/callbacks: "),
        "{text}"
    );
}

const SCHEMES: &str = "components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: Authorization, x-auth-prefix: JWT}
    Query: {type: apiKey, in: query, name: key}
    Token: {type: http, scheme: Bearer}
    Login: {type: http, scheme: basic}
";

fn secured(root: &str, own: &str) -> (Vec<String>, String) {
    let (api, found) = lowered(&document(&format!(
        "{root}paths:\n  /t:\n    get: {{operationId: t, tags: [T], {own}{DONE}}}\n{SCHEMES}"
    )));
    (
        api.operations[0].auth.clone(),
        found.iter().map(super::line).collect(),
    )
}

#[test]
fn an_operation_has_its_own_security_or_that_of_the_document() {
    for (root, own, expected) in [
        ("", "", vec![]),
        ("security: [{Key: []}]\n", "", vec!["Key"]),
        ("security: [{Key: []}]\n", "security: [], ", vec![]),
        (
            "security: [{Key: []}]\n",
            "security: [{Token: []}, {Login: []}, {}], ",
            vec!["Token", "Login"],
        ),
        ("security: [{}]\n", "", vec![]),
    ] {
        assert_eq!(
            secured(root, own),
            (
                expected.into_iter().map(str::to_owned).collect(),
                String::new()
            ),
            "{root}{own}"
        );
    }
}

#[test]
fn schemes_together_and_unknown_schemes_are_reported() {
    let (names, found) = secured("", "security: [{Key: [], Token: []}, {Login: []}], ");
    assert_eq!(names, ["Login"]);
    assert!(
        found.starts_with("warning[unsupported] /paths/~1t/get/security/0: several"),
        "{found}"
    );
    let (names, found) = secured("", "security: [{Tokne: []}], ");
    assert_eq!(names, Vec::<String>::new());
    assert_eq!(
        found,
        "warning[invalid-ref] /paths/~1t/get/security/0/Tokne: there is no security scheme `Tokne`: it is left out; did you mean `Token`?\n"
    );
}

#[test]
fn security_schemes() {
    let (api, _) = lowered(&document(&format!("paths: {{}}\n{SCHEMES}")));
    let kinds: Vec<_> = api
        .auth
        .iter()
        .map(|(name, scheme)| (name.as_str(), scheme.kind.clone()))
        .collect();
    let key = |location, name: &str, prefix: Option<&str>| AuthSchemeKind::ApiKey {
        location,
        name: name.to_owned(),
        prefix: prefix.map(str::to_owned),
    };
    assert_eq!(
        kinds,
        [
            (
                "Key",
                key(AuthLocation::Header, "Authorization", Some("JWT"))
            ),
            ("Login", AuthSchemeKind::Basic),
            ("Query", key(AuthLocation::Query, "key", None)),
            ("Token", AuthSchemeKind::Bearer),
        ]
    );
}

#[test]
fn a_path_parameter_that_says_it_is_elsewhere_is_one_mistake() {
    let text = document(&format!(
        "paths:
  '/a/{{id}}':
    parameters: [{{name: id, in: query, required: true, schema: {{type: string}}}}]
    get: {{operationId: b, tags: [T], {DONE}}}
    put: {{operationId: c, tags: [T], {DONE}}}
    delete: {{operationId: d, tags: [T], {DONE}}}
"
    ));
    assert_eq!(
        findings(&text),
        plain(
            "
            error[path-parameter] /paths/~1a~1{id}/parameters/0/in: `{id}` is in the path, and this parameter says that it is not; the path: /paths/~1a~1{id}; write `in: path`
            "
        )
    );
}

#[test]
fn a_path_parameter_with_a_style_is_described_all_the_same() {
    let text = operation(
        "'/a/{id}'",
        &format!(
            "parameters: [{{name: id, in: path, required: true, style: matrix, schema: {{type: string}}}}], {DONE}"
        ),
    );
    assert_eq!(
        findings(&text),
        plain(
            "
            error[unsupported] /paths/~1a~1{id}/get/parameters/0: the required parameter `id` has a style that is not supported: the operation cannot be called; leave `style` out
            "
        )
    );
}
