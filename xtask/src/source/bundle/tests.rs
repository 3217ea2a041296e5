//! Documents of several files.

use crate::diagnostic::{Locator, Report, Sources};
use crate::pipeline;
use crate::source::{Document, load};

fn sources<'f>(files: &'f [(&str, &str)]) -> Sources<'f> {
    let find = |path: &str| files.iter().find(|(name, _)| *name == path);
    let (path, text) = files[0];
    Sources::new(path, text).reading(move |path| match path {
        "spec/folder" => Err("it is a directory".to_owned()),
        _ => Ok(find(path).map(|(_, text)| (*text).to_owned())),
    })
}

fn loaded(files: &[(&str, &str)]) -> Document {
    let mut report = Report::default();
    let document = load(&mut sources(files), &mut report);
    assert_eq!(report.into_sorted(), []);
    document.expect("a document")
}

fn json(document: &Document, pointer: &str) -> String {
    let node = document.tree.get(pointer);
    node.map_or("nothing".to_owned(), |node| node.to_json().to_string())
}

/// The findings of a whole run, with their locations.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let mut sources = sources(files);
    let findings = pipeline::lint(&mut sources);
    let locator = Locator::new(&sources);
    let listed = findings.iter().map(|it| {
        let (severity, code) = (it.severity.as_str(), it.code.as_str());
        let place = locator.place(&it.at);
        format!("{place}: {severity}[{code}]: {}", it.message)
    });
    let is_shown = |line: &String| {
        ["syntax", "duplicate-key", "invalid-ref", "unknown-keyword"]
            .iter()
            .any(|code| line.contains(&format!("[{code}]")))
    };
    listed.filter(is_shown).collect()
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

#[test]
fn what_is_in_other_files_becomes_components() {
    let api = format!(
        "{HEAD}paths:
  /users:
    get:
      parameters: [{{$ref: 'common.yaml#/parameters/Limit'}}]
      responses:
        '200':
          description: ok
          content: {{a/b: {{schema: {{$ref: schemas/user.yaml}}}}}}
        default: {{$ref: 'common.yaml#/responses/Error'}}
components:
  schemas:
    Id: {{type: string}}
    Error: {{$ref: 'schemas/errors.yaml#/Error'}}
"
    );
    let document = loaded(&[
        ("spec/api.yaml", &api),
        (
            "spec/common.yaml",
            "parameters: {Limit: {name: limit, in: query, schema: {type: integer}}}
responses:
  Error:
    description: no
    content: {a/b: {schema: {$ref: 'schemas/errors.yaml#/Alias'}}}
",
        ),
        (
            "spec/schemas/user.yaml",
            "type: object
properties:
  id: {$ref: '../api.yaml#/components/schemas/Id'}
  friends: {type: array, items: {$ref: '#'}}
  group: {$ref: group.yaml}
  kind: {$ref: 'kinds.yaml#/definitions/kind'}
example: {$ref: nothing.yaml}
",
        ),
        (
            "spec/schemas/kinds.yaml",
            "definitions: {kind: {type: string}}\n",
        ),
        (
            "spec/schemas/group.yaml",
            "oneOf: [{$ref: user.yaml}]
discriminator: {propertyName: kind, mapping: {user: user.yaml}}
",
        ),
        (
            "spec/schemas/errors.yaml",
            "Alias: {$ref: '#/Error'}
Error: {type: object, properties: {cause: {$ref: '#/Alias'}}}
",
        ),
    ]);
    for (pointer, expected) in [
        (
            "/paths/~1users/get/parameters/0",
            r##"{"$ref":"#/components/parameters/Limit"}"##,
        ),
        (
            "/paths/~1users/get/responses/200/content/a~1b/schema",
            r##"{"$ref":"#/components/schemas/user"}"##,
        ),
        (
            "/paths/~1users/get/responses/default",
            r##"{"$ref":"#/components/responses/Error"}"##,
        ),
        (
            "/components/responses/Error/content/a~1b/schema",
            r##"{"$ref":"#/components/schemas/Error"}"##,
        ),
        (
            "/components/schemas/Error/properties/cause",
            r##"{"$ref":"#/components/schemas/Error"}"##,
        ),
        (
            "/components/schemas/user/properties",
            r##"{"id":{"$ref":"#/components/schemas/Id"},"friends":{"type":"array","items":{"$ref":"#/components/schemas/user"}},"group":{"$ref":"#/components/schemas/group"},"kind":{"$ref":"#/components/schemas/kind"}}"##,
        ),
        (
            "/components/schemas/user/example",
            r#"{"$ref":"nothing.yaml"}"#,
        ),
        (
            "/components/schemas/group",
            r##"{"oneOf":[{"$ref":"#/components/schemas/user"}],"discriminator":{"propertyName":"kind","mapping":{"user":"#/components/schemas/user"}}}"##,
        ),
        ("/components/schemas/kind", r#"{"type":"string"}"#),
    ] {
        let found: serde_json::Value =
            serde_json::from_str(&json(&document, pointer)).expect(pointer);
        let expected: serde_json::Value = serde_json::from_str(expected).expect("JSON");
        assert_eq!(found, expected, "{pointer}");
    }
}

#[test]
fn what_is_never_a_component_replaces_the_reference() {
    let api = format!(
        "{HEAD}paths: {{$ref: paths/index.yaml}}\ncomponents: {{schemas: {{$ref: schemas.yaml, Own: {{type: string}}}}}}\n"
    );
    let document = loaded(&[
        ("api.yaml", &api),
        ("paths/index.yaml", "/users: {$ref: users.yaml, summary: Users}\n"),
        ("paths/users.yaml", "get: {$ref: 'operations.yaml#/list'}\n"),
        (
            "paths/operations.yaml",
            "list:
  parameters: {$ref: '#/parameters'}
  responses: {'200': {description: ok, content: {a/b: {schema: {$ref: '../api.yaml#/components/schemas/User'}, example: {$ref: user.json}}}}}
parameters: [{name: limit, in: query, schema: {type: integer}}]
",
        ),
        ("paths/user.json", "{\"id\": 1}"),
        ("schemas.yaml", "User: {$ref: user.yaml}\n"),
        ("user.yaml", "type: object\nproperties: {friend: {$ref: '#'}}\n"),
    ]);
    let found = [
        "/paths/~1users/summary",
        "/paths/~1users/get/parameters/0/name",
        "/paths/~1users/get/responses/200/content/a~1b",
        "/components/schemas/User/properties/friend",
        "/components/schemas/Own/type",
    ]
    .map(|pointer| json(&document, pointer));
    assert_eq!(
        found,
        [
            r#""Users""#,
            r#""limit""#,
            r##"{"schema":{"$ref":"#/components/schemas/User"},"example":{"id":1}}"##,
            r##"{"$ref":"#/components/schemas/User"}"##,
            r#""string""#,
        ]
    );
    assert_eq!(document.openapi.operations().count(), 1);
}

#[test]
fn what_cannot_be_resolved_is_reported_at_the_reference() {
    let api = format!(
        "{HEAD}x-rust: {{version: 0.1.0}}
servers: [{{url: 'https://a.example'}}]
paths:
  /a: {{$ref: 'https://a.example/paths.yaml#/a'}}
  /b: {{$ref: paths.yaml}}
  /c:
    get:
      operationId: c
      tags: [t]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  a: {{$ref: other.yaml}}
                  b: {{$ref: folder}}
                  c: {{$ref: 'types.yaml#/Missing'}}
                  d: {{$ref: 'types.yaml#Missing'}}
                  e: {{$ref: /types.yaml}}
                  f: {{$ref: 'types.yaml#/Own'}}
components: {{schemas: {{Own: {{type: string}}}}}}
"
    );
    let files = [
        ("spec/api.yaml", api.as_str()),
        ("spec/paths.yaml", "get: {$ref: '#'}\n"),
        (
            "spec/types.yaml",
            "# Types.\nOwn:\n  type: object\n  properties: {a: {$ref: '#/components/schemas/Own'}}\n",
        ),
    ];
    assert_eq!(
        found(&files),
        [
            "spec/api.yaml:6:14: warning[invalid-ref]: `https://a.example/paths.yaml#/a` is a URL, which is not downloaded: it is left out",
            "spec/api.yaml:20:29: warning[invalid-ref]: there is no file `spec/other.yaml`: it is read as any value",
            "spec/api.yaml:21:29: warning[invalid-ref]: `spec/folder` cannot be read: it is a directory: it is read as any value",
            "spec/api.yaml:22:29: warning[invalid-ref]: `types.yaml#/Missing` does not exist: it is read as any value",
            "spec/api.yaml:23:29: warning[invalid-ref]: what follows `#` in `types.yaml#Missing` is not a valid JSON pointer: it is read as any value",
            "spec/api.yaml:24:29: warning[invalid-ref]: `/types.yaml` is an absolute path: it is read as any value",
            "spec/paths.yaml:1:13: warning[invalid-ref]: `#` leads back to itself: it is left out",
            "spec/types.yaml:4:26: warning[invalid-ref]: `#/components/schemas/Own` does not exist: it is read as any value",
        ]
    );
}

#[test]
fn findings_are_in_the_file_that_they_are_about() {
    let api =
        format!("{HEAD}paths:\n  /a: {{$ref: 'paths.yaml#/a'}}\n  /b: {{$ref: 'paths.yaml#/b'}}\n");
    let paths = "
a:
  get:
    operationId: a
    responses: {'200': {description: ok, content: {a/b: {schema: {$ref: types.yaml}}}}}
b:
  get:
    operationId: a
    responses: {'200': {desription: ok}}
";
    let types = "type: object\nnulable: true\nexample: {a: 1, a: 2}\n";
    let files = [
        ("api.yaml", api.as_str()),
        ("paths.yaml", paths),
        ("types.yaml", types),
    ];
    let errors = found(&files);
    for expected in [
        "paths.yaml:9:25: warning[unknown-keyword]",
        "types.yaml:2:1: warning[unknown-keyword]",
        "types.yaml:3:17: error[duplicate-key]",
    ] {
        assert!(
            errors.iter().any(|it| it.starts_with(expected)),
            "{errors:#?}"
        );
    }
    let files = [
        ("api.yaml", api.as_str()),
        ("paths.yaml", paths),
        ("types.yaml", "a: [\n"),
    ];
    let errors = found(&files);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].starts_with("types.yaml:1:"), "{errors:#?}");
}

/// References of all kinds to targets of all kinds, in cycles too: every run ends, and each finding has a location.
#[test]
fn whatever_refers_to_whatever() {
    const TARGETS: [&str; 14] = [
        "a.yaml",
        "a.yaml#/p",
        "a.yaml#/s",
        "b.yaml",
        "b.yaml#/get",
        "b.yaml#/get/callbacks/c",
        "#",
        "#/p",
        "#/s",
        "#/get",
        "api.yaml",
        "api.yaml#/paths/~1x",
        "api.yaml#/components/schemas",
        "gone.yaml",
    ];
    const OTHER: &str = "
p: {$ref: T, summary: s}
s: {type: object, properties: {a: {$ref: T}, b: {items: {$ref: T}}}, example: {$ref: T}}
get:
  parameters: [{$ref: T}]
  responses: {default: {$ref: T}, '200': {description: d, content: {a/b: {schema: {$ref: T}}}}}
  callbacks: {c: {'{$url}': {$ref: T}, '{$method}': {get: {$ref: T}}}, d: {$ref: T}}
";
    let api = format!(
        "{HEAD}paths:
  /x: {{$ref: T}}
  /y: {{get: {{$ref: T}}}}
  /z: {{get: {{parameters: {{$ref: T}}, responses: {{$ref: T}}, callbacks: {{c: {{$ref: T}}}}}}}}
components:
  schemas:
    A: {{$ref: T}}
    B: {{properties: {{$ref: T}}, items: {{$ref: T}}, discriminator: {{propertyName: a, mapping: {{a: T}}}}}}
  responses: {{$ref: T}}
"
    );
    let mut state = 1_usize;
    let mut filled = |text: &str| {
        let mut parts = text.split('T').map(str::to_owned);
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |text, part| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            let target = TARGETS[(state >> 33) % TARGETS.len()];
            format!("{text}'{target}'{part}")
        })
    };
    for _ in 0..200 {
        let (api, a, b) = (filled(&api), filled(OTHER), filled(OTHER));
        let files = [("api.yaml", api.as_str()), ("a.yaml", &a), ("b.yaml", &b)];
        let mut sources = sources(&files);
        let findings = pipeline::lint(&mut sources);
        assert!(!findings.is_empty());
        for finding in findings {
            let text = sources.text().get(finding.at.span.clone());
            assert!(text.is_some(), "{finding:?}");
            assert!(finding.help.is_some(), "{finding:?}");
        }
    }
}
