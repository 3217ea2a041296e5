//! The commands, one file each, and what they share: exit codes, files, output.

mod accepting;
pub(crate) mod codegen;
mod codegen_summary;
pub(crate) mod corpus;
pub(crate) mod diff;
pub(crate) mod explain;
mod files;
mod git;
mod input;
pub(crate) mod lint;
mod release;
pub(crate) mod terminal;
mod today;

pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  success; with --check: up to date
  1  findings: errors in the document (then nothing is written); with --check: files that differ
  2  could not run: invalid arguments, or a file that cannot be read or written";

/// How a command ended that could run.
pub(crate) enum Ending {
    Clean,
    Findings,
}

impl Ending {
    pub(crate) fn of(has_findings: bool) -> Self {
        match has_findings {
            true => Self::Findings,
            false => Self::Clean,
        }
    }
}
