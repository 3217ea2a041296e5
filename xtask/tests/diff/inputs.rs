//! What is compared: revisions, the working tree and files, and how words are understood.

use std::fs;

use tempfile::TempDir;

use super::support::failed;
use super::{PETS, Repository, diff};

/// A field that answers get.
const CHIP: (&str, &str) = (
    "        born:\n",
    "        chip:\n          type: string\n        born:\n",
);

#[test]
fn the_working_tree_is_compared_with_where_it_left_the_main_branch() {
    let repository = Repository::new();
    let start = repository.git(&["rev-parse", "--short", "HEAD"]);
    repository.git(&["checkout", "--quiet", "-b", "mine"]);
    repository.edit(CHIP.0, CHIP.1);
    repository.commit("mine");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.edit("  title: Pets\n", "  title: Animals\n");
    repository.commit("of others");
    repository.git(&["checkout", "--quiet", "mine"]);

    let run = repository.run(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(
        run.stdout.starts_with(&format!(
            "spec/openapi.yaml against {start}:spec/openapi.yaml\n"
        )),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("safe[response-property-added]: Pet.chip\n"),
        "{}",
        run.stdout
    );
    assert!(
        !run.stdout.contains("title"),
        "that is of others: {}",
        run.stdout
    );

    // What is not committed counts too, and `origin/main` before `main`.
    repository.edit("        chip:\n          type: string\n", "");
    let run = repository.run(&[]);
    assert!(
        run.stdout
            .contains("No changes; the crate needs no new version."),
        "{}",
        run.stdout
    );
    repository.git(&["update-ref", "refs/remotes/origin/main", "mine"]);
    let run = repository.run(&[]);
    assert!(run.stdout.contains("Pet.chip"), "{}", run.stdout);
}

#[test]
fn revisions_are_read_without_touching_the_working_tree() {
    let repository = Repository::new();
    repository.git(&["tag", "v1.0.0"]);
    repository.edit(CHIP.0, CHIP.1);
    repository.write(".gitattributes", "*.yaml diff=evil filter=evil\n");
    repository.commit("second");
    // What git would run to show a file to people.
    for key in [
        "diff.evil.textconv",
        "filter.evil.smudge",
        "core.pager",
        "core.fsmonitor",
    ] {
        repository.git(&["config", key, "touch pwned; cat"]);
    }
    repository.write("spec/openapi.yaml", "not a document");
    let listing = |repository: &Repository| {
        let mut paths: Vec<_> = fs::read_dir(repository.path())
            .unwrap()
            .map(|it| it.unwrap().path())
            .collect();
        paths.sort();
        paths
    };
    let before = listing(&repository);
    for (base, head, text) in [
        (
            "v1.0.0",
            "main",
            "main:spec/openapi.yaml against v1.0.0:spec/openapi.yaml",
        ),
        (
            "HEAD~1",
            "HEAD",
            "HEAD:spec/openapi.yaml against HEAD~1:spec/openapi.yaml",
        ),
        (
            "rev:v1.0.0",
            "main:spec/openapi.yaml",
            "main:spec/openapi.yaml against v1.0.0:spec/openapi.yaml",
        ),
    ] {
        let run = repository.run(&[base, head]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert!(run.stdout.starts_with(text), "{}", run.stdout);
        assert!(run.stdout.contains("Pet.chip"), "{}", run.stdout);
    }
    assert_eq!(listing(&repository), before);
    assert_eq!(repository.read("spec/openapi.yaml"), "not a document");
}

#[test]
fn from_a_directory_below_it_is_the_same() {
    let repository = Repository::new();
    repository.edit(CHIP.0, CHIP.1);
    let run = diff(&repository.path().join("xtask"), &["main"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout.contains("against main:spec/openapi.yaml\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("Pet.chip"), "{}", run.stdout);
}

#[test]
fn two_files_need_no_repository() {
    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("a.yaml"), PETS).unwrap();
    fs::write(temp.path().join("b.yaml"), PETS.replace(CHIP.0, CHIP.1)).unwrap();
    let run = diff(temp.path(), &["a.yaml", "./b.yaml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(
        run.stdout
            .starts_with("./b.yaml against a.yaml\n1 safe change"),
        "{}",
        run.stdout
    );
    let run = diff(temp.path(), &["a.yaml", "a.yaml"]);
    assert_eq!(
        run.stdout,
        "a.yaml against a.yaml\nNo changes; the crate needs no new version.\n"
    );
}

#[test]
fn a_word_that_is_both_is_not_guessed_at() {
    let repository = Repository::new();
    repository.write("main", &PETS.replace(CHIP.0, CHIP.1));
    assert_eq!(
        repository.run(&["main"]),
        failed(
            "error: cannot read what to compare with: \"main\" is a file and a revision: write ./main for the file, rev:main for the revision\n"
        )
    );
    let file = repository.run(&["./main"]);
    assert!(
        file.stdout
            .starts_with("spec/openapi.yaml against ./main\n"),
        "{file:?}"
    );
    let revision = repository.run(&["rev:main"]);
    assert!(
        revision
            .stdout
            .starts_with("spec/openapi.yaml against main:spec/openapi.yaml\n"),
        "{revision:?}"
    );
}

#[test]
fn another_document_can_be_named() {
    let repository = Repository::new();
    repository.write("other.yaml", PETS);
    repository.commit("other");
    repository.write("other.yaml", &PETS.replace(CHIP.0, CHIP.1));
    for arguments in [
        &["--spec", "other.yaml", "main"][..],
        &["main:other.yaml", "other.yaml"],
    ] {
        let run = repository.run(arguments);
        assert!(
            run.stdout
                .starts_with("other.yaml against main:other.yaml\n1 safe change"),
            "{run:?}"
        );
    }
}

#[test]
fn a_range_is_two_revisions() {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "-b", "mine"]);
    repository.edit(CHIP.0, CHIP.1);
    repository.commit("mine");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.edit("  title: Pets\n", "  title: Animals\n");
    repository.commit("of others");
    let start = repository.git(&["rev-parse", "--short", "main~1"]);
    let document = "spec/openapi.yaml";
    for (range, head, base, is_title) in [
        ("main..mine", "mine", "main", true),
        ("main...mine", "mine", start.as_str(), false),
        ("..mine", "mine", "HEAD", true),
        ("mine..", "HEAD", "mine", true),
        ("main:spec/openapi.yaml..mine", "mine", "main", true),
    ] {
        let run = repository.run(&[range]);
        let expected = format!("{head}:{document} against {base}:{document}\n");
        assert!(run.stdout.starts_with(&expected), "{range}: {run:?}");
        assert_eq!(run.stdout.contains("title"), is_title, "{range}: {run:?}");
    }
    assert_eq!(
        repository.run(&["main..mine", "main"]),
        failed("error: \"main..mine\" names both revisions to compare\n")
    );
    assert_eq!(
        repository.run(&["main..nope"]),
        failed(
            "error: cannot read what to compare: there is no revision \"nope\" in this git repository\n"
        )
    );
}

#[test]
fn a_renamed_document_has_a_hint() {
    let repository = Repository::new();
    repository.git(&["mv", "spec/openapi.yaml", "spec/api.yaml"]);
    repository.commit("renamed");
    let run = repository.run(&["--spec", "spec/api.yaml", "main~1"]);
    let hint = "there is no spec/api.yaml in main~1: it is spec/openapi.yaml there, so give main~1:spec/openapi.yaml";
    assert!(run.stderr.contains(hint), "{run:?}");
    let run = repository.run(&["--spec", "spec/api.yaml", "main~1:spec/openapi.yaml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[cfg(unix)]
#[test]
fn standard_input_and_pipes_are_read_once() {
    use std::process::{Command, Stdio};

    let temp = TempDir::new().unwrap();
    fs::write(temp.path().join("a.yaml"), PETS).unwrap();
    fs::write(temp.path().join("b.yaml"), PETS.replace(CHIP.0, CHIP.1)).unwrap();
    let run = |arguments: &str| {
        let xtask = env!("CARGO_BIN_EXE_xtask");
        let output = Command::new("bash")
            .args(["-c", &format!("'{xtask}' diff {arguments}")])
            .current_dir(temp.path())
            .stdin(Stdio::from(
                fs::File::open(temp.path().join("b.yaml")).unwrap(),
            ))
            .output();
        super::Run::from(output.unwrap())
    };
    for arguments in [
        "a.yaml -",
        "a.yaml /dev/stdin",
        "a.yaml <(cat b.yaml)",
        "<(cat a.yaml) <(cat b.yaml)",
        "<(cat a.yaml) /dev/stdin",
    ] {
        let run = run(arguments);
        assert_eq!(run.code, Some(0), "{arguments}: {run:?}");
        assert!(run.stdout.contains("Pet.chip"), "{arguments}: {run:?}");
    }
    let run = run("- - < <(cat a.yaml)");
    assert_eq!(
        run,
        failed("error: - can be read only once: give two files, or FILE and -\n")
    );
}
