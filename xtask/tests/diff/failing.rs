//! Where nothing can be compared: exit code 2, and what to do.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::support::failed;
use super::{PETS, Repository, diff};

#[test]
fn what_is_not_there_is_named() {
    let repository = Repository::new();
    assert_eq!(
        repository.run(&["nope"]),
        failed(
            "error: cannot read what to compare with: there is no file \"nope\", and there is no revision \"nope\" in this git repository\n"
        )
    );
    assert_eq!(
        repository.run(&["main", "nope.yaml"]),
        failed(
            "error: cannot read what to compare: there is no file \"nope.yaml\", and there is no revision \"nope.yaml\" in this git repository\n"
        )
    );
    assert_eq!(
        repository.run(&["main:spec/nope.yaml"]),
        failed("error: cannot read what to compare with: there is no spec/nope.yaml in main\n")
    );
    assert_eq!(
        repository.run(&["main:spec"]),
        failed("error: cannot read what to compare with: spec in main is not a file\n")
    );
    fs::remove_file(repository.path().join("spec/openapi.yaml")).unwrap();
    let run = repository.run(&["main"]);
    assert!(
        run.stderr
            .starts_with("error: cannot read spec/openapi.yaml"),
        "{run:?}"
    );
}

#[test]
fn a_document_that_is_newer_than_the_revision() {
    let repository = Repository::new();
    repository.git(&["rm", "--quiet", "--cached", "spec/openapi.yaml"]);
    repository.git(&["commit", "--quiet", "--message", "gone"]);
    assert_eq!(
        repository.run(&["main"]),
        failed("error: cannot read what to compare with: there is no spec/openapi.yaml in main\n")
    );
}

#[test]
fn without_git_or_a_repository() {
    let temp = TempDir::new().unwrap();
    let run = diff(temp.path(), &["main"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains(
            "is not in the repository: change the directory, or give two files to compare"
        ),
        "{run:?}"
    );
    let run = diff(temp.path(), &["old.yaml", "new.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("there is no file \"old.yaml\", and "),
        "{run:?}"
    );

    fs::create_dir_all(temp.path().join("xtask")).unwrap();
    fs::write(temp.path().join("xtask/Cargo.toml"), "").unwrap();
    fs::create_dir_all(temp.path().join("spec")).unwrap();
    fs::write(temp.path().join("spec/openapi.yaml"), PETS).unwrap();
    for arguments in [&[][..], &["main"], &["rev:main"]] {
        let run = diff(temp.path(), arguments);
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr
                .contains("is not in a git repository: give two files to compare"),
            "{run:?}"
        );
    }

    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .current_dir(temp.path())
        .env("PATH", temp.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("git is not installed, or not in PATH")
    );
}

#[test]
fn a_repository_without_what_is_needed() {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    repository.git(&["branch", "--quiet", "-D", "main"]);
    let run = repository.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr
            .contains("there is no branch origin/HEAD, origin/main"),
        "{run:?}"
    );

    repository.git(&["checkout", "--quiet", "--orphan", "main"]);
    repository.commit("unrelated");
    repository.git(&["checkout", "--quiet", "other"]);
    let run = repository.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr
            .contains("HEAD and main have no common commit here"),
        "{run:?}"
    );
    assert!(run.stderr.contains("git fetch --unshallow"), "{run:?}");

    let empty = TempDir::new().unwrap();
    Command::new("git")
        .args(["init", "--quiet"])
        .current_dir(empty.path())
        .status()
        .unwrap();
    fs::create_dir_all(empty.path().join("xtask")).unwrap();
    fs::write(empty.path().join("xtask/Cargo.toml"), "").unwrap();
    fs::create_dir_all(empty.path().join("spec")).unwrap();
    fs::write(empty.path().join("spec/openapi.yaml"), PETS).unwrap();
    let run = diff(empty.path(), &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nothing is committed yet"), "{run:?}");
}

#[test]
fn errors_in_the_document_before_are_marked_as_its_own() {
    let repository = Repository::new();
    repository.edit(
        "        nick:\n          type: string\n",
        "        nick:\n          type: string\n          type: integer\n",
    );
    repository.commit("wrong");
    repository.write("spec/openapi.yaml", PETS);
    let run = repository.run(&["main"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.contains("error[duplicate-key]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("--> main:spec/openapi.yaml:65:11\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .ends_with("error: main:spec/openapi.yaml cannot be compared: 1 error\n"),
        "{}",
        run.stderr
    );

    let run = repository.run(&["main~1", "main"]);
    assert!(
        run.stderr.contains("--> main:spec/openapi.yaml:65:11\n"),
        "{}",
        run.stderr
    );
    let bytes = [b"a: \xff".as_slice(), PETS.as_bytes()].concat();
    fs::write(repository.path().join("spec/openapi.yaml"), bytes).unwrap();
    let run = repository.run(&["main~1"]);
    assert!(
        run.stderr.contains("spec/openapi.yaml:1:4: invalid UTF-8"),
        "{}",
        run.stderr
    );
}

#[test]
fn hostile_words_are_revisions_that_are_not_there() {
    let repository = Repository::new();
    for word in [
        "rev:--output=pwned",
        "rev:-h",
        "rev:",
        "rev:main..HEAD",
        "rev:main;touch pwned",
        "rev:$(touch pwned)",
        "rev:main\n--output=pwned",
        "rev:main:../../../../etc/passwd",
        "rev:main:/etc/passwd",
        "rev:main:--output=pwned",
        "rev:HEAD^{/nope}",
        "rev:@{upstream}",
        "",
    ] {
        let run = repository.run(&["--", word]);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{word:?}: {run:?}"
        );
        assert!(run.stderr.starts_with("error: "), "{word:?}: {run:?}");
    }
    let run = repository.run(&["--output=pwned"]);
    assert_eq!(run.code, Some(2));
    assert!(!repository.path().join("pwned").exists());
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}
