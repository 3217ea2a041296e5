//! Makes a pet whose tags are strings, as a program did before.

use super::types::NewPet;
use super::{Client, Error};

/// A new pet.
pub async fn create(client: &Client) -> Result<(), Error> {
    let pet = NewPet::new("Rex", 3).mood("calm").tags(["good"]);
    client.pets().create(pet).send().await?;
    Ok(())
}
