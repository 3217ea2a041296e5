//! What the tests share: a client as codegen renders it, and a server on loopback.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file compiles this for itself and uses its part"
)]

pub mod client;
pub mod list;
pub mod server;
