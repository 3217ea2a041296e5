//! What a change of a document means: on the wire, for Rust code that uses the crate, and for its version.

mod cause;
mod change;
mod compare;
mod join;
mod rule;
mod rust;
mod uses;
mod verdict;
pub mod wire;

pub use change::{Change, Direction, Effect, Facts, Reach, RustChange, Witness};
pub use compare::{changes, sort};
pub use rule::{Level, Rule};
pub use rust::{Items, compare as compare_items};
pub use verdict::{Bump, Verdict};
