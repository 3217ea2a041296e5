//! Looks at what is sent, as a program did before.

use super::types::NewPet;

/// What it is called.
pub fn called(pet: &NewPet) -> &str {
    pet.nick.as_deref().unwrap_or(&pet.name)
}
