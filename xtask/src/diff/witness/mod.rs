//! Witnesses: values that prove that a change breaks something.
//!
//! A witness is made, not trusted: the smallest value of the place where schemas differ is put into the smallest body
//! around it, and it counts only if one side certainly takes all of that and the other certainly does not.

mod accepts;
mod class;
mod format;
mod minimal;
mod pattern;
mod probe;
mod search;

pub(super) use accepts::{Steps, takes};
pub(super) use class::class;
pub(super) use pattern::matches;
pub(super) use probe::{Probe, Step};
pub(super) use search::Search;
