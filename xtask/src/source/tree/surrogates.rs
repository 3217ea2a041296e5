//! Surrogate pairs in YAML: `"\ud83d\udea7"`, which YAML has not, and which tools in Java and Python write.
//!
//! The parser refuses halves of pairs, so it gets private characters for them, which are then joined.

/// The first of the halves, and of the private characters that stand for them.
const HALVES: u32 = 0xD800;
const PRIVATE: u32 = 0xE000;
/// How many halves there are, and which of them is the first low one.
const COUNT: u32 = 0x800;
const LOW: u32 = 0x400;

/// Replaces the escapes of surrogate pairs by escapes of private characters. `false` if there are none.
pub(super) fn hide(text: &mut String) -> bool {
    let hidden = with_pairs(text, [HALVES, PRIVATE]);
    let is_changed = hidden != *text;
    *text = hidden;
    is_changed
}

/// The text of a scalar without escapes, where nothing had to be replaced.
pub(super) fn restore(text: &str) -> String {
    with_pairs(text, [PRIVATE, HALVES])
}

/// A text with pairs of escapes that count from another number on.
fn with_pairs(text: &str, [from, to]: [u32; 2]) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        replaced.push_str(before);
        let pair = half(rest.get(before.len()..), from).zip(half(after.get(5..), from));
        if let Some(((high @ ..LOW, first), (low @ LOW.., second))) = pair {
            for (half, digits) in [(high, first), (low, second)] {
                let code = to + half;
                replaced.push_str(&match digits.contains(char::is_uppercase) {
                    true => format!("\\u{code:04X}"),
                    false => format!("\\u{code:04x}"),
                });
            }
            rest = after.get(11..).unwrap_or_default();
        } else {
            // What is escaped, which may be a backslash.
            let escaped = after.chars().next();
            replaced.push('\\');
            replaced.extend(escaped);
            rest = after
                .get(escaped.map_or(0, char::len_utf8)..)
                .unwrap_or_default();
        }
    }
    replaced.push_str(rest);
    replaced
}

/// The half of a pair whose escape begins a text, counted from a number on, and its digits.
fn half(text: Option<&str>, from: u32) -> Option<(u32, &str)> {
    let digits = text?.strip_prefix("\\u")?.get(..4)?;
    let half = u32::from_str_radix(digits, 16).ok()?.checked_sub(from)?;
    (half < COUNT).then_some((half, digits))
}

/// The characters that pairs of private characters stand for.
pub(super) fn reveal(text: &str) -> String {
    let half = |char: char| {
        let half = u32::from(char).checked_sub(PRIVATE)?;
        (half < COUNT).then_some(half)
    };
    let mut revealed = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let low = chars.peek().copied().and_then(half);
        let pair = match (half(char), low) {
            (Some(high @ ..LOW), Some(low @ LOW..)) => {
                char::from_u32(0x1_0000 + (high << 10) + (low - LOW))
            }
            _ => None,
        };
        if pair.is_some() {
            chars.next();
        }
        revealed.push(pair.unwrap_or(char));
    }
    revealed
}
