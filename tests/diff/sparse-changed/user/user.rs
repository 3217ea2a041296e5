//! Reads a part of a pet, as a program did before.

use super::{Client, Error};

/// Its name, which is always there.
pub async fn name(client: &Client) -> Result<String, Error> {
    let pet = client.pets().retrieve("p1").exclude("born").await?;
    Ok(pet.into_inner().name)
}
