//! [`rules`]: the catalogue of changes, for people.

use std::fmt::Write as _;

use super::labels;
use crate::diff::Rule;

/// Every rule with its consequence, its level, its direction, its effect in Rust, and the path of its examples.
pub fn rules() -> String {
    let mut text = String::new();
    for rule in Rule::ALL {
        let name = rule.as_str();
        let summary = rule.summary();
        let consequence = labels::capitalized(rule.consequence());
        let level = labels::level(rule.level());
        let direction = labels::direction(*rule);
        let effect = labels::effect(rule.effect());
        let _ = write!(
            text,
            "{name}\n    {summary} {consequence}.\n    wire: {level} ({direction}); Rust: {effect}\n    \
             example: tests/diff/{name}.md\n"
        );
    }
    text
}
