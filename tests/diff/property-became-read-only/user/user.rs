//! Makes a pet, as a program did before.

use super::types::Pet;
use super::{Client, Error};

/// A new pet.
pub async fn create(client: &Client) -> Result<(), Error> {
    let pet = Pet::new("Rex").nick("R");
    client.pets().create(pet).send().await?;
    Ok(())
}
