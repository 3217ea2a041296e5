//! The API key and how requests carry it.

mod api_key;
mod credential;
mod scheme;

pub use scheme::Auth;

pub(crate) use api_key::{ApiKey, KeyProvider, ProvidedKey};
pub(crate) use credential::Credential;
