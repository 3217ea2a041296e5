//! Documents of several files: each command reads all of them, and shows the one that it is about.

use std::fs;

use serde_json::Value;

use super::support::xtask;
use super::{PETS, Repository};

/// Splits the document: the path in `spec/paths/pets.yaml`, two schemas in `spec/schemas.yaml`.
pub(super) fn split(repository: &Repository) {
    let (head, rest) = PETS.split_once("  /pets/:\n").unwrap();
    let (path, components) = rest.split_once("components:\n").unwrap();
    let (before, rest) = components.split_once("    Pet:\n").unwrap();
    let (pet, rest) = rest.split_once("    NewPet:\n").unwrap();
    let (new_pet, after) = rest.split_once("    Kind:\n").unwrap();
    let outdented = |text: &str| -> String {
        let lines = text.lines().map(|line| line.strip_prefix("    ").unwrap());
        lines.map(|line| format!("{line}\n")).collect()
    };
    let path = outdented(path)
        .replace("#/components/schemas/Pet'", "../schemas.yaml#/Pet'")
        .replace("'#/", "'../openapi.yaml#/");
    let schemas = format!("Pet:\n{}NewPet:\n{}", outdented(pet), outdented(new_pet));
    let schemas = schemas.replace("'#/", "'openapi.yaml#/");
    repository.write(
        "spec/openapi.yaml",
        &format!(
            "{head}  /pets/:\n    $ref: paths/pets.yaml\ncomponents:\n{before}    NewPet:\n      $ref: 'schemas.yaml#/NewPet'\n    Kind:\n{after}"
        ),
    );
    repository.write("spec/paths/pets.yaml", &path);
    repository.write("spec/schemas.yaml", &schemas);
}

fn splitted() -> Repository {
    let repository = Repository::new();
    split(&repository);
    repository.commit("split");
    repository
}

#[test]
fn one_file_and_several_promise_the_same() {
    let repository = Repository::new();
    split(&repository);
    let run = repository.run(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("No changes"), "{run:?}");
}

#[test]
fn a_change_in_another_file_is_shown_there() {
    let repository = splitted();
    let schemas = repository.read("spec/schemas.yaml");
    let schemas = schemas.replace("maxLength: 50", "maxLength: 40");
    repository.write("spec/schemas.yaml", &schemas);
    let run = repository.run(&[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("--> spec/schemas.yaml:19:"), "{run:?}");
    assert!(run.stdout.contains(":spec/schemas.yaml:19:"), "{run:?}");
    let run = repository.run(&["--format", "github"]);
    let place = "::error file=spec/schemas.yaml,line=19,";
    assert!(run.stdout.starts_with(place), "{run:?}");

    repository.commit("changed");
    let run = repository.run(&["HEAD~1", "HEAD", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let change = &report["changes"][0];
    assert_eq!(change["base"]["file"], "HEAD~1:spec/schemas.yaml");
    assert_eq!(change["head"]["file"], "HEAD:spec/schemas.yaml");
    assert_eq!(change["head"]["line"], 19);
}

#[test]
fn a_revision_has_files_of_its_own() {
    let repository = splitted();
    fs::remove_file(repository.path().join("spec/schemas.yaml")).unwrap();
    let run = repository.run(&["HEAD", "HEAD"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = repository.run(&["HEAD"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for file in ["spec/openapi.yaml:24:13", "spec/paths/pets.yaml:17:21"] {
        let expected =
            format!("  {file}: there is no file `spec/schemas.yaml`: it is read as any value\n");
        assert!(run.stdout.contains(&expected), "{run:?}");
    }
    assert!(run.stdout.contains("\nNo changes"), "{run:?}");
}

#[test]
fn every_command_reads_all_files() {
    let repository = splitted();
    let run = xtask(repository.path(), &["codegen"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let summary = "from spec/openapi.yaml and 2 more files in generated/";
    assert!(run.stdout.contains(summary), "{run:?}");
    let run = xtask(repository.path(), &["codegen", "--check"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = xtask(
        repository.path(),
        &["explain", "--stage", "contract", "Pet"],
    );
    assert!(run.stdout.contains("[spec/schemas.yaml:1]"), "{run:?}");

    let schemas = repository.read("spec/schemas.yaml");
    repository.write(
        "spec/schemas.yaml",
        &schemas.replace("maxLength", "maxlength"),
    );
    let run = xtask(repository.path(), &["lint", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["diagnostics"].as_array().unwrap();
    let found = findings.iter().find(|it| it["code"] == "unknown-keyword");
    let found = found.unwrap();
    assert_eq!(
        (&found["file"], &found["line"]),
        (&"spec/schemas.yaml".into(), &19.into())
    );
    assert_eq!(
        found["pointer"],
        "/components/schemas/NewPet/properties/name/maxlength"
    );

    let twice = schemas.replace("maxLength: 50\n", "maxLength: 50\n      maxLength: 60\n");
    repository.write("spec/schemas.yaml", &twice);
    let run = xtask(repository.path(), &["codegen", "--check"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let place = "error[duplicate-key]: duplicate key `maxLength`\n  --> spec/schemas.yaml:20:7\n";
    assert!(run.stderr.contains(place), "{run:?}");
    assert!(run.stderr.contains("20 |       maxLength: 60\n"), "{run:?}");
}
