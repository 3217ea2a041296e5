//! What the tests share: a client as codegen renders it, a server on loopback, and tests in processes of their own.

pub(crate) mod client;
pub(crate) mod list;
pub(crate) mod process;
pub(crate) mod retrieve;
pub(crate) mod server;
