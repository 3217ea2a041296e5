//! `cargo xtask diff` as a program: with real repositories of git, files, and what may be wrong with them.

mod accepting;
mod failing;
mod files;
mod inputs;
mod readme;
mod reports;
#[cfg(unix)]
mod review;
#[path = "../support/mod.rs"]
mod support;
mod trust;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Run, xtask};
use tempfile::TempDir;

/// A document with three types, from which each test takes something or adds it.
const PETS: &str = include_str!("pets.yaml");

/// An operation that takes a component.
fn operation(path: &str, schema: &str) -> String {
    format!(
        "  /{path}:
    post:
      operationId: {path}
      tags: [a]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}}}
      responses: {{'204': {{description: d}}}}
"
    )
}

fn diff(dir: &Path, arguments: &[&str]) -> Run {
    xtask(dir, &[&["diff"], arguments].concat())
}

/// A repository like this one, with the document as its first commit on `main`.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.write("xtask/Cargo.toml", "");
        repository.write("spec/openapi.yaml", PETS);
        repository.commit("first");
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Replaces a part of the document.
    fn edit(&self, from: &str, to: &str) {
        let text = self.read("spec/openapi.yaml");
        assert!(text.contains(from), "{from:?} is not in the document");
        self.write("spec/openapi.yaml", &text.replacen(from, to, 1));
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args([
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.com",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn run(&self, arguments: &[&str]) -> Run {
        diff(self.path(), arguments)
    }
}
