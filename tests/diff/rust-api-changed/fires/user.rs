//! Names a type, as a program did before.

use super::types::{Nick, Pet};

/// What it is called.
pub fn called(pet: Pet) -> Option<Nick> {
    pet.nick
}
