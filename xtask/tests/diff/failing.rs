//! Where nothing can be compared: exit code 2, and what to do.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::support::failed;
use super::{PETS, Repository, Run, diff};

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
        failed(
            "error: cannot read what to compare with: there is no spec/openapi.yaml in main: \
             if it has another path there, give main:PATH\n"
        )
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

/// What can be read is compared, and the rest is named.
#[test]
fn a_document_with_errors_is_compared_as_far_as_it_can_be_read() {
    let repository = Repository::new();
    repository.edit(
        "        nick:\n          type: string\n",
        "        nick:\n          type: string\n          type: integer\n",
    );
    repository.commit("wrong");
    repository.write("spec/openapi.yaml", PETS);
    repository.edit("maxLength: 50", "maxLength: 60");
    let run = repository.run(&["main"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let start = "1 safe change; the crate needs 1.0.1, the spec has 1.0.0: ";
    assert!(run.stdout.contains(start), "{run:?}");
    let unread = "\nNot compared, since it cannot be read in main:spec/openapi.yaml:\n  \
                  main:spec/openapi.yaml:65:11: duplicate key `type`\n\nsafe[";
    assert!(run.stdout.contains(unread), "{run:?}");

    // In the document after, it fails, whatever the changes are.
    let run = repository.run(&["main~1", "main"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("No changes"), "{run:?}");
    assert_eq!(
        run.stderr,
        "main:spec/openapi.yaml is not compared as a whole: 1 part of it cannot be read, as codegen reports.\n"
    );
    let markdown = repository.run(&["main~1", "main", "--format", "markdown"]);
    for part in [
        "> This fails: 1 part of the document cannot be read.\n",
        "### Not compared, since it cannot be read (1)\n\n- `main:spec/openapi.yaml:65:11`: duplicate key `type`\n",
    ] {
        assert!(markdown.stdout.contains(part), "{markdown:?}");
    }
    let json = repository.run(&["main~1", "main", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["unread"]["head"][0]["at"]["line"], 65);
}

/// Compares two lists of parameters, each with its name and what else it has.
fn parameters(before: &[(&str, &str)], after: &[(&str, &str)]) -> Run {
    let repository = Repository::new();
    for parameters in [before, after] {
        let parameters = parameters.iter();
        let parameters =
            parameters.map(|(name, more)| format!("        - {{name: {name}, {more}}}\n"));
        let all: String = parameters.collect();
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\nx-rust: {{version: 1.0.0}}\npaths:\n  /pets:\n    get:\n      \
             operationId: list\n      tags: [pets]\n      parameters:\n{all}      responses: {{'204': {{description: d}}}}\n"
        );
        repository.write("spec/openapi.yaml", &text);
        repository.git(&["add", "--all"]);
        repository.git(&["commit", "--quiet", "--allow-empty", "--message", "one"]);
    }
    repository.run(&["HEAD~1"])
}

const TEXT: &str = "in: query, schema: {type: string}";
const UNREAD: &str = "in: nowhere, schema: {type: string}";
const NO_LIMIT: &str = "in: query, schema: {type: string, maxLength: many}";
const NINE: &str = "in: query, schema: {type: string, maxLength: 9}";
const EIGHT: &str = "in: query, schema: {type: string, maxLength: 8}";

/// An index is that of another parameter in the other document, and in what is left without the unread ones.
#[test]
fn what_moved_to_the_index_of_an_unread_parameter_is_compared() {
    for (before, after) in [
        (
            &[("a", NO_LIMIT), ("b", NINE)][..],
            &[("b", EIGHT), ("a", NINE)][..],
        ),
        (&[("a", UNREAD), ("b", NINE)], &[("b", EIGHT)]),
        (&[("a", UNREAD), ("b", NINE)], &[("b", EIGHT), ("a", TEXT)]),
        (&[("b", NINE), ("a", TEXT)], &[("a", UNREAD), ("b", EIGHT)]),
        (
            &[("b", NINE), ("a", NINE)],
            &[("a", NO_LIMIT), ("b", EIGHT)],
        ),
    ] {
        let run = parameters(before, after);
        let lines = run.stdout.lines();
        let changes: Vec<&str> = lines.filter(|line| line.contains("]: ")).collect();
        let expected = "breaking[request-length-tightened]: GET /pets, query parameter b";
        assert_eq!(changes, [expected], "{before:?} {after:?} {run:?}");
    }
}

/// What the document before lacks as well is not the fault of the change; the same mistake elsewhere is.
#[test]
fn what_can_no_longer_be_read_fails() {
    let (one, other) = (
        [("a", NO_LIMIT), ("b", NINE)],
        [("a", NINE), ("b", NO_LIMIT)],
    );
    assert_eq!(parameters(&one, &one).code, Some(0));
    let moved = [("c", TEXT), ("a", NO_LIMIT), ("b", NINE)];
    assert_eq!(parameters(&one, &moved).code, Some(0));
    let both = [("a", NO_LIMIT), ("b", NO_LIMIT)];
    for (before, after) in [(one, both), (one, other), (other, both)] {
        let run = parameters(&before, &after);
        assert_eq!(run.code, Some(1), "{run:?}");
        let part = "is not compared as a whole: 1 part of it cannot be read, as codegen reports.";
        assert!(run.stderr.contains(part), "{run:?}");
    }
}

/// What cannot be read is not gone, and what refers to it has not become anything.
#[test]
fn what_cannot_be_read_is_no_change() {
    for (from, to) in [
        ("      properties:\n", "      propertes:\n"),
        ("          in: query\n", "          in: qery\n"),
        ("          type: string\n", "          type: strin\n"),
        ("#/components/schemas/Pet'", "#/components/schemas/Pat'"),
        ("    get:\n", "    gte:\n"),
        ("      responses:\n", "      respnses:\n"),
    ] {
        for strict in ["", "  strict: true\n"] {
            let repository = Repository::new();
            repository.edit("  package: pets\n", &format!("  package: pets\n{strict}"));
            repository.git(&["add", "--all"]);
            repository.git(&["commit", "--quiet", "--allow-empty", "--message", "strict"]);
            repository.edit(from, to);
            let run = repository.run(&["main"]);
            let is_safe = |line: &str| {
                !["breaking[", "risky["]
                    .iter()
                    .any(|it| line.starts_with(it))
            };
            assert!(run.stdout.lines().all(is_safe), "{to}: {run:?}");
            // What is clear is read as it was meant.
            let is_clear = run.stdout.contains("\nNo changes; ");
            let is_named = run.stdout.contains("\nNot compared");
            assert!(is_named || is_clear, "{to}: {run:?}");
        }
    }
}

#[test]
fn what_is_no_document_is_an_error() {
    let repository = Repository::new();
    let start = format!("{PETS}\n  - x: [");
    repository.write("spec/openapi.yaml", &start);
    let run = repository.run(&["main"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(
        run.stderr
            .ends_with("error: spec/openapi.yaml cannot be compared: 1 error\n"),
        "{run:?}"
    );
    let bytes = [b"a: \xff".as_slice(), PETS.as_bytes()].concat();
    fs::write(repository.path().join("spec/openapi.yaml"), bytes).unwrap();
    let run = repository.run(&["main"]);
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
