//! `cargo xtask explain --stage`: the values of the stages, and where it cannot run.

mod support;

use std::fs;

use support::{Run, xtask};
use tempfile::TempDir;

const SPEC: &str = "\
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
x-rust: {package: pets, version: 0.1.0}
servers: [{url: https://example.org}]
paths:
  /pets/{id}:
    get:
      operationId: pets_get
      tags: [Pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
      responses:
        '200':
          description: A pet.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      required: [name]
      allOf:
        - type: object
          properties:
            name: {type: string, maxLength: 40}
            kind: {type: string, nullable: true, enum: [cat, dog, null]}
";

fn stage(arguments: &[&str]) -> Run {
    stage_of(SPEC, arguments)
}

fn stage_of(spec: &str, arguments: &[&str]) -> Run {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("pets.yaml"), spec).unwrap();
    let command = ["explain", "--spec", "pets.yaml", "--stage"];
    xtask(temp.path(), &[&command[..], arguments].concat())
}

fn printed(arguments: &[&str]) -> String {
    let Run {
        code,
        stdout,
        stderr,
    } = stage(arguments);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    stdout
}

#[test]
fn the_contract_is_in_normal_form() {
    assert_eq!(
        printed(&["contract"]),
        "\
GET /pets/{id} (pets_get)  [pets.yaml:7]
  path parameter id (simple), required  [pets.yaml:11]
    integer  [pets.yaml:11]
      minimum 1  [pets.yaml:11]
  response 200  [pets.yaml:13]
    application/json  [pets.yaml:16]
      schema Pet  [pets.yaml:20]
schema Pet  [pets.yaml:20]
  object  [pets.yaml:23]
    property name, required  [pets.yaml:25]
      string  [pets.yaml:25]
        maxLength 40  [pets.yaml:25]
    property kind  [pets.yaml:26]
      string or null  [pets.yaml:26]
        one of \"cat\", \"dog\"  [pets.yaml:26]
"
    );
}

#[test]
fn the_api_has_types() {
    assert_eq!(
        printed(&["api", "Pet"]),
        "\
struct Pet, in responses  [pets.yaml:20]
  field name: string, maxLength 40, required  [pets.yaml:25]
  field kind: Pet/allOf/0/properties/kind or null  [pets.yaml:26]
  other fields: any JSON
"
    );
    assert!(
        printed(&["api", "pets_get"]).starts_with("GET /pets/{id} (pets_get)  [pets.yaml:7]\n")
    );
}

#[test]
fn the_surface_has_items() {
    let all = printed(&["surface"]);
    let pet = printed(&["surface", "Pet"]);
    assert!(
        pet.contains("types::Pet  [pets.yaml:20]\n  pub struct Pet\n"),
        "{pet}"
    );
    assert!(pet.lines().all(|line| all.contains(line)), "{all}");
    assert!(pet.len() < all.len());
    assert_eq!(all, printed(&["surface"]));
}

#[test]
fn a_webhook_is_in_every_stage() {
    let spec = SPEC
        .replace("3.0.3", "3.1.0")
        .replace("type: string, nullable: true", "type: [string, 'null']");
    let body = "{content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}";
    let spec = format!("{spec}webhooks: {{born: {{post: {{requestBody: {body}}}}}}}\n");
    for (stage, expected) in [
        ("contract", "webhook born  [pets.yaml:27]\n  POST born"),
        (
            "api",
            "webhook POST born  [pets.yaml:27]\n  application/json: Pet",
        ),
        ("surface", "  Born(Box<types::Pet>)\n"),
    ] {
        let run = stage_of(&spec, &[stage, "born"]);
        assert!(run.stdout.contains(expected), "{run:?}");
        assert!(!run.stdout.contains("pets_get"), "{run:?}");
    }
}

#[test]
fn an_unknown_subject_and_a_missing_stage_are_errors() {
    for arguments in [
        &["contract", "Pot"][..],
        &["api", "Pot"],
        &["surface", "Pot"],
    ] {
        let Run { code, stderr, .. } = stage(arguments);
        assert_eq!(code, Some(2), "{stderr}");
        assert!(
            stderr.contains("webhook or component schema \"Pot\""),
            "{stderr}"
        );
    }
    let temp = TempDir::new().unwrap();
    let run = xtask(temp.path(), &["explain", "--spec", "pets.yaml"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn errors_in_the_document_are_printed() {
    let temp = TempDir::new().unwrap();
    fs::write(
        temp.path().join("pets.yaml"),
        SPEC.replace("openapi: 3.0", "openapi: 4.0"),
    )
    .unwrap();
    let arguments = ["explain", "--stage", "api", "--spec", "pets.yaml"];
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(temp.path(), &arguments);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(
        stderr.starts_with("error[unsupported-version]: "),
        "{stderr}"
    );
    assert!(stderr.ends_with("\npets.yaml: 1 error.\n"), "{stderr}");
}

#[test]
fn schemas_that_branch_are_printed_once() {
    let temp = TempDir::new().unwrap();
    let level = |name: &str, next: usize| {
        let of = |letter: &str| match next {
            40 => "{type: string}".to_owned(),
            next => format!("{{$ref: '#/components/schemas/{letter}{next}'}}"),
        };
        let (a, b) = (of(name), of(name));
        format!("{{type: object, properties: {{a: {a}, b: {b}}}}}")
    };
    let mut text = SPEC.to_owned();
    for index in 0..40 {
        for name in ["X", "Y"] {
            text += &format!("    {name}{index}: {}\n", level(name, index + 1));
        }
    }
    let merged = "allOf: [{$ref: '#/components/schemas/X0'}, {$ref: '#/components/schemas/Y0'}]";
    text += &format!("    Both: {{{merged}}}\n");
    fs::write(temp.path().join("pets.yaml"), text).unwrap();
    let arguments = [
        "explain",
        "--spec",
        "pets.yaml",
        "--stage",
        "contract",
        "Both",
    ];
    let printed = xtask(temp.path(), &arguments).stdout;
    assert!(printed.lines().count() < 500, "{printed}");
    assert!(printed.contains("as above"), "{printed}");
}
