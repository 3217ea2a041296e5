//! `.ci/spec-review`, with the real program in a real repository: what it writes, and when it fails.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::Repository;
use super::support::{Run, xtask};

const SCRIPT: &str = include_str!("../../../.ci/spec-review");
const REPORT: &str = "target/spec-review.md";

/// A repository in which `generated/` is what codegen makes of the document.
fn reviewed() -> Repository {
    reviewed_as(Repository::new())
}

fn reviewed_as(repository: Repository) -> Repository {
    let program = |path: &str, text: &str| {
        let path = repository.write(path, text);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    program(".ci/spec-review", SCRIPT);
    // `cargo xtask` without building it again. What lint finds is not what is tested here.
    let xtask = env!("CARGO_BIN_EXE_xtask");
    let long = format!("a{}", "é".repeat(150));
    let cargo = format!(
        "#!/bin/sh\nshift\ncase \"$*\" in\n  'lint --help') exit 0 ;;\n  lint*) echo '<a finding>'; echo '{long}'; exit \"${{LINT:-0}}\" ;;\nesac\n\
         exec '{xtask}' \"$@\"\n"
    );
    program("bin/cargo", &cargo);
    repository.write(".gitignore", "target\n");
    codegen(&repository);
    repository.commit("reviewed");
    repository.git(&["checkout", "--quiet", "-b", "mine"]);
    repository
}

fn codegen(repository: &Repository) {
    let run = xtask(repository.path(), &["codegen"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

fn review(repository: &Repository, base: &str, variables: &[(&str, &Path)]) -> Run {
    let path = std::env::var("PATH").unwrap();
    let output = Command::new(repository.path().join(".ci/spec-review"))
        .arg(base)
        .current_dir("/")
        .env(
            "PATH",
            format!("{}:{path}", repository.path().join("bin").display()),
        )
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITHUB_STEP_SUMMARY")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    output.into()
}

#[test]
fn nothing_changed() {
    let repository = reviewed();
    let run = review(&repository, "main", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.stdout, "The report is in target/spec-review.md.\n");
    assert!(
        repository
            .read(REPORT)
            .starts_with("<!-- spec-review -->\n## Spec change: none\n")
    );
}

#[test]
fn what_breaks_needs_a_version_or_a_reason() {
    let repository = reviewed();
    repository.edit("maxLength: 50", "maxLength: 40");
    codegen(&repository);
    let run = review(&repository, "main", &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = repository.read(REPORT);
    assert!(
        report.contains("## Spec change: breaks clients\n"),
        "{report}"
    );
    assert!(
        report.contains(
            "> This fails: 1 change is not accepted and the version is too low.\n> To accept"
        ),
        "{report}"
    );

    repository.edit(
        "  package: pets\n  version: 1.0.0\n",
        "  package: pets\n  version: 2.0.0\n",
    );
    codegen(&repository);
    assert_eq!(review(&repository, "main", &[]).code, Some(0));

    repository.edit("  version: 2.0.0\n", "  version: 1.1.0\n");
    codegen(&repository);
    assert_eq!(review(&repository, "main", &[]).code, Some(1));
    repository.run(&["main", "--accept", "nobody has such names"]);
    assert_eq!(review(&repository, "main", &[]).code, Some(0));
}

#[test]
fn a_change_in_another_file_counts() {
    let repository = Repository::new();
    super::files::split(&repository);
    let repository = reviewed_as(repository);
    let schemas = repository.read("spec/schemas.yaml");
    repository.write(
        "spec/schemas.yaml",
        &schemas.replace("maxLength: 50", "maxLength: 40"),
    );
    codegen(&repository);
    let run = review(&repository, "main", &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = repository.read(REPORT);
    assert!(report.contains("`spec/schemas.yaml:19:"), "{report}");
}

#[test]
fn findings_of_lint_fail() {
    let repository = reviewed();
    let run = review(&repository, "main", &[("LINT", Path::new("1"))]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = repository.read(REPORT);
    assert!(report.contains("### Lint has findings\n"), "{report}");
    assert!(report.contains("&lt;a finding&gt;"), "{report}");
    let cut = format!("\na{}…\n", "é".repeat(99));
    assert!(report.contains(&cut), "{report}");
}

#[test]
fn drift_fails() {
    let repository = reviewed();
    repository.edit("  title: Pets\n", "  title: Animals\n");
    let run = review(&repository, "main", &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let report = repository.read(REPORT);
    assert!(
        report.contains("### `cargo xtask codegen --check` fails\n"),
        "{report}"
    );
    assert!(report.contains("generated/src/client.rs"), "{report}");
}

#[test]
fn what_cannot_be_compared_fails_otherwise() {
    let repository = reviewed();
    repository.write(
        "spec/openapi.yaml",
        "openapi: 3.0.3\n</pre><script>@octocat: [\n",
    );
    let run = review(&repository, "main", &[]);
    assert_eq!(run.code, Some(2), "{run:?}");
    let report = repository.read(REPORT);
    assert!(
        report.contains("## Spec change: could not be compared\n"),
        "{report}"
    );
    assert!(
        !report.contains("<script>") && !report.contains('@'),
        "{report}"
    );
    assert_eq!(review(&repository, "nope", &[]).code, Some(2));
}

#[test]
fn on_github_it_annotates_and_adds_to_the_summary() {
    let repository = reviewed();
    repository.edit("maxLength: 50", "maxLength: 40");
    codegen(&repository);
    let summary = repository.write("target/summary.md", "before\n");
    let run = review(
        &repository,
        "main",
        &[
            ("GITHUB_ACTIONS", Path::new("true")),
            ("GITHUB_STEP_SUMMARY", &summary),
        ],
    );
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.contains("::error file=spec/openapi.yaml,line="),
        "{}",
        run.stdout
    );
    assert!(
        repository
            .read("target/summary.md")
            .starts_with("before\n<!-- spec-review -->\n## Spec change: breaks")
    );
}

/// An entry of a list that has lines of its own is added or removed, and no context.
#[test]
fn a_comment_shows_entries_of_lists_as_edits() {
    let repository = Repository::new();
    repository.edit(
        "      required: [name, age]\n",
        "      required:\n        - name\n",
    );
    repository.commit("optional");
    repository.edit("        - name\n", "        - name\n        - nick\n");
    repository.commit("required");
    for (range, line) in [("HEAD~1..HEAD", "+ - nick"), ("HEAD..HEAD~1", "- - nick")] {
        let run = repository.run(&[range, "--format", "markdown"]);
        let excerpt = format!("```diff\n{line}\n```");
        assert!(run.stdout.contains(&excerpt), "{line}: {run:?}");
    }
}
