//! How findings are printed (`--format`) and explained (`cargo xtask explain`).

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{Run, xtask};
use tempfile::TempDir;
use xtask::diagnostic::{Code, Rule};

/// Two mistakes: a key twice, and a keyword that does not exist.
const BAD: &str = "\
openapi: 3.0.3
info: {title: Pets, version: 1.0.0, title: Größe}
x-rust: {version: 0.1.0}
paths: {}
compnents: {}
";

const GOOD: &str = "\
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
paths: {}
";

fn codegen(document: &str, format: &str) -> Run {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("pets.yaml"), document).unwrap();
    let document = ["codegen", "--spec", "pets.yaml", "--out", "out"];
    xtask(
        temp.path(),
        &[&document[..], &["--format", format]].concat(),
    )
}

#[test]
fn people_get_excerpts_and_a_command_for_more() {
    let Run {
        code,
        stdout,
        stderr,
    } = codegen(BAD, "human");
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(
        stderr.starts_with("error[duplicate-key]: duplicate key `title`\n --> pets.yaml:2:37\n"),
        "{stderr}"
    );
    assert!(
        stderr.ends_with(
            "\nThe meaning of a code, with an example: cargo xtask explain duplicate-key\n\
             pets.yaml: 1 error, 1 warning. Nothing has been written.\n"
        ),
        "{stderr}"
    );
}

#[test]
fn json_is_alone_on_standard_output() {
    let Run {
        code,
        stdout,
        stderr,
    } = codegen(BAD, "json");
    assert_eq!(
        serde_json::from_str::<Value>(&stdout).unwrap(),
        json!({
            "version": 1,
            "diagnostics": [
                {
                    "code": "duplicate-key",
                    "severity": "error",
                    "message": "duplicate key `title`",
                    "help": "remove one of the two, or rename it",
                    "file": "pets.yaml",
                    "line": 2,
                    "column": 37,
                    "end_line": 2,
                    "end_column": 42,
                    "pointer": "/info/title",
                    "related": [{
                        "message": "first defined here",
                        "file": "pets.yaml",
                        "line": 2,
                        "column": 8,
                        "end_line": 2,
                        "end_column": 13,
                        "pointer": "/info/title",
                    }],
                },
                {
                    "code": "unknown-keyword",
                    "severity": "warning",
                    "message": "an OpenAPI Object has no keyword `compnents`: it is read as `components`",
                    "help": "did you mean `components`?",
                    "file": "pets.yaml",
                    "line": 5,
                    "column": 1,
                    "end_line": 5,
                    "end_column": 10,
                    "pointer": "/compnents",
                    "related": [],
                },
            ],
        })
    );
    assert_eq!(
        (code, stderr.as_str()),
        (
            Some(1),
            "pets.yaml: 1 error, 1 warning. Nothing has been written.\n"
        )
    );

    let Run {
        code,
        stdout,
        stderr,
    } = codegen(GOOD, "json");
    let findings: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(findings["diagnostics"][0]["severity"], "warning");
    assert_eq!(code, Some(0));
    assert!(
        stderr.starts_with("generated: pets 0.0.0 from pets.yaml in out/\n"),
        "{stderr}"
    );
    assert!(
        stderr.contains("\n  0 errors, 1 warning, 0 notes in "),
        "{stderr}"
    );
}

#[test]
fn a_document_that_cannot_be_read_gives_no_json() {
    let temp = TempDir::new().unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(
        temp.path(),
        &[
            "codegen", "--spec", "no.yaml", "--out", "out", "--format", "json",
        ],
    );
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.starts_with("error: cannot read no.yaml: "),
        "{stderr}"
    );
}

#[test]
fn github_gets_a_command_a_line() {
    let Run {
        code,
        stdout,
        stderr,
    } = codegen(BAD, "github");
    assert_eq!(
        stdout,
        "::error file=pets.yaml,line=2,col=37,endLine=2,endColumn=42,title=duplicate-key::\
         duplicate key `title`%0Ahelp: remove one of the two, or rename it\n\
         ::warning file=pets.yaml,line=5,col=1,endLine=5,endColumn=10,title=unknown-keyword::\
         an OpenAPI Object has no keyword `compnents`: it is read as `components`%0Ahelp: did you mean `components`?\n"
    );
    assert_eq!(
        (code, stderr.as_str()),
        (
            Some(1),
            "pets.yaml: 1 error, 1 warning. Nothing has been written.\n"
        )
    );
}

#[test]
fn the_help_describes_every_field_of_the_json() {
    let temp = TempDir::new().unwrap();
    let Run { stdout: help, .. } = xtask(temp.path(), &["codegen", "--help"]);
    let Run { stdout, .. } = codegen(BAD, "json");
    let findings: Value = serde_json::from_str(&stdout).unwrap();
    let finding = findings["diagnostics"][0].as_object().unwrap();
    for field in findings.as_object().unwrap().keys().chain(finding.keys()) {
        assert!(help.contains(&format!("\"{field}\": ")), "{field}\n{help}");
    }
}

#[test]
fn explain_lists_every_code_and_rule() {
    let temp = TempDir::new().unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(temp.path(), &["explain"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let listed: Vec<&str> = stdout
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let rules = Rule::ALL.iter().map(|rule| rule.as_str());
    let codes: Vec<&str> = codes.chain(rules).collect();
    assert_eq!(listed, codes);
}

#[test]
fn explain_shows_a_wrong_document_what_is_said_of_it_and_a_right_one() {
    let temp = TempDir::new().unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(temp.path(), &["explain", "missing-tag"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert_eq!(
        stdout,
        "\
missing-tag: warning, and an error in strict mode (`x-rust: {strict: true}`)

An operation without a tag.

Wrong:

    openapi: 3.0.3
    info: {title: Pets, version: 1.0.0}
    x-rust: {version: 0.1.0}
    paths:
      /pets/:
        get:
          operationId: pets_list
          responses:
            '200':
              description: Every pet.

Output of codegen:

    warning[missing-tag]: `pets_list` has no tag: its method stands on the client itself
     --> openapi.yaml:6:5
      |
    6 |     get:
      |     ^^^
      |
      = help: add `tags: [Name]`

Right:

    openapi: 3.0.3
    info: {title: Pets, version: 1.0.0}
    x-rust: {version: 0.1.0}
    paths:
      /pets/:
        get:
          operationId: pets_list
          tags: [Pets]
          responses:
            '200':
              description: Every pet.
"
    );
}

#[test]
fn a_code_that_does_not_exist_could_not_run() {
    let temp = TempDir::new().unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(temp.path(), &["explain", "unkown-keyword"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.contains("a similar value exists: 'unknown-keyword'"),
        "{stderr}"
    );
}
