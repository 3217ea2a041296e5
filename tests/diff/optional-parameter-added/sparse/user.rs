//! Reads a pet, as a program did before: the request is now generic, which nobody has to know.

use super::operations::pets::Retrieve;
use super::types::Pet;
use super::{Client, Error};

/// A request that is kept under its name.
pub fn request(client: &Client) -> Retrieve {
    client.pets().retrieve("p1")
}

/// Its name.
pub async fn name(client: &Client) -> Result<String, Error> {
    let pet: Pet = request(client).await?.into_inner();
    Ok(pet.name)
}

/// The same, with the function that makes the request passed on.
pub async fn sent(request: Retrieve) -> Result<String, Error> {
    Ok(Retrieve::send(request).await?.into_inner().name)
}
