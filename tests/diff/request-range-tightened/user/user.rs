//! Makes a pet, as a program did before.

use super::types::NewPet;
use super::{Client, Error};

/// A new pet.
pub async fn create(client: &Client, years: i64) -> Result<(), Error> {
    let pet = NewPet::new("Rex", years).nick("R");
    client.pets().create(pet).send().await?;
    Ok(())
}
