//! Lists pets, as a program did before.

use super::{Client, Error};

/// All names.
pub async fn names(client: &Client) -> Result<Vec<String>, Error> {
    let pets = client.pets().list().owner("ana").send().await?;
    Ok(pets.iter().map(|pet| pet.name.clone()).collect())
}
