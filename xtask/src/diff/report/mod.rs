//! A [`Comparison`](super::Comparison) as text: for a terminal, for a pull request, for scripts, and as annotations.

mod escape;
mod github;
mod json;
mod labels;
mod markdown;
mod rules;
mod text;

pub use github::github;
pub use json::json;
pub use markdown::markdown;
pub use rules::rules;
pub use text::text;
