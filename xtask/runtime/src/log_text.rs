//! Sanitizes strings from other parties for logs.

/// The maximum number of characters of such a string in a message.
pub(crate) const TEXT_LIMIT: usize = 200;

/// Truncates a string to `limit` characters and escapes those that could forge a log line or control a terminal.
pub(crate) fn printable(text: &str, limit: usize) -> String {
    let mut result = String::new();
    for (n, character) in text.chars().enumerate() {
        if n == limit {
            result.push('…');
            break;
        }
        if character.is_control() || reorders(character) {
            result.extend(character.escape_default());
        } else {
            result.push(character);
        }
    }
    result
}

/// Whether a character is invisible and breaks lines, or hides or reorders the following ones.
fn reorders(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
