//! Witnesses: values that prove that a change breaks something.
//!
//! A witness is made, not trusted: the smallest value of the location where schemas differ is put into the smallest body
//! around it, and it counts only if one side certainly accepts all of that and the other certainly refuses it.

mod minimal;
mod probe;
mod search;

pub(super) use probe::{Probe, Step};
pub(super) use search::{Proof, Search, takes};
