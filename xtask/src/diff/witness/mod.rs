//! Witnesses: values that prove that a change breaks something.

mod probe;

pub(super) use probe::{Probe, Step};
