//! What a change of a document means: on the wire, for Rust code that uses the crate, and for its version.

mod change;
mod rule;
pub mod wire;
mod witness;

pub use change::{Change, Direction, Effect, Facts, Reach, RustChange, Witness};
pub use rule::{Level, Rule};
