//! Programs as users write them: those in `ergonomics/pass` compile, and those in `ergonomics/fail` do not, with an error
//! that names the fix.
//!
//! Each program in `pass` is a module of this test, so its own tests run too. Each program in `fail` is compiled alone, as
//! the compiler does not report a borrow where it has reported a type. Its comments `//~ …` are parts of what the compiler
//! must print for it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

include!(concat!(env!("OUT_DIR"), "/ergonomics.rs"));

#[test]
fn wrong_programs_do_not_compile_with_a_clear_error() {
    for (name, path) in FAIL {
        let errors = errors(name, path);
        assert!(!errors.is_empty(), "{path} compiles");
        let program = std::fs::read_to_string(path).unwrap();
        let expected: Vec<&str> = program
            .lines()
            .filter_map(|line| Some(line.split_once("//~ ")?.1))
            .collect();
        assert!(!expected.is_empty(), "{path} expects no message");
        for message in expected {
            assert!(
                errors.contains(message),
                "{path}: the compiler does not print {message:?} but\n{errors}"
            );
        }
    }
}

/// The errors of a program, and of nothing else, as the compiler prints them.
fn errors(name: &str, path: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["rustc", "--package", "client-tests", "--test", "ergonomics"])
        // Nothing is linked.
        .args(["--profile", "check"])
        .args(["--offline", "--locked", "--message-format", "json", "--"])
        .args(["--cfg", &format!("fails={name:?}")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let file = Path::new(path).file_name();
    let mut errors = String::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let message = &line["message"];
        if line["reason"] != "compiler-message" || message["level"] != "error" {
            continue;
        }
        let rendered = message["rendered"].as_str().unwrap();
        let spans = message["spans"].as_array().unwrap();
        for span in spans.iter().filter(|span| span["is_primary"] == true) {
            let at = Path::new(span["file_name"].as_str().unwrap());
            assert!(
                at.file_name() == file && at.ends_with(Path::new("fail").join(file.unwrap())),
                "{rendered}"
            );
        }
        errors.push_str(rendered);
    }
    assert_eq!(
        output.status.success(),
        errors.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    errors
}
