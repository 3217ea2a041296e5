//! Reads a pet, as a program did before.

use super::types::{Kind, Pet};

/// What it is called.
pub fn called(pet: &Pet) -> String {
    pet.nick.clone().unwrap_or_else(|| pet.name.clone())
}

/// Whether it barks.
pub fn barks(pet: &Pet) -> bool {
    match &pet.kind {
        Some(Kind::Dog) => true,
        Some(Kind::Cat) | None => false,
        Some(_) => false,
    }
}

/// When it was born.
pub fn born(pet: &Pet) -> Option<&str> {
    pet.born.as_deref()
}
