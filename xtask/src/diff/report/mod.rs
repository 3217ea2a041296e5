//! A [`Comparison`](super::Comparison) as text: for a terminal, for a pull request, for scripts, and beside the lines.

mod escape;
mod github;
mod json;
mod markdown;
mod rules;
mod text;
mod words;

pub use github::github;
pub use json::json;
pub use markdown::markdown;
pub use rules::rules;
pub use text::text;
