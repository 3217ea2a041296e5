//! What the tests of the generated client share: a server on loopback, and a client for it.

pub mod drf;
mod json;
mod received;
mod reply;
pub mod samples;
mod server;
pub mod spec;

pub use json::assert_kept;
pub use received::Received;
pub use reply::Reply;
pub use server::{KEY, Server};

/// The examples of the repository's README, which are compiled when the docs are tested.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
