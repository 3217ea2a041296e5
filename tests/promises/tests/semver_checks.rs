//! What cargo-semver-checks finds of the same changes of Rust code, written to `SEMVER_CHECKS.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use promises::{BREAKING, HARMLESS, WARNING};

/// Needs `cargo install cargo-semver-checks`. `INSTA_UPDATE=always` writes the file.
#[test]
#[ignore = "needs cargo-semver-checks"]
fn the_score_of_cargo_semver_checks_is_the_one_in_the_file() {
    let [before, after] = ["before", "after"].map(rustdoc);
    let output = cargo()
        .args(["semver-checks", "--color", "never"])
        // Else the versions decide, which are the same.
        .args(["--release-type", "minor"])
        .arg("--baseline-rustdoc")
        .arg(before)
        .arg("--current-rustdoc")
        .arg(after)
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("Summary"), "it compared nothing:\n{stderr}");
    let all = BREAKING.iter().chain(WARNING).chain(HARMLESS);
    let found: BTreeSet<&str> = all
        .filter(|name| is_named(&report, name))
        .copied()
        .collect();
    let score = score(&found);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("SEMVER_CHECKS.md");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(&path, &score).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), score, "{report}");
}

fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo
}

/// The JSON of rustdoc about the crates of one version.
fn rustdoc(version: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(version);
    let status = cargo()
        .args(["rustdoc", "--lib", "--locked", "--target-dir"])
        .arg(&target)
        .args(["--", "--cap-lints", "allow", "--cfg", "compared", "--cfg"])
        .arg(format!("compared={version:?}"))
        .args(["-Z", "unstable-options", "--output-format", "json"])
        .args(["--document-private-items", "--document-hidden-items"])
        // That output is not stable yet.
        .env("RUSTC_BOOTSTRAP", "1")
        .status()
        .unwrap();
    assert!(status.success());
    target.join("doc/promises.json")
}

/// Whether a report names an item of a case.
fn is_named(report: &str, name: &str) -> bool {
    let module = format!("promises::{name}::");
    let folder = format!("/{name}/src/");
    report.contains(&module) || report.contains(&folder)
}

fn score(found: &BTreeSet<&str>) -> String {
    let is_found = |name: &&&str| found.contains(**name);
    let missed: Vec<&&str> = BREAKING.iter().filter(|name| !is_found(name)).collect();
    let mut score = format!(
        "# Compared with cargo-semver-checks\n\n\
         Written by `INSTA_UPDATE=always cargo test -p promise-tests --test semver_checks -- --ignored`. The programs are those\n\
         of `tests/diff/`, each compiled with the crate before a change and with the one after it; they were written to show\n\
         what `cargo xtask diff` reports.\n\n\
         | programs | number | reported by `cargo xtask diff` | by cargo-semver-checks |\n\
         | --- | --- | --- | --- |\n\
         | that no longer compile | {all} | {all} | {} |\n\
         | that still compile | {harmless} | 0 | {} |\n\n\
         Missed by cargo-semver-checks:\n\n",
        BREAKING.iter().filter(is_found).count(),
        WARNING.iter().chain(HARMLESS).filter(is_found).count(),
        all = BREAKING.len(),
        harmless = WARNING.len() + HARMLESS.len(),
    );
    for name in missed {
        writeln!(score, "- {name}").unwrap();
    }
    score
}
