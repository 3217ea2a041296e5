//! The commands, a file each, and what they share: how they end, and how they print.

mod accepting;
pub(crate) mod codegen;
mod codegen_summary;
pub(crate) mod diff;
pub(crate) mod explain;
mod files;
mod git;
mod input;
pub(crate) mod lint;
pub(crate) mod terminal;

pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  done; with --check: up to date
  1  findings: errors in the document (then nothing is written); with --check: files that differ
  2  could not run: a wrong command line, or a file that cannot be read or written";

/// How a command ended that could run.
pub(crate) enum Ending {
    Clean,
    Findings,
}
