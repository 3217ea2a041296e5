//! What must hold for every text whatever, and texts to try it on. Shared by the tests and by the fuzz targets.

mod check;
mod compare;
mod hostile;
mod mutation;
mod random;

pub use check::{Ending, check};
pub use compare::compare;
pub use hostile::HOSTILE;
pub use mutation::Mutator;
pub use random::Random;
