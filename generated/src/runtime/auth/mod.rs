//! The credentials of a client, and how requests carry them.

mod credential;
mod credentials;
mod scheme;

pub use scheme::{Auth, Scheme, Security};

pub(crate) use credentials::{Credentials, Held, MissingCredentials, Provided, Provider};
