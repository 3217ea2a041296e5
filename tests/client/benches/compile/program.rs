//! [`Program`]: a package in its own directory, built and timed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

/// A package with a `main`.
pub(crate) struct Program {
    pub(crate) name: String,
    /// Lines of its manifest.
    pub(crate) dependencies: String,
    pub(crate) main: &'static str,
}

/// So many packages are named.
const SLOWEST: usize = 4;

impl Program {
    /// Builds it from scratch and again after a change: a row of the table.
    pub(crate) fn measure(&self) -> String {
        let directory = tempfile::tempdir().expect("there is a directory for temporary files");
        let root = directory.path();
        let manifest = format!(
            "[package]\nname = \"hello\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{}\n",
            self.dependencies
        );
        fs::create_dir(root.join("src")).expect("it is empty");
        fs::write(root.join("Cargo.toml"), manifest).expect("it can be written");
        fs::write(root.join("src/main.rs"), self.main).expect("it can be written");
        cargo(root, &["fetch", "--quiet"]);
        let packages = packages(root);
        let clean = cargo(root, &["build", "--quiet", "--timings"]);
        let slowest = slowest(root).join(", ");
        fs::write(root.join("src/main.rs"), format!("{}\n", self.main)).expect("it can be written");
        let change = cargo(root, &["build", "--quiet"]);
        format!(
            "| {} | {packages} | {:.1} s | {:.2} s | {slowest} |",
            self.name,
            clean.as_secs_f64(),
            change.as_secs_f64()
        )
    }
}

/// Runs Cargo and returns how long it took.
fn cargo(root: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let output = command(root)
        .args(arguments)
        .output()
        .expect("Cargo runs this");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {error}");
    start.elapsed()
}

/// Cargo, without the environment variables set by the Cargo that runs the benchmark.
fn command(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env_remove("RUSTFLAGS");
    command
}

/// How many packages it depends on.
fn packages(root: &Path) -> usize {
    let arguments = [
        "tree",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--no-dedupe",
    ];
    let output = command(root)
        .args(arguments)
        .output()
        .expect("Cargo runs this");
    let text = String::from_utf8_lossy(&output.stdout);
    let names: BTreeSet<String> = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    names.len() - 1
}

/// The slowest packages of the last build, with their times, from Cargo's report.
fn slowest(root: &Path) -> Vec<String> {
    let report = fs::read_to_string(root.join("target/cargo-timings/cargo-timing.html"))
        .expect("Cargo has written it");
    let units = report
        .split_once("const UNIT_DATA = ")
        .and_then(|(_, rest)| rest.split_once(";\n"))
        .expect("the report has the data that it shows");
    let units: Vec<Value> = serde_json::from_str(units.0).expect("it is JSON");
    let mut units: Vec<(f64, &Value)> = units
        .iter()
        .map(|unit| (unit["duration"].as_f64().expect("a number"), unit))
        .collect();
    units.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    units
        .iter()
        .take(SLOWEST)
        .map(|(seconds, unit)| {
            let target = unit["target"].as_str().unwrap_or_default();
            format!(
                "{}{target} {seconds:.1} s",
                unit["name"].as_str().unwrap_or("?")
            )
        })
        .collect()
}
