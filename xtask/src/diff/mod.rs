//! The comparison of two documents: on the wire, for Rust code that uses the crate, and for its version.

pub mod accepted;
mod cause;
mod change;
mod compare;
mod comparison;
mod excerpt;
mod fingerprint;
mod join;
mod objects;
mod places;
pub mod release;
pub mod report;
mod rule;
mod rust;
pub mod snapshot;
mod uses;
mod verdict;
mod version;
pub mod wire;
mod witness;

pub use change::{Also, Change, Effect, Facts, Reach, RustChange, Witness};
pub use compare::{changes, newly_unread, sort};
pub use comparison::{Comparison, Failure, Finding, Links};
pub use join::OF_RUST;
pub use rule::{Level, Rule};
pub use rust::compare as compare_items;
pub use verdict::{Bump, Release, Verdict, Versions};
