//! What `cargo xtask diff` says of Rust code is what the compiler says.

use std::collections::BTreeSet;
use std::process::Command;

use promises::{BREAKING, HARMLESS, WARNING};
use serde_json::Value;

/// That those compile which must is seen by this test being there. Here all others are compiled, in one run: each has
/// errors, and nothing else has.
#[test]
fn what_breaks_does_not_compile_and_all_else_does() {
    assert!(BREAKING.len() >= 12, "only {BREAKING:?}");
    assert!(HARMLESS.len() >= 6, "only {HARMLESS:?}");
    let output = Command::new(env!("CARGO"))
        .args([
            "rustc",
            "--package",
            "promise-tests",
            "--lib",
            "--profile",
            "check",
            "--offline",
            "--locked",
        ])
        .args(["--message-format", "json", "--", "--cfg", "breaking"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "everything compiles:\n{stderr}");
    let stdout = String::from_utf8(output.stdout).unwrap();
    let mut files = BTreeSet::new();
    for line in stdout.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        if message["reason"] == "compiler-message" && message["message"]["level"] == "error" {
            let spans = message["message"]["spans"].as_array().unwrap();
            let primary = spans.iter().filter(|span| span["is_primary"] == true);
            files.extend(primary.map(|span| span["file_name"].as_str().unwrap().to_owned()));
        }
    }
    let programs: BTreeSet<&str> = files
        .iter()
        .map(|file| {
            let module = file
                .strip_suffix("/user.rs")
                .and_then(|path| path.rsplit('/').next());
            module.unwrap_or(file)
        })
        .collect();
    let breaking: BTreeSet<&str> = BREAKING.iter().chain(WARNING).copied().collect();
    assert_eq!(
        programs, breaking,
        "left: what does not compile, right: what the diff says breaks\n{stderr}"
    );
}
