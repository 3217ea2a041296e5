//! Patterns of one class of characters, with and without brackets.

use crate::api::CharClass;

/// The class of a pattern that is one, repeated: `^[a-z]+$`, `^\w+$`.
pub(in super::super) fn class(pattern: &str) -> Option<CharClass> {
    CharClass::parse(pattern).or_else(|| {
        let rest = pattern.strip_prefix("^\\")?;
        let mut rest = rest.chars();
        let letter = rest.next().filter(|letter| matches!(letter, 'd' | 'w'))?;
        CharClass::parse(&format!("^[\\{letter}]{}", rest.as_str()))
    })
}
