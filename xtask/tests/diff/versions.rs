//! `--check-version`: the version that a change needs is counted from the last release.

use std::process::Command;

use tempfile::TempDir;

use super::accepting::with_a_lower_limit;
use super::{Repository, Run, diff};

fn code(run: &Run) -> Option<i32> {
    run.code
}

#[test]
fn the_version_is_checked_on_request() {
    let repository = Repository::new();
    repository.edit("operationId: pets_list", "operationId: pets_all");
    assert_eq!(code(&repository.run(&[])), Some(0));
    let run = repository.run(&["--check-version"]);
    assert_eq!(code(&run), Some(1));
    assert_eq!(
        run.stderr,
        "The changes need version 2.0.0; the spec has 1.0.0.\n"
    );
    repository.edit(
        "  package: pets\n  version: 1.0.0\n",
        "  package: pets\n  version: 2.0.0\n",
    );
    assert_eq!(code(&repository.run(&["--check-version"])), Some(0));
}

#[test]
fn a_breaking_version_may_stand_for_acceptance() {
    let repository = with_a_lower_limit();
    let arguments = ["--check-version", "--bump-accepts"];
    assert_eq!(code(&repository.run(&arguments)), Some(1));
    repository.edit(
        "  package: pets\n  version: 1.0.0\n",
        "  package: pets\n  version: 1.1.0\n",
    );
    let run = repository.run(&arguments);
    assert_eq!(
        code(&run),
        Some(1),
        "it is enough for Rust code, and breaks clients: {run:?}"
    );
    repository.edit("  version: 1.1.0\n", "  version: 2.0.0\n");
    assert_eq!(code(&repository.run(&arguments)), Some(0));
    assert_eq!(code(&repository.run(&[])), Some(1));
}

/// Adds an optional field, which is an addition in Rust.
fn add(repository: &Repository, name: &str) {
    let field = format!("        {name}:\n          type: string\n        born:\n");
    repository.edit("        born:\n", &field);
}

fn set_version(repository: &Repository, from: &str, to: &str) {
    let version = |it: &str| format!("  package: pets\n  version: {it}\n");
    repository.edit(&version(from), &version(to));
}

/// A change that adds a field, with a version that is enough for it, is merged; the next one starts.
fn moved(tags: &[&str]) -> Repository {
    let repository = Repository::new();
    for tag in tags {
        repository.git(&["tag", tag]);
    }
    repository.git(&["checkout", "--quiet", "-b", "next"]);
    add(&repository, "first");
    let run = repository.run(&["--check-version"]);
    assert_eq!(code(&run), Some(1), "{run:?}");
    assert_eq!(
        run.stderr,
        "The changes need version 1.1.0; the spec has 1.0.0.\n"
    );
    set_version(&repository, "1.0.0", "1.1.0");
    assert_eq!(code(&repository.run(&["--check-version"])), Some(0));
    merge(&repository);
    repository
}

fn merge(repository: &Repository) {
    repository.commit("next");
    repository.git(&["branch", "--force", "main", "next"]);
}

#[test]
fn the_first_change_of_a_release_moves_the_version_and_the_next_ones_pass() {
    for tags in [&["v1.0.0"][..], &[], &["other", "v9.0.0"]] {
        let repository = moved(tags);
        add(&repository, "second");
        let run = repository.run(&["--check-version"]);
        assert_eq!(code(&run), Some(0), "{tags:?}: {run:?}");
        let untagged = match tags.first() {
            Some(&"v1.0.0") => "",
            _ => " (no tag names the last release)",
        };
        let expected = format!("the crate needs 1.1.0 after 1.0.0{untagged}, the spec has 1.1.0");
        assert!(run.stdout.contains(&expected), "{run:?}");
        // What needs more than the version has moved by does not.
        repository.edit("operationId: pets_list", "operationId: pets_all");
        let run = repository.run(&["--check-version"]);
        assert_eq!(
            (code(&run), run.stderr.as_str()),
            (
                Some(1),
                "The changes need version 2.0.0; the spec has 1.1.0.\n"
            )
        );
        set_version(&repository, "1.1.0", "2.0.0");
        assert_eq!(code(&repository.run(&["--check-version"])), Some(0));
        merge(&repository);
        add(&repository, "third");
        assert_eq!(code(&repository.run(&["--check-version"])), Some(0));
        set_version(&repository, "2.0.0", "1.9.0");
        let run = repository.run(&["--check-version"]);
        assert_eq!(code(&run), Some(1), "versions do not decrease: {run:?}");
    }
}

#[test]
fn a_release_starts_anew() {
    let repository = moved(&["v1.0.0"]);
    repository.git(&["tag", "v1.1.0"]);
    add(&repository, "second");
    let run = repository.run(&["--check-version"]);
    assert_eq!(
        run.stderr,
        "The changes need version 1.2.0; the spec has 1.1.0.\n"
    );
    // A tag on a later commit is none of this branch.
    set_version(&repository, "1.1.0", "1.2.0");
    repository.commit("second");
    repository.git(&["tag", "v1.2.0"]);
    assert_eq!(code(&repository.run(&["--check-version"])), Some(0));
}

#[test]
fn the_document_names_the_tags_of_releases() {
    let repository = moved(&["pets/1.0.0", "v1.0.5"]);
    repository.edit(
        "  package: pets\n",
        "  package: pets\n  release-tag: pets/{version}\n",
    );
    merge(&repository);
    repository.git(&["tag", "v1.1.0"]);
    add(&repository, "second");
    let run = repository.run(&["--check-version"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    assert!(run.stdout.contains("1.1.0 after 1.0.0"), "{run:?}");
    repository.git(&["tag", "pets/1.1.0"]);
    assert_eq!(code(&repository.run(&["--check-version"])), Some(1));
}

/// The version was moved after the tag that is compared with, whatever that is called.
#[test]
fn a_tag_that_is_compared_with_is_a_release() {
    let repository = moved(&[]);
    repository.git(&["tag", "summer"]);
    add(&repository, "second");
    assert_eq!(code(&repository.run(&["--check-version"])), Some(0));
    let run = repository.run(&["summer", "--check-version"]);
    assert_eq!(
        (code(&run), run.stderr.as_str()),
        (
            Some(1),
            "The changes need version 1.2.0; the spec has 1.1.0.\n"
        )
    );
}

#[test]
fn a_shallow_clone_needs_the_last_release() {
    let repository = moved(&["v1.0.0"]);
    add(&repository, "second");
    repository.commit("second");
    let clone = |arguments: &[&str]| {
        let directory = TempDir::new().unwrap();
        let url = format!("file://{}", repository.path().display());
        let status = Command::new("git")
            .args(["clone", "--quiet", "--branch", "next"])
            .args(arguments)
            .args([&url, "."])
            .current_dir(directory.path())
            .status();
        assert!(status.unwrap().success());
        directory
    };
    let shallow = clone(&["--depth", "1", "--no-single-branch"]);
    let run = diff(shallow.path(), &["origin/main", "--check-version"]);
    assert_eq!(code(&run), Some(2), "{run:?}");
    assert_eq!(
        run.stderr,
        "error: cannot check the version: this clone is shallow, and the last release is not in it: \
         run `git fetch --unshallow --tags`\n"
    );
    // Nobody asked for the version.
    let run = diff(shallow.path(), &["origin/main"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    let run = diff(clone(&[]).path(), &["HEAD~1", "--check-version"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
    // Enough of the history shows what the version was before.
    let no_tags = clone(&["--depth", "3", "--no-tags"]);
    let run = diff(no_tags.path(), &["HEAD~1", "--check-version"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
}

/// Once the version is a breaking one, further changes need none; but only a tag proves that it was not released since.
#[test]
fn a_breaking_version_stands_for_acceptance_until_it_is_released() {
    for (tags, expected) in [(&["v0.9.0"][..], 0), (&[], 1)] {
        let repository = Repository::new();
        set_version(&repository, "1.0.0", "0.9.0");
        repository.commit("older");
        for tag in tags {
            repository.git(&["tag", tag]);
        }
        repository.git(&["checkout", "--quiet", "-b", "next"]);
        set_version(&repository, "0.9.0", "0.10.0");
        merge(&repository);
        repository.edit("maxLength: 50", "maxLength: 40");
        let arguments = ["--check-version", "--bump-accepts"];
        assert_eq!(code(&repository.run(&arguments)), Some(expected));
        repository.git(&["tag", "v0.10.0"]);
        assert_eq!(code(&repository.run(&arguments)), Some(1));
    }
}

/// Without a version in the document there is no last release, so the history is not searched for it.
#[test]
fn a_document_without_a_version_needs_no_history() {
    let repository = Repository::new();
    repository.edit("  package: pets\n  version: 1.0.0\n", "  package: pets\n");
    repository.commit("unversioned");
    let shallow = TempDir::new().unwrap();
    let url = format!("file://{}", repository.path().display());
    let status = Command::new("git")
        .args(["clone", "--quiet", "--depth", "1", &url, "."])
        .current_dir(shallow.path())
        .status();
    assert!(status.unwrap().success());
    let run = diff(shallow.path(), &["HEAD", "--check-version"]);
    assert_eq!(code(&run), Some(0), "{run:?}");
}
