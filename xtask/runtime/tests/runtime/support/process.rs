//! Tests in a process of their own, since environment variables belong to a process.

use std::process::Command;

/// The command that runs one ignored test of this program.
pub(crate) fn ignored_test(path: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", path, "--ignored", "--nocapture"]);
    command
}

/// What the test prints. It must pass.
pub(crate) fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("1 passed; 0 failed"), "{printed}");
    printed
}
