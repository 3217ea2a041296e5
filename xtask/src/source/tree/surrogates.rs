//! Surrogate pairs in YAML: `"\ud83d\udea7"`, which YAML has not, and which tools in Java and Python write.
//!
//! The parser refuses halves of pairs, so it gets private characters for them, which are then joined.

/// The first of the private characters that stand for the 2,048 halves.
const PRIVATE: u32 = 0xE000;
const HALVES: std::ops::RangeInclusive<u32> = 0xD800..=0xDFFF;

/// Replaces the escapes of surrogate pairs by escapes of private characters. `false` if there are none.
pub(super) fn hide(text: &mut String) -> bool {
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut is_changed = false;
    while let Some((before, after)) = rest.split_once('\\') {
        hidden.push_str(before);
        let pair = half(rest.get(before.len()..)).zip(half(after.get(5..)));
        if let Some((high @ ..0xDC00, low @ 0xDC00..)) = pair {
            for half in [high, low] {
                hidden.push_str(&format!("\\u{:04x}", half - HALVES.start() + PRIVATE));
            }
            is_changed = true;
            rest = after.get(11..).unwrap_or_default();
        } else {
            // What is escaped, which may be a backslash.
            let escaped = after.chars().next();
            hidden.push('\\');
            hidden.extend(escaped);
            rest = after
                .get(escaped.map_or(0, char::len_utf8)..)
                .unwrap_or_default();
        }
    }
    hidden.push_str(rest);
    *text = hidden;
    is_changed
}

/// The half of a pair whose escape begins a text.
fn half(text: Option<&str>) -> Option<u32> {
    let digits = text?.strip_prefix("\\u")?.get(..4)?;
    let half = u32::from_str_radix(digits, 16).ok()?;
    HALVES.contains(&half).then_some(half)
}

/// The characters that pairs of private characters stand for.
pub(super) fn reveal(text: &str) -> String {
    let unit = |char: char| {
        let half = u32::from(char)
            .checked_sub(PRIVATE)?
            .checked_add(*HALVES.start())?;
        let unit = HALVES.contains(&half).then_some(half)?;
        u16::try_from(unit).ok()
    };
    let mut units = Vec::new();
    for char in text.chars() {
        match unit(char) {
            Some(unit) => units.push(unit),
            None => units.extend_from_slice(char.encode_utf16(&mut [0; 2])),
        }
    }
    String::from_utf16_lossy(&units)
}
