//! Turns an OpenAPI 3.0 document into a Rust client crate.
//!
//! The stages, each a function from plain data to plain data; files are touched only by [`output`] and the commands:
//!
//! ```text
//! load(text) → Document   lower → Api   check → (findings)   assign → Names   lint → (findings)   surface → Surface   render → SourceTree   output::{write, check}
//! ```
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::exit,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod api;
pub mod check;
pub mod contract;
pub mod corpus;
pub mod diagnostic;
pub mod diff;
pub mod explain;
mod fnv;
pub mod lint;
pub mod lower;
pub mod names;
pub mod output;
pub mod package_name;
pub mod pipeline;
pub mod render;
pub mod source;
pub mod surface;
mod validate;
