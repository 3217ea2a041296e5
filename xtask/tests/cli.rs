//! The command line: exit codes and messages where it cannot run, or must not.

mod support;

use std::fs;

use support::{failed, xtask};
use tempfile::TempDir;

#[test]
fn help_has_examples_and_exit_codes() {
    let temp = TempDir::new().unwrap();
    let general = xtask(temp.path(), &["--help"]);
    let codegen = xtask(temp.path(), &["codegen", "--help"]);
    for (run, usage) in [
        (&general, "Usage: cargo xtask <COMMAND>"),
        (&codegen, "Usage: cargo xtask codegen [OPTIONS]"),
    ] {
        assert_eq!(run.code, Some(0));
        for text in [
            usage,
            "Examples:\n  cargo xtask codegen",
            "Exit codes:\n  0 ",
        ] {
            assert!(
                run.stdout.contains(text),
                "{text:?} is not in\n{}",
                run.stdout
            );
        }
        assert!(
            run.stdout.lines().all(|line| line.len() <= 100),
            "{}",
            run.stdout
        );
    }
    for option in [
        "--spec <FILE>",
        "--out <DIR>",
        "--name <CRATE>",
        "--check",
        "--color <WHEN>",
    ] {
        assert!(
            codegen.stdout.contains(option),
            "{option} is not in\n{}",
            codegen.stdout
        );
    }
}

#[test]
fn a_wrong_command_line_could_not_run() {
    let temp = TempDir::new().unwrap();
    for arguments in [
        &[][..],
        &["generate"],
        &["codegen", "--chekc"],
        &["codegen", "--color", "blue"],
        &["codegen", "spec.yaml"],
    ] {
        let run = xtask(temp.path(), arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains("help"), "{run:?}");
        assert_eq!(run.stdout, "", "{run:?}");
    }
}

#[test]
fn a_name_that_cargo_would_not_take_is_explained() {
    let temp = TempDir::new().unwrap();
    for (name, reason) in [
        ("", "a package name starts with a letter from a to z"),
        ("9lives", "a package name starts with a letter from a to z"),
        (
            "my sdk",
            "a package name has only letters from a to z, digits, `-` and `_`",
        ),
        (
            "größe",
            "a package name has only letters from a to z, digits, `-` and `_`",
        ),
        ("../x", "a package name starts with a letter from a to z"),
        ("async", "this name is reserved in Rust"),
        ("proc-macro", "this name is reserved in Rust"),
        (&"a".repeat(65), "a package name has at most 64 characters"),
    ] {
        let run = xtask(
            temp.path(),
            &[
                "codegen", "--spec", "x.yaml", "--out", "out", "--name", name,
            ],
        );
        assert_eq!(run.code, Some(2), "{run:?}");
        let expected = format!("error: invalid value '{name}' for '--name <CRATE>': {reason}");
        assert!(run.stderr.starts_with(&expected), "{run:?}");
    }
}

#[test]
fn another_document_needs_another_directory() {
    let temp = TempDir::new().unwrap();
    for option in [["--spec", "pets.yaml"], ["--name", "pets"]] {
        let run = xtask(temp.path(), &["codegen", option[0], option[1]]);
        let message = "error: --spec and --name need --out DIR as well: \
            otherwise another crate would replace the one in generated/\n";
        assert_eq!(run, failed(message));
    }
}

#[test]
fn a_document_that_is_not_there_is_named() {
    let temp = TempDir::new().unwrap();
    for check in [&[][..], &["--check"]] {
        let arguments = [
            &["codegen", "--spec", "none/pets.yaml", "--out", "out"],
            check,
        ]
        .concat();
        let run = xtask(temp.path(), &arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(
            run.stderr
                .starts_with("error: cannot read none/pets.yaml: "),
            "{run:?}"
        );
        assert!(!temp.path().join("out").exists());
    }
}

#[test]
fn a_path_below_the_current_directory_is_printed_from_there() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().canonicalize().unwrap();
    let spec = dir.join("pets.yaml");
    let run = xtask(
        &dir,
        &["codegen", "--spec", spec.to_str().unwrap(), "--out", "out"],
    );
    assert!(
        run.stderr.starts_with("error: cannot read pets.yaml: "),
        "{run:?}"
    );
}

#[test]
fn a_document_that_is_not_utf_8_is_named_with_the_place() {
    let temp = TempDir::new().unwrap();
    fs::write(
        temp.path().join("pets.yaml"),
        b"openapi: 3.0.3\ninfo:\n  title: K\xC3\xA4tzchen\xE4\n",
    )
    .unwrap();
    let run = xtask(
        temp.path(),
        &["codegen", "--spec", "pets.yaml", "--out", "out"],
    );
    assert_eq!(
        run,
        failed("error: pets.yaml:3:18: invalid UTF-8; save the file in that encoding\n")
    );
    assert!(!temp.path().join("out").exists());
}

#[test]
fn outside_the_repository_there_are_no_defaults() {
    let temp = TempDir::new().unwrap();
    let run = xtask(temp.path(), &["codegen"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.ends_with(
            "is not in the repository: change the directory, or give --spec FILE and --out DIR\n"
        ),
        "{run:?}"
    );
}

#[test]
fn the_repository_is_found_from_below() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().canonicalize().unwrap();
    fs::create_dir_all(dir.join("xtask/src")).unwrap();
    fs::write(dir.join("xtask/Cargo.toml"), "").unwrap();

    let run = xtask(&dir, &["codegen"]);
    assert!(
        run.stderr
            .starts_with("error: cannot read spec/openapi.yaml: "),
        "{run:?}"
    );
    let run = xtask(&dir.join("xtask/src"), &["codegen"]);
    let expected = format!(
        "error: cannot read {}: ",
        dir.join("spec/openapi.yaml").display()
    );
    assert!(run.stderr.starts_with(&expected), "{run:?}");
}
