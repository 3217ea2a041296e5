//! The client: its builder, its settings, and the core that makes a call from end to end.

#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod blocking_worker;
mod build;
mod client_builder;
mod client_core;
mod client_settings;
mod credential_setters;
mod credential_source;
mod server;
mod server_choice;
mod service;
mod transport_setup;

pub use client_builder::ClientBuilder;
pub use client_core::{Core, ResponseFuture};
pub use server::{OperationServer, Server, ServerVariable};
pub use service::{ApiClient, ApiKeyClient, Service};
