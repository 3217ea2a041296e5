//! Tests of the check of keywords: what is found, how severe it is, and what is suggested.

use super::*;

/// The findings in a document, one a line: severity, code, marked text, help.
fn check_text(text: &str) -> Vec<String> {
    let mut report = Report::default();
    let tree = Tree::parse(text, &mut report).expect("YAML");
    check(&tree, text, &mut report);
    report
        .into_sorted()
        .iter()
        .map(|finding| {
            let severity = if finding.severity == Severity::Error {
                "error"
            } else {
                "warning"
            };
            let marked = text[finding.at.span.clone()]
                .lines()
                .next()
                .unwrap_or_default();
            format!(
                "{severity}[{}] {marked} | {}",
                finding.code.as_str(),
                finding.help.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

/// The findings in a document that has this after `info`.
fn in_document(rest: &str) -> Vec<String> {
    check_text(&format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\n{rest}\n"
    ))
}

fn in_schema(schema: &str) -> Vec<String> {
    in_document(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{A: {{{schema}}}}}}}"
    ))
}

fn in_operation(operation: &str) -> Vec<String> {
    in_document(&format!(
        "paths: {{/a: {{get: {{responses: {{}}, {operation}}}}}}}"
    ))
}

fn in_parameter(parameter: &str) -> Vec<String> {
    in_operation(&format!(
        "parameters: [{{name: a, in: query, {parameter}}}]"
    ))
}

const NONE: [&str; 0] = [];

#[test]
fn near_misses_are_read_as_what_was_meant() {
    assert_eq!(
        in_schema("nulable: true"),
        ["warning[unknown-keyword] nulable | did you mean `nullable`?"]
    );
    assert_eq!(
        in_schema("minlength: 1"),
        ["warning[unknown-keyword] minlength | did you mean `minLength`?"]
    );
    assert_eq!(
        in_schema("read_only: true"),
        ["warning[unknown-keyword] read_only | did you mean `readOnly`?"]
    );
    assert_eq!(
        in_operation("operationID: a"),
        ["warning[unknown-keyword] operationID | did you mean `operationId`?"]
    );
    assert_eq!(
        in_document("paths: {/a: {gte: {}}}"),
        ["warning[unknown-keyword] gte | did you mean `get`?"]
    );
}

#[test]
fn words_of_other_tools_are_warnings() {
    assert_eq!(
        in_schema("faker: name"),
        [
            "warning[unknown-keyword] faker | remove it, or call it `x-faker` if it is for another tool"
        ]
    );
    assert_eq!(
        in_schema("const: 1"),
        ["warning[unknown-keyword] const | write `enum` with one value"]
    );
    assert_eq!(
        in_operation("consumes: []"),
        ["warning[unknown-keyword] consumes | write the media types under `content`"]
    );
    assert_eq!(
        in_document("paths: {}\ntags: [{name: a, colour: red}]"),
        ["warning[unknown-keyword] colour | it has `name`, `description` and `externalDocs`"]
    );
}

#[test]
fn lost_operations_and_responses() {
    let [found] = &in_document("paths: {/a: {query: {}}}")[..] else {
        panic!("one finding")
    };
    assert!(
        found.starts_with("warning[unknown-keyword] query | it has `$ref`, "),
        "{found}"
    );
    assert_eq!(
        in_document("paths: {a: {}}"),
        ["warning[invalid-value] a | write `/a`"]
    );
    assert_eq!(
        in_operation("requestBody: {content: {text/plain: {$ref: '#/a'}}}"),
        [
            "warning[unknown-keyword] $ref | write what it refers to here: only some objects can be references"
        ]
    );
    let path_item = "paths: {/a: {$ref: '#/b', get: {responses: {}}}}";
    assert_eq!(
        in_document(path_item),
        ["warning[ref-siblings] get | move it to where the `$ref` leads, or write everything here"]
    );
    for status in ["OK", "20", "2000", "0XX", "6XX", "2XY", "20O"] {
        let found = in_document(&format!(
            "paths: {{/a: {{get: {{responses: {{{status}: {{description: ok}}}}}}}}}}"
        ));
        let help = "write a status code such as `'200'`, a range such as `4XX`, or `default`";
        assert_eq!(found, [format!("warning[invalid-value] {status} | {help}")]);
    }
    let good = "200: {description: ok}, '404': {description: no}, 5XX: {description: no}, default: {$ref: '#/a'}, x-a: 1";
    assert_eq!(
        in_document(&format!(
            "paths: {{/a: {{get: {{responses: {{{good}}}}}}}}}"
        )),
        NONE
    );
}

#[test]
fn wrong_values() {
    for (schema, expected) in [
        (
            "minLength: '3'",
            "warning[invalid-value] '3' | write 3 without quotes",
        ),
        (
            "minLength: 1.5",
            "warning[invalid-value] 1.5 | write a non-negative integer, as in `10`",
        ),
        (
            "maximum: '1e3'",
            "warning[invalid-value] '1e3' | write 1e3 without quotes",
        ),
        (
            "nullable: 'yes'",
            "warning[invalid-value] 'yes' | write `true` without quotes",
        ),
        (
            "pattern: 5",
            "warning[invalid-value] 5 | write it in quotes: `\"5\"`",
        ),
        (
            "required: true",
            "warning[invalid-value] true | a schema lists the names of its required properties: `required: [id, name]`",
        ),
        (
            "required: [1]",
            "warning[invalid-value] 1 | write it in quotes: `\"1\"`",
        ),
        (
            "type: strin",
            "warning[invalid-value] strin | did you mean `string`?",
        ),
        (
            "type: file",
            "warning[invalid-value] file | write `type: string` and `format: binary`",
        ),
        (
            "type: [string, 'null']",
            "warning[invalid-value] [string, 'null'] | write `type: string` and `nullable: true`",
        ),
        (
            "type: [string, integer]",
            "warning[invalid-value] [string, integer] | write `oneOf` with one schema per type",
        ),
        (
            "exclusiveMinimum: 5",
            "warning[invalid-value] 5 | write `minimum: 5` and `exclusiveMinimum: true`",
        ),
        (
            "items: [{}]",
            "warning[invalid-value] [{}] | write one schema for all items; `oneOf` if they differ",
        ),
        (
            "discriminator: kind",
            "warning[invalid-value] kind | write `propertyName: kind` below it",
        ),
        (
            "properties: ",
            "warning[invalid-value] properties | write a value, or remove the key",
        ),
        (
            "additionalProperties: 'no'",
            "warning[invalid-value] 'no' | write `true`, `false`, or the keys of a Schema Object below it",
        ),
        (
            "allOf: {}",
            "warning[invalid-value] {} | write an array, with `- ` before each item",
        ),
        (
            "title: ",
            "warning[invalid-value] title | write a string, or remove the keyword",
        ),
        (
            "type: array",
            "warning[missing-keyword] A | add `items`; `items: {}` if they can be anything",
        ),
    ] {
        assert_eq!(in_schema(schema), [expected], "{schema}");
    }
    assert_eq!(
        check_text("[]"),
        ["error[invalid-value] [] | start it with `openapi: 3.0.3`"]
    );
}

#[test]
fn free_regions_are_not_looked_into() {
    let schema = "example: {nulable: 1, $ref: 5}, default: {a: {type: strin}}, enum: [{x-rust-nam: 1}], x-foo: {gte: 1}";
    assert_eq!(in_schema(schema), NONE);
    assert_eq!(
        in_schema("properties: {nulable: {}, $ref: {type: string}, x-rust-nam: {}}"),
        NONE
    );
}

#[test]
fn missing_keywords() {
    assert_eq!(
        check_text("openapi: 3.0.3"),
        [
            "warning[missing-keyword] openapi: 3.0.3 | add `info`, as in `info: {title: My API, version: 1.0.0}`",
            "warning[missing-keyword] openapi: 3.0.3 | add `paths`, as in `paths: {}`"
        ]
    );
    assert_eq!(
        check_text("info: {title: t, version: '1'}\npaths: {}"),
        [
            "error[missing-keyword] info: {title: t, version: '1'} | add `openapi`, as in `openapi: 3.0.3`"
        ]
    );
    assert_eq!(
        in_document("paths: {/a: {get: {}}}"),
        [
            "warning[missing-keyword] get | add `responses`, as in `responses: {'200': {description: Done.}}`"
        ]
    );
    assert_eq!(
        in_operation("externalDocs: {}"),
        ["warning[missing-keyword] externalDocs | add `url`, as in `url: https://api.example.org`"]
    );
    let schemes = "k: {type: apiKey, name: a}, h: {type: http}, o: {type: oauth2, flows: {implicit: {scopes: {}}}}";
    assert_eq!(
        in_document(&format!(
            "paths: {{}}\ncomponents: {{securitySchemes: {{{schemes}}}}}"
        )),
        [
            "warning[missing-keyword] k | add `in`, as in `in: header`",
            "warning[missing-keyword] h | add `scheme`, as in `scheme: bearer`",
            "warning[missing-keyword] implicit | add `authorizationUrl`",
        ]
    );
}

#[test]
fn parameters() {
    assert_eq!(in_parameter("schema: {}, style: form"), NONE);
    assert_eq!(
        in_parameter("schema: {}, style: simple"),
        [
            "warning[invalid-value] simple | write `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`"
        ]
    );
    assert_eq!(
        in_parameter("schema: {}, style: forms"),
        ["warning[invalid-value] forms | did you mean `form`?"]
    );
    assert_eq!(
        in_parameter("schema: {}, content: {a/b: {}}"),
        ["warning[invalid-value] content | remove one of the two"]
    );
    assert_eq!(
        in_parameter("content: {a/b: {}, c/d: {}}"),
        ["warning[invalid-value] c/d | keep one of the media types"]
    );
    let body = in_operation("parameters: [{name: a, in: body, schema: {}}]");
    assert_eq!(
        body,
        ["warning[invalid-value] body | describe the body under `requestBody`"]
    );
}

#[test]
fn siblings_of_references() {
    assert_eq!(
        in_schema("properties: {a: {$ref: '#/b', nullable: true, description: d, x-a: 1}}"),
        [
            "warning[ref-siblings] nullable | write `allOf` with the `$ref` in it, and the other keywords beside that"
        ]
    );
    assert_eq!(
        in_operation("parameters: [{$ref: '#/b', required: true}]"),
        [
            "warning[ref-siblings] required | remove them, or write the object here instead of the `$ref`"
        ]
    );
    assert_eq!(
        in_schema("items: {$ref: 5}"),
        ["warning[invalid-value] 5 | write it in quotes: `\"5\"`"]
    );
}

#[test]
fn versions() {
    let old = "convert the document to OpenAPI 3.0, and start it with `openapi: 3.0.3`";
    assert_eq!(
        check_text("swagger: '2.0'\npaths: 5"),
        [format!("error[unsupported-version] swagger | {old}")]
    );
    let help = "write the document as OpenAPI 3.1, and start it with `openapi: 3.1.1`";
    for version in ["3.2.0", "'4.0.0'", "3.2", "3", "\"2.0\"", "3.00.1"] {
        let found = check_text(&format!("openapi: {version}\npaths: 5"));
        assert_eq!(
            found,
            [format!("error[unsupported-version] {version} | {help}")]
        );
    }
    assert_eq!(
        check_text("openapi: 3.0\ninfo: {title: a, version: '1'}\npaths: {}"),
        ["warning[invalid-value] 3.0 | write it in quotes: `\"3.0\"`"]
    );
    assert_eq!(
        check_text("openapi: 3.1.0\ninfo: {title: a, version: '1'}\nwebhooks: {}"),
        NONE
    );
}

#[test]
fn extensions_of_ours() {
    let good = "x-rust: {package: a-b, library: a, version: 1.0.0, release-tag: 'v{version}', license: MIT, repository: u, env-prefix: A, \
                form-dialect: drf, error-dialect: none, provenance: required, strict: true, homepage: u, keywords: [a], \
                categories: [api-bindings], published: false, notice: N, changelog: c.md, examples: e}";
    assert_eq!(in_document(&format!("paths: {{}}\n{good}")), NONE);
    assert_eq!(
        in_document("paths: {}\nx-rust: {packge: a, strict: 1, colour: red, version: 1.0}"),
        [
            "error[invalid-extension] packge | did you mean `package`?",
            "error[invalid-extension] 1 | write `true` or `false`",
            "error[invalid-extension] colour | the settings are `package`, `library`, `version`, `release-tag`, `license`, `repository`, \
             `env-prefix`, `form-dialect`, `error-dialect`, `provenance`, `strict`, `lint`, `homepage`, \
             `keywords`, `categories`, `published`, `notice`, `changelog` and `examples`",
            "error[invalid-extension] 1.0 | write it in quotes: `\"1.0\"`",
        ]
    );
    for (schema, expected) in [
        (
            "x-rust-nam: A",
            "warning[invalid-extension] x-rust-nam | did you mean `x-rust-name`?",
        ),
        (
            "x-rust-name: 1",
            "warning[invalid-extension] 1 | write it in quotes: `\"1\"`",
        ),
        (
            "x-sensitive: 'true'",
            "warning[invalid-extension] 'true' | write `true` without quotes",
        ),
        (
            "x-enumDescriptions: [a]",
            "warning[invalid-extension] [a] | write keys, as in `key: …`, instead of the array",
        ),
        (
            "x-enum-description: [a]",
            "warning[invalid-extension] x-enum-description | did you mean `x-enumDescriptions`?",
        ),
        (
            "x-sparse: true",
            "warning[invalid-extension] x-sparse | it belongs in a Parameter",
        ),
    ] {
        assert_eq!(in_schema(schema), [expected], "{schema}");
    }
    let [found] = &in_schema("x-rust-derive: Eq")[..] else {
        panic!("one finding")
    };
    assert!(
        found.starts_with(
            "warning[invalid-extension] x-rust-derive | the extensions are `x-rust`, "
        ),
        "{found}"
    );
    assert_eq!(in_schema("x-rust-type: {crate: uuid}, x-order: 3"), NONE);
}

#[test]
fn pointers_and_related_places() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: {}, tags: [a, 1]}}}\n";
    let mut report = Report::default();
    let tree = Tree::parse(text, &mut report).expect("YAML");
    check(&tree, text, &mut report);
    let [finding] = &report.into_sorted()[..] else {
        panic!("one finding")
    };
    assert_eq!(finding.at, tree.value("/paths/~1a/get/tags/1"));
}

#[test]
fn near_words() {
    let names = ["get", "put", "operationId", "x-rust-name"];
    for (word, meant) in [
        ("gte", Some("get")),
        ("GET", Some("get")),
        ("gut", Some("get")),
        ("operation_id", Some("operationId")),
        ("oprationID", Some("operationId")),
        ("g", None),
        ("delete", None),
        ("", None),
    ] {
        assert_eq!(nearest(word, names), meant, "{word}");
    }
}
