//! Texts from elsewhere, made fit for one line of a log.

/// The number of characters of a server's text that goes into a message.
pub(super) const TEXT_LIMIT: usize = 200;

/// A text of at most `limit` characters, in which nothing can forge a line of a log or move a terminal's cursor.
pub(super) fn printable(text: &str, limit: usize) -> String {
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

/// Characters without a glyph that break lines, hide or change the order of what follows.
fn reorders(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
