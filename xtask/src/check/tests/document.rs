//! What the document says around its schemas: components, paths, statuses, servers, tags.

use super::{NONE, document, exchanging, found};

#[test]
fn components_that_no_operation_uses() {
    assert_eq!(
        found(&exchanging(
            "T: {type: string}\nU: {$ref: '#/components/schemas/V'}\nV: {type: string}"
        )),
        [
            "warning[unused-component] 4:5 no operation uses `U` | remove it, or refer to it where it is meant",
            "warning[unused-component] 5:5 no operation uses `V` | remove it, or refer to it where it is meant",
        ]
    );
    let every_section = "paths: {/a: {get: {responses: {'200': {description: Yes}}}}}
components:
  schemas: {A: {}}
  responses: {A: {description: d}}
  parameters: {A: {name: a, in: query, schema: {}}}
  examples: {A: {value: 1}}
  requestBodies: {A: {content: {}}}
  headers: {A: {schema: {}}}
  securitySchemes: {A: {type: http, scheme: basic}}
  x-a: {A: 1}";
    assert_eq!(found(&document(every_section)).len(), 7);
}

#[test]
fn what_counts_as_use() {
    let used = "security: [{A: []}]
paths:
  /a:
    get:
      security: [{}, {B: []}]
      parameters: [{$ref: '#/components/parameters/P'}]
      responses: {'200': {$ref: '#/components/responses/R'}}
components:
  securitySchemes: {A: {type: http, scheme: basic}, B: {type: http, scheme: basic}}
  parameters: {P: {name: p, in: query, schema: {$ref: '#/components/schemas/S/properties/s'}, examples: {e: {$ref: '#/components/examples/E'}}}}
  examples: {E: {value: a}}
  headers: {H: {schema: {type: string}}}
  responses:
    R:
      description: d
      headers: {h: {$ref: '#/components/headers/H'}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Union'}}}
  schemas:
    S: {properties: {s: {type: string}}}
    Union:
      type: object
      required: [k]
      properties: {k: {type: string}}
      discriminator: {propertyName: k, mapping: {m: Mapped, n: '#/components/schemas/Other'}}
    Mapped: {type: object}
    Other: {type: object}
    Child: {allOf: [{$ref: '#/components/schemas/Union'}, {type: object}]}";
    let found = found(&document(used));
    assert!(
        found.iter().all(|line| !line.contains("unused-component")),
        "{found:?}"
    );
}

#[test]
fn a_reference_to_nothing_may_have_been_meant_for_any_component() {
    let lines = found(&exchanging(
        "T: {properties: {a: {$ref: '#/components/schemas/Uu'}}}\nUnused: {type: string}",
    ));
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("error[invalid-ref]"), "{lines:?}");
}

#[test]
fn many_unused_components_are_one_finding() {
    let schemas: String = (0..12).map(|index| format!("\nU{index}: {{}}")).collect();
    let text = exchanging(&format!("T: {{type: string}}{schemas}"));
    assert_eq!(
        found(&text),
        [
            "warning[unused-component] 2:3 no operation uses 12 of the 13 components under `schemas` | remove `U0`, `U1`, `U2`, `U3`, `U4`, `U5`, `U6`, `U7`, `U8`, `U9` and 2 more, or refer to them"
        ]
    );
}

#[test]
fn paths_that_are_one() {
    let operation = "{get: {responses: {'200': {description: Yes}}}}";
    let text = document(&format!(
        "paths:\n  /a/{{id}}/b: {operation}\n  /a/{{id}}: {operation}\n  /a/{{name}}/b: {operation}\n  /a/{{id}}.{{ext}}: {operation}"
    ));
    assert_eq!(
        found(&text),
        [
            "warning[same-path] 4:3 `/a/{id}/b` and `/a/{name}/b` are the same path: only the names of parameters differ (the other one 2:3) | put the operations under one of the two"
        ]
    );
}

#[test]
fn statuses_that_are_one() {
    let text = document(
        "paths:
  /a:
    get:
      responses:
        '200': {description: Yes}
        4XX: {description: No}
        4xx: {description: No}
        x-a: 1
        default: {description: Else}",
    );
    assert_eq!(
        found(&text),
        [
            "error[duplicate-key] 7:9 `4xx` and `4XX` are the same status (the other one 6:9) | put all that is said of it under one of the two"
        ]
    );
}

#[test]
fn servers() {
    let help = "write it like `https://api.example.com`, or like `/v1` if the host is not known";
    for (url, problem) in [
        ("api.example.com/v1", "has no scheme such as `https://`"),
        ("https://", "has no host"),
        ("https://:443/a", "has no host"),
        ("https://a b", "has a space or a control character in it"),
        ("ftp://a", "has another scheme than `http` and `https`"),
        (
            "https://a/b?c=d",
            "has a query or a fragment, which a base URL cannot have",
        ),
    ] {
        assert_eq!(
            found(&document(&format!("paths: {{}}\nservers:\n- url: '{url}'"))),
            [format!(
                "warning[invalid-server] 3:8 the URL `{url}` {problem} | {help}"
            )]
        );
    }
    for url in [
        "https://a",
        "http://localhost:8000/v1",
        "/",
        "/v1",
        "./v1",
        "",
    ] {
        let text = document(&format!("paths: {{}}\nservers: [{{url: '{url}'}}]"));
        assert_eq!(found(&text), NONE, "{url}");
    }
    assert_eq!(
        found(&document(
            "paths: {}
servers:
- url: '{scheme}://a'
  variables:
    scheme:
      enum: [http, https]
      default: ftp
    port:
      default: '1'"
        )),
        [
            "warning[invalid-server] 3:8 the URL `{scheme}://a` has another scheme than `http` and `https` | write it like `https://api.example.com`, or like `/v1` if the host is not known",
            "warning[invalid-default] 7:16 `ftp` is not one of the values of this variable (the values 6:7) | write one of them, or add it to them",
            "warning[invalid-server] 8:5 the URL has no variable `{port}` (the URL 3:8) | put it into the URL, or remove it here",
        ]
    );
}

#[test]
fn tags() {
    let operation = |tags: &str| {
        format!("{{get: {{tags: {tags}, responses: {{'200': {{description: Yes}}}}}}}}")
    };
    let text = format!(
        "tags:
- name: Users
- name: Users
paths:
  /a: {}
  /b: {}",
        operation("[Users, User, Other]"),
        operation("[Other]")
    );
    assert_eq!(
        found(&document(&text)),
        [
            "warning[invalid-tag] 3:9 the tag `Users` is described twice (it is here already 2:9) | remove one of the two",
            "warning[invalid-tag] 5:28 the tag `User` is not described (the tags that are 1:1) | did you mean `Users`?",
            "warning[invalid-tag] 5:34 the tag `Other` is not described (the tags that are 1:1) | add it with a `description` to the `tags` of the document",
        ]
    );
    let without_list = document(&format!("paths: {{/a: {}}}", operation("[Users]")));
    assert_eq!(found(&without_list), NONE);
}

/// What stands under paths, for tests that are about the paths themselves.
fn paths(paths: &[&str]) -> String {
    let item = "{get: {responses: {'204': {description: d}}}}";
    let items = paths.iter().map(|path| format!("  {path}: {item}\n"));
    document(&format!("paths:\n{}", items.collect::<String>()))
}

#[test]
fn paths_of_two_styles() {
    assert_eq!(
        found(&paths(&["/a/", "/b", "/c/"])),
        [
            "warning[path-style] 3:3 `/b` has no slash at its end, and other paths have one (another one 2:3) | write `/b/`"
        ]
    );
    // Of two halves, the first path decides.
    assert_eq!(
        found(&paths(&["/a", "/b/"])),
        [
            "warning[path-style] 3:3 `/b/` has a slash at its end, and other paths have none (another one 2:3) | write `/b`"
        ]
    );
    let many: Vec<String> = (0..11).map(|n| format!("/p{n}")).collect();
    let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(found(&paths(&many)), NONE);
    many.push("/q/");
    assert_eq!(found(&paths(&many)).len(), 1);
}

#[test]
fn paths_that_have_no_style() {
    for others in [
        ["/", "/a", "/b"],
        ["/", "/a/", "/b/"],
        ["/a/", "/b/", "/openapi.json"],
        ["/a/", "/b/", "/{b}/{c}.csv"],
        ["/a/", "/b/", "x-note"],
    ] {
        assert_eq!(found(&paths(&others)), NONE, "{others:?}");
    }
}

#[test]
fn what_does_not_say_how_sure_it_is() {
    let text = |setting: &str| {
        document(
            "paths:
  /a:
    get: {responses: {'200': {$ref: '#/components/responses/A'}}}
    put: {x-provenance: inferred, responses: {'204': {description: d}}}
components:
  responses: {A: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}
    C: {type: string, x-provenance: observed}"
        )
        .replace("version: 0.1.0}", &format!("version: 0.1.0{setting}}}"))
    };
    assert_eq!(found(&text("")), NONE);
    assert_eq!(found(&text(", provenance: optional")), NONE);
    let help = "add `x-provenance: documented`, `observed` or `inferred`";
    assert_eq!(
        found(&text(", provenance: required")),
        [
            format!(
                "warning[missing-provenance] 3:5 the operation does not say how sure it is | {help}"
            ),
            format!(
                "warning[missing-provenance] 9:5 the schema `B` does not say how sure it is | {help}"
            ),
        ]
    );
}

#[test]
fn paths_that_are_none() {
    for (path, expected) in [
        (
            "/a/{id",
            "warning[invalid-value] the path `/a/{id` has a `{` without its `}`",
        ),
        (
            "/a/{b{id}",
            "warning[invalid-value] the path `/a/{b{id}` has a `{` without its `}`",
        ),
        (
            "/b/id}",
            "warning[invalid-value] the path `/b/id}` has a `}` without its `{`",
        ),
        (
            "/c?x=1",
            "warning[invalid-value] the path `/c?x=1` has a `?`",
        ),
        (
            "/d#frag",
            "warning[invalid-value] the path `/d#frag` has a `#`",
        ),
        ("/e f", "warning[invalid-value] the path `/e f` has a blank"),
        (
            "/../j",
            "warning[invalid-value] the path `/../j` has a segment `.` or `..`, which is taken out of a URL",
        ),
        (
            "/i/:id",
            "warning[invalid-value] `:id` in the path `/i/:id` is sent as it stands",
        ),
    ] {
        let text = document(&format!("paths: {{'{path}': {{}}}}"));
        let found = super::findings(&text);
        let lines: Vec<String> = found
            .iter()
            .map(|it| {
                format!(
                    "{}[{}] {}",
                    it.severity.as_str(),
                    it.code.as_str(),
                    it.message
                )
            })
            .collect();
        assert_eq!(lines, [expected]);
        assert!(found.iter().all(|it| it.at.pointer.starts_with("/paths/")));
    }
    for path in [
        "/a/{b}.{c}/",
        "/a/b:do",
        "/a/{b}:do",
        "/.well-known/x..y",
        "/",
    ] {
        let text = document(&format!("paths: {{'{path}': {{}}}}"));
        assert_eq!(found(&text), NONE, "{path}");
    }
}
