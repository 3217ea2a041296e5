//! A [`Comparison`](super::Comparison) as text: for a terminal, for a pull request, for scripts, and as annotations.

mod blocks;
mod changelog;
mod details;
mod escape;
mod github;
mod groups;
mod json;
mod labels;
mod links;
mod markdown;
mod rules;
mod signatures;
mod tables;
mod text;

pub use github::github;
pub use json::json;
pub use labels::{ACCEPT, failure};
pub use markdown::markdown;
pub use rules::rules;
pub use text::text;
