//! [`rules`]: the catalogue of changes, for people.

use std::fmt::Write as _;

use super::words;
use crate::diff::Rule;

/// Every rule with its level, its direction, what it means on the wire and in Rust, and where its examples are.
pub fn rules() -> String {
    let mut text = String::new();
    for rule in Rule::ALL {
        let name = rule.as_str();
        let _ = writeln!(text, "{name}");
        let _ = writeln!(
            text,
            "    {} {}.",
            rule.summary(),
            words::sentence(rule.consequence())
        );
        let _ = writeln!(
            text,
            "    wire: {} ({}); Rust: {}",
            words::level(rule.level()),
            words::direction(rule.direction()),
            words::effect(rule.effect()),
        );
        let _ = writeln!(text, "    example: tests/diff/{name}.md");
    }
    text
}
