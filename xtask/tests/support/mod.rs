//! Runs of the program, for all tests of it.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::path::Path;
use std::process::{Command, Output};

/// How a run ended: exit code, standard output and standard error.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Runs the program in a directory.
pub(crate) fn xtask(dir: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let command = command.args(arguments).current_dir(dir);
    command.output().unwrap().into()
}

/// A run that could not run: nothing on standard output.
pub(crate) fn failed(stderr: &str) -> Run {
    Run {
        code: Some(2),
        stdout: String::new(),
        stderr: stderr.to_owned(),
    }
}
