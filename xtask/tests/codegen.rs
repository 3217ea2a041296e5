//! `cargo xtask codegen` from a document to files: exit codes, messages, and what is on disk afterwards.

mod support;

use std::fs;
use std::path::Path;

use support::{Run, xtask};
use tempfile::TempDir;

const SPEC: &str = "\
openapi: 3.0.3
info:
  title: Pets
  version: 1.0.0
servers:
  - url: https://pets.example
paths:
  /cats/:
    get:
      operationId: cats_list
      tags: [Cats]
      responses:
        '200':
          description: Every cat.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Cat'
components:
  schemas:
    Cat:
      type: object
      required: [name]
      properties:
        name:
          type: string
";

const CODEGEN: [&str; 7] = [
    "codegen",
    "--spec",
    "my pets.yaml",
    "--out",
    "out",
    "--name",
    "cat-pets",
];

fn codegen(dir: &Path) -> Run {
    xtask(dir, &CODEGEN)
}

fn check(dir: &Path) -> Run {
    xtask(dir, &[&CODEGEN[..], &["--check"]].concat())
}

/// A directory with the document.
fn with_document() -> TempDir {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("my pets.yaml"), SPEC).unwrap();
    temp
}

/// How many files there are below a directory.
fn count(dir: &Path) -> usize {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { count(&path) } else { 1 })
        .sum()
}

#[test]
fn a_crate_is_made_and_then_it_is_up_to_date() {
    let temp = with_document();
    let Run {
        code,
        stdout,
        stderr,
    } = codegen(temp.path());
    assert_eq!(code, Some(0), "{stderr}");
    let files = count(&temp.path().join("out"));
    assert!(files > 3, "{files} files");
    let whole = |verb: &str, counts: &str| {
        format!(
            "{verb}: cat-pets 0.0.0 from my pets.yaml in out/\n  \
             1 operation, 1 type, {files} files: {counts}\n  \
             0 errors, 1 warning, 0 notes"
        )
    };
    let written = format!("{files} written, 0 unchanged, 0 removed");
    assert_eq!(without_time(&stdout), whole("generated", &written));
    let manifest = fs::read_to_string(temp.path().join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"cat-pets\"\n"), "{manifest}");
    assert!(manifest.contains("name = \"cat_pets\"\n"), "{manifest}");

    let again = codegen(temp.path());
    let unchanged = format!("0 written, {files} unchanged, 0 removed");
    assert_eq!(again.code, Some(0));
    assert_eq!(without_time(&again.stdout), whole("generated", &unchanged));
    let check = check(temp.path());
    let unchanged = format!("0 to write, {files} unchanged, 0 to remove");
    assert_eq!(check.code, Some(0));
    assert_eq!(without_time(&check.stdout), whole("checked", &unchanged));
}

/// The summary of a run, without how long that took.
fn without_time(stdout: &str) -> &str {
    let (summary, time) = stdout.trim_end().rsplit_once(" in ").unwrap();
    assert!(time.ends_with(" s"), "{stdout}");
    summary
}

#[test]
fn check_lists_what_differs_and_how_to_mend_it_and_writes_nothing() {
    let temp = with_document();
    codegen(temp.path());
    let lib = temp.path().join("out/src/lib.rs");
    fs::write(&lib, "// by hand").unwrap();
    fs::write(temp.path().join("out/notes.txt"), "mine").unwrap();
    fs::remove_file(temp.path().join("out/Cargo.toml")).unwrap();

    let Run { code, stdout, .. } = check(temp.path());
    assert_eq!(code, Some(1));
    let (summary, list) = stdout.split_once("\n\n").unwrap();
    assert!(
        without_time(summary).contains(" files: 2 to write, "),
        "{summary}"
    );
    assert!(
        summary.contains(" unchanged, 0 to remove, 1 foreign\n"),
        "{summary}"
    );
    assert_eq!(
        list,
        "These files differ from the output for my pets.yaml:\n\
         \x20 changed  out/src/lib.rs\n\
         \x20 missing  out/Cargo.toml\n\
         \x20 foreign  out/notes.txt\n\
         \n\
         Codegen did not write the foreign files: move or delete them first.\n\
         To update the others, run: cargo xtask codegen --spec 'my pets.yaml' --out out --name cat-pets\n"
    );
    assert_eq!(fs::read_to_string(&lib).unwrap(), "// by hand");
    assert!(!temp.path().join("out/Cargo.toml").exists());

    let Run {
        code,
        stdout,
        stderr,
    } = codegen(temp.path());
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.contains("error: out/ has files that codegen did not write:\n  notes.txt\n"),
        "{stderr}"
    );
    assert_eq!(fs::read_to_string(&lib).unwrap(), "// by hand");

    fs::remove_file(temp.path().join("out/notes.txt")).unwrap();
    assert_eq!(codegen(temp.path()).code, Some(0));
    assert_eq!(check(temp.path()).code, Some(0));
}

#[test]
fn the_check_of_a_crate_that_is_not_there_makes_nothing() {
    let temp = with_document();
    let Run { code, stdout, .. } = check(temp.path());
    assert_eq!(code, Some(1));
    assert!(stdout.contains("\n  missing  out/Cargo.toml\n"), "{stdout}");
    assert!(!temp.path().join("out").exists());
}

#[test]
fn a_foreign_directory_is_refused() {
    let temp = with_document();
    fs::create_dir(temp.path().join("out")).unwrap();
    fs::write(temp.path().join("out/notes.txt"), "mine").unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = codegen(temp.path());
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.contains("error: out/ is not empty and not written by codegen"),
        "{stderr}"
    );
    assert_eq!(count(&temp.path().join("out")), 1);
}

#[test]
fn a_place_that_cannot_be_written_could_not_run() {
    let temp = with_document();
    fs::write(temp.path().join("out"), "a file").unwrap();
    let Run {
        code,
        stdout,
        stderr,
    } = codegen(temp.path());
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("error: out is a file, not"), "{stderr}");
}

#[test]
fn a_directory_that_cannot_be_made_could_not_run() {
    let temp = with_document();
    fs::write(temp.path().join("file"), "a file").unwrap();
    let arguments = ["codegen", "--spec", "my pets.yaml", "--out", "file/out"];
    let Run {
        code,
        stdout,
        stderr,
    } = xtask(temp.path(), &arguments);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("error: cannot "), "{stderr}");
    assert!(stderr.contains(" file/out"), "{stderr}");
}

#[test]
fn errors_in_the_document_leave_the_crate_as_it_is() {
    let temp = with_document();
    codegen(temp.path());
    let files = count(&temp.path().join("out"));
    let lib = fs::read_to_string(temp.path().join("out/src/lib.rs")).unwrap();
    let broken = SPEC.replace("type: string", "type: string\n          type: object");
    fs::write(temp.path().join("my pets.yaml"), broken).unwrap();

    for Run {
        code,
        stdout,
        stderr,
    } in [codegen(temp.path()), check(temp.path())]
    {
        assert_eq!((code, stdout.as_str()), (Some(1), ""), "{stderr}");
        assert!(stderr.contains("my pets.yaml:27:11"), "{stderr}");
        assert!(
            stderr.ends_with(". Nothing has been written.\n"),
            "{stderr}"
        );
    }
    assert_eq!(count(&temp.path().join("out")), files);
    assert_eq!(
        fs::read_to_string(temp.path().join("out/src/lib.rs")).unwrap(),
        lib
    );
}
